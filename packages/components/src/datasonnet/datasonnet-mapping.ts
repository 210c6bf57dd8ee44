import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { CompileOptions, Mapping } from '@dhow/datasonnet';
import type { ComponentContext } from '@dhow/core/component';
import { camelLibrary, type CurrentMessage } from './camel-library.ts';
import { ComponentError } from '../component-error.ts';

type Data = NonNullable<CompileOptions['libraries']>[string];

/** A mapping's text, or `resource:…` where it stands. */
export interface MappingSource {
  readonly text: string;
  /** File name for messages and for imports beside it. */
  readonly name: string | undefined;
}

export async function mappingSource(expression: string, context: ComponentContext): Promise<MappingSource> {
  if (!expression.startsWith('resource:')) return { text: expression, name: undefined };
  return { text: await context.readResource(expression), name: fileOf(expression) };
}

/** A mapping with the place where its runs put the message for `cml`. */
export interface CompiledMapping {
  readonly mapping: Mapping;
  readonly current: CurrentMessage;
}

/** Compiles a mapping with data that is the same for all messages, which is read once. */
export async function compileMapping(
  { text, name }: MappingSource,
  inputs: Readonly<Record<string, unknown>> | undefined,
  context: ComponentContext,
): Promise<CompiledMapping> {
  const current: CurrentMessage = { exchange: undefined };
  // What a mapping imports is read when it is first needed.
  const note = context.resourceNoter?.();
  // Loaded with the first mapping: processes that have none start faster.
  const { compile } = await import('@dhow/datasonnet');
  const libraries: Record<string, Data> = { cml: await camelLibrary(current, context) };
  for (const [variable, value] of Object.entries(inputs ?? {})) {
    libraries[variable] = (await inputData(value, context)) as Data;
  }
  const mapping = compile(text, {
    profile: 'strict',
    ...(name === undefined ? {} : { name }),
    libraries,
    imports: once((path) => importedText(path, context, note)),
    defaultOutput: 'application/x-java-object',
    host: { now: () => BigInt(context.clock.now()) * 1_000_000n, random: Math.random },
  });
  mapping.checkImports();
  return { mapping, current };
}

/** The language asks for a file in each run. */
function once(read: (path: string) => string | undefined): (path: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, read(path));
    return known.get(path);
  };
}

/** A value as it is, or what a resource holds. */
async function inputData(value: unknown, context: ComponentContext): Promise<unknown> {
  if (typeof value !== 'string' || !value.startsWith('resource:')) return value;
  const content = await context.readResource(value);
  const mediaType = mediaTypes[extname(fileOf(value) ?? '').toLowerCase()];
  if (mediaType === undefined) return content;
  const { compile } = await import('@dhow/datasonnet');
  const reader = compile('payload', { profile: 'strict', defaultOutput: 'application/x-java-object' });
  return reader.run({ payload: { content, mediaType } }).content;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.csv': 'application/csv',
  '.yaml': 'application/x-yaml',
  '.yml': 'application/x-yaml',
};

/** Imports are files beside the mapping or below the base folder; the language asks for them synchronously. */
function importedText(
  path: string,
  context: ComponentContext,
  note: ((location: string) => void) | undefined,
): string | undefined {
  try {
    note?.(path);
    return readFileSync(context.resolvePath(path), 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ComponentError('DATASONNET_IMPORT', { file: path, reason: message }, error);
  }
}

function fileOf(location: string): string | undefined {
  const path = location.replace(/^resource:/, '').replace(/^(file|classpath):/, '');
  return path === '' ? undefined : join(dirname(path), path.split('/').at(-1)!);
}
