import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import { MediaType } from '../formats/media-type.ts';
import type { Header } from '../header/header.ts';
import { compile } from '../mapping/compile.ts';
import type { Document } from '../mapping/document.ts';
import type { Mapping, Inputs } from '../mapping/mapping.ts';
import type { Limits } from '../runtime/limits.ts';
import { resultText } from './result-text.ts';
import type { CommandEnvironment } from './transform-environment.ts';
import type { TransformArguments } from './transform-options.ts';
import { CommandUsageError, profileOf } from './transform-options.ts';

const typesByExtension: Readonly<Record<string, string>> = {
  json: 'application/json',
  geojson: 'application/json',
  xml: 'application/xml',
  csv: 'application/csv',
  yaml: 'application/x-yaml',
  yml: 'application/x-yaml',
  txt: 'text/plain',
};

/** A transformation with its mapping compiled and its inputs read. */
export interface TransformJob {
  run(): Promise<void>;
}

/** Reads mapping and inputs of a command line. Raises `CommandUsageError`, or a `DatasonnetError` of the mapping. */
export async function prepareTransform(
  args: TransformArguments,
  limits: Partial<Limits>,
  environment: CommandEnvironment,
): Promise<TransformJob> {
  const { positionals, values } = args;
  const [mappingPath, inputPath, ...rest] = positionals;
  if (mappingPath === undefined) throw new CommandUsageError('name the mapping: dhow transform MAPPING.ds [INPUT]');
  if (rest.length > 0)
    throw new CommandUsageError(`one INPUT only; give others by name, such as --input other=${rest[0]}`);
  const profile = profileOf(values.profile);
  const named = namedFiles(values.input ?? [], 'input');
  const mapping = compile(textFile(environment, mappingPath, 'the mapping'), {
    profile,
    name: mappingPath,
    inputs: named.map(([name]) => name),
    imports: (name) => importText(environment, name, values.import ?? []),
    limits,
    host: {
      now: () => environment.now(),
      random: () => environment.random(),
      trace: (message) => environment.err(`TRACE: ${message}\n`),
    },
    ...(await schemaCheck(environment, namedFiles(values.schema ?? [], 'schema'))),
  });
  warnOfUnknownNames(mapping, environment);
  const inputs: Record<string, Document> = {};
  if (inputPath !== undefined || profile !== 'jsonnet') {
    inputs['payload'] = await payloadDocument(environment, inputPath, values['input-type'], mapping.header);
  }
  for (const [name, path] of named) inputs[name] = fileDocument(environment, name, path, undefined, mapping.header);
  return { run: () => write(mapping, inputs, args, environment) };
}

async function write(
  mapping: Mapping,
  inputs: Inputs,
  { values }: TransformArguments,
  environment: CommandEnvironment,
): Promise<void> {
  const { output } = values;
  const byHeader = mapping.header.outputs.length > 0;
  const mediaType = values['output-type'] ?? (output === undefined || byHeader ? undefined : typeOfFile(output));
  const result = mapping.run(inputs, mediaType === undefined ? {} : { output: { mediaType } });
  const content = resultText(result.content);
  if (output !== undefined) await environment.write(output, content);
  else {
    const isShort = typeof content === 'string' && !content.endsWith('\n');
    await environment.out(isShort && environment.outIsTerminal ? `${content}\n` : content);
  }
}

function warnOfUnknownNames(mapping: Mapping, environment: CommandEnvironment): void {
  for (const { name, range, hint } of mapping.unknownNames) {
    const { line, column } = range.source.positionAt(range.start);
    environment.err(`warning: ${range.source.name}:${line}:${column}: there is no variable ${name}${hint}\n`);
  }
}

function namedFiles(pairs: readonly string[], option: string): readonly (readonly [string, string])[] {
  return pairs.map((pair) => {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new CommandUsageError(`--${option} is written NAME=FILE, found "${pair}"`);
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  });
}

async function payloadDocument(
  environment: CommandEnvironment,
  path: string | undefined,
  type: string | undefined,
  header: Header,
): Promise<Document> {
  if (path === undefined) return { content: '{}', mediaType: 'application/json' };
  if (path !== '-') return fileDocument(environment, 'payload', path, type, header);
  const parts: Uint8Array[] = [];
  for await (const part of environment.input)
    parts.push(typeof part === 'string' ? new TextEncoder().encode(part) : part);
  const declared = header.inputs.some(({ name }) => name === 'payload');
  const mediaType = type ?? (declared ? undefined : 'application/json');
  return { content: documentContent(joined(parts), mediaType), ...(mediaType === undefined ? {} : { mediaType }) };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function fileDocument(
  environment: CommandEnvironment,
  name: string,
  path: string,
  type: string | undefined,
  header: Header,
): Document {
  const bytes = environment.read(path);
  if (!bytes) throw new CommandUsageError(`there is no file ${path}`);
  const declared = header.inputs.some((line) => line.name === name);
  const mediaType = type ?? (declared ? undefined : typeOfFile(path));
  return { content: documentContent(bytes, mediaType), ...(mediaType === undefined ? {} : { mediaType }) };
}

/** Text, unless the media type names a charset for the reader to decode. */
function documentContent(bytes: Uint8Array, mediaType: string | undefined): string | Uint8Array {
  const charset = mediaType === undefined ? undefined : MediaType.parse(mediaType).parameter('charset');
  return charset === undefined ? new TextDecoder('utf-8').decode(bytes) : bytes;
}

function typeOfFile(path: string): string | undefined {
  return typesByExtension[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}

function textFile(environment: CommandEnvironment, path: string, what: string): string {
  const bytes = environment.read(path);
  if (!bytes) throw new CommandUsageError(`there is no file ${path} (${what})`);
  return new TextDecoder('utf-8').decode(bytes);
}

function importText(environment: CommandEnvironment, name: string, folders: readonly string[]): string | undefined {
  for (const path of [name, ...folders.map((folder) => `${folder.replace(/\/$/, '')}/${name}`)]) {
    const bytes = environment.read(path);
    if (bytes) return new TextDecoder('utf-8').decode(bytes);
  }
  return undefined;
}

async function schemaCheck(environment: CommandEnvironment, schemas: readonly (readonly [string, string])[]) {
  if (schemas.length === 0) return {};
  const { inputSchemas } = await import('../schema/input-schemas.ts');
  const parsed = schemas.map(([name, path]): [string, unknown] => [
    name,
    parseSchema(textFile(environment, path, 'a schema'), path),
  ]);
  return { checkInput: inputSchemas(Object.fromEntries(parsed)) };
}

function parseSchema(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DatasonnetError('DS_INPUT', `the schema ${path} is no JSON`, { cause });
  }
}
