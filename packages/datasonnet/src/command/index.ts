export { runTransform } from './transform-command.ts';
export { CommandUsageError, transformOptions } from './transform-options.ts';
export type { CommandOption, TransformArguments } from './transform-options.ts';
export { commandExit } from './transform-environment.ts';
export type { CommandEnvironment } from './transform-environment.ts';
export { nodeEnvironment } from './node-environment.ts';
export { formatOptions, lintOptions, runFormat, runLint } from './tool-commands.ts';
export type { ToolArguments } from './tool-commands.ts';
