import type { Command } from './command.ts';

/** A command before it is loaded: what the list of commands shows. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

/** Every command. Each is loaded only when it is called, so that none pays for another's packages. */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'run',
    summary: 'Run routes from YAML, TypeScript or JavaScript files',
    load: async () => (await import('../commands/run-command.ts')).runCommand,
  },
  {
    name: 'validate',
    summary: 'Check route files without running them',
    load: async () => (await import('../commands/validate-command.ts')).validateCommand,
  },
  {
    name: 'schema',
    summary: 'Write the JSON Schema of routes in YAML, for editors',
    load: async () => (await import('../commands/schema-command.ts')).schemaCommand,
  },
  {
    name: 'sandbox',
    summary: 'Start a DHIS2-compatible server for tests and demos',
    load: async () => (await import('../commands/sandbox-command.ts')).sandboxCommand,
  },
  {
    name: 'dead-letters',
    summary: 'List, show, replay or discard messages that could not be delivered',
    load: async () => (await import('../commands/dead-letters-command.ts')).deadLettersCommand,
  },
  {
    name: 'new',
    summary: 'Make a new project that runs',
    load: async () => (await import('../commands/new-command.ts')).newCommand,
  },
  {
    name: 'transform',
    summary: 'Run a DataSonnet mapping on a file',
    load: async () => (await import('../commands/transform-command.ts')).transformCommand,
  },
  {
    name: 'datasonnet',
    summary: 'Format or lint DataSonnet mappings',
    load: async () => (await import('../commands/datasonnet-command.ts')).datasonnetCommand,
  },
  {
    name: 'dhis2',
    summary: 'Make TypeScript types from the metadata of a DHIS2',
    load: async () => (await import('../commands/dhis2-command.ts')).dhis2Command,
  },
];
