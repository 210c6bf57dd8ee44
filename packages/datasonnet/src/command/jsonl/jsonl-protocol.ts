import { DatasonnetError } from '../../errors/datasonnet-errors.ts';
import { errorReport } from '../../errors/error-report.ts';
import type { ErrorReport } from '../../errors/error-report.ts';
import { hostText } from '../../formats/javascript/host-text.ts';
import type { MappingCache } from '../../mapping/mapping-cache.ts';
import type { Document } from '../../mapping/document.ts';
import type { Profile } from '../../runtime/runtime.ts';

/** A request, one a line. */
export interface JsonlRequest {
  /** Given back with the answer; any JSON value. */
  readonly id?: unknown;
  readonly mapping: string;
  readonly imports?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, Document>>;
  readonly output?: { readonly mediaType?: string; readonly params?: Readonly<Record<string, string>> };
  readonly profile?: Profile;
}

/** An answer, one a line. */
export type JsonlAnswer =
  | { readonly id: unknown; readonly content: string; readonly mediaType: string }
  | { readonly id: unknown; readonly error: ErrorReport };

/** Answers a line; whatever is wrong with it is in the answer. */
export function answerLine(line: string, cache: MappingCache): JsonlAnswer {
  let id: unknown = null;
  try {
    const request = readRequest(line);
    id = request.id ?? null;
    return { id, ...answer(request, cache) };
  } catch (error) {
    return { id: id ?? idOf(line), error: reportOf(error) };
  }
}

function answer({ mapping, imports, inputs = {}, output, profile }: JsonlRequest, cache: MappingCache) {
  const compiled = cache.get(mapping, {
    ...(profile === undefined ? {} : { profile }),
    inputs: Object.keys(inputs),
    ...(imports === undefined ? {} : { imports }),
  });
  const { content, mediaType } = compiled.run(inputs, output ? { output } : {});
  return {
    content: content instanceof Uint8Array ? new TextDecoder('utf-8').decode(content) : hostText(content),
    mediaType,
  };
}

function readRequest(line: string): JsonlRequest {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch (cause) {
    throw wrong('the request is no JSON', cause);
  }
  if (typeof request !== 'object' || request === null || Array.isArray(request))
    throw wrong('a request is a JSON object');
  const { mapping, imports, inputs, output, profile } = request as Record<string, unknown>;
  if (typeof mapping !== 'string') throw wrong('a request needs its "mapping" as text');
  if (!isAbsentOrObject(imports) || !Object.values(imports ?? {}).every((text) => typeof text === 'string')) {
    throw wrong('"imports" is an object of file names to texts');
  }
  if (!isAbsentOrObject(inputs) || !Object.values(inputs ?? {}).every(isDocument)) {
    throw wrong('"inputs" is an object of names to {"content", "mediaType", "params"}');
  }
  if (!isAbsentOrObject(output)) throw wrong('"output" is an object with "mediaType" and "params"');
  if (profile !== undefined && profile !== null && !['strict', 'dhow', 'jsonnet'].includes(profile as string)) {
    throw wrong('"profile" is strict, dhow or jsonnet');
  }
  return withoutNulls(request) as JsonlRequest;
}

/** Other programs write null for what they leave out. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).filter(([name, each]) => each !== null || name === 'content' || name === 'id');
  return Object.fromEntries(
    kept.map(([name, each]) => [name, name === 'content' || name === 'id' ? each : withoutNulls(each)]),
  );
}

function isAbsentOrObject(value: unknown): value is object | undefined | null {
  return value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value));
}

function isDocument(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('content' in value)) return false;
  const { mediaType, params } = value as Record<string, unknown>;
  return (mediaType === undefined || mediaType === null || typeof mediaType === 'string') && isAbsentOrObject(params);
}

function wrong(message: string, cause?: unknown): DatasonnetError {
  return new DatasonnetError('DS_REQUEST', message, { cause });
}

/** The id of a request that is wrong otherwise, as far as it can be found. */
export function idOf(line: string): unknown {
  try {
    const request: unknown = JSON.parse(line);
    return typeof request === 'object' && request !== null && 'id' in request ? (request as JsonlRequest).id : null;
  } catch {
    return null;
  }
}

export function reportOf(error: unknown): ErrorReport {
  if (DatasonnetError.is(error)) return errorReport(error);
  return { code: 'DS_INTERNAL', message: 'Dhow failed in a way it should not; this is a bug', callStack: [] };
}
