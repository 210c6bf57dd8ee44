import { failure } from '../errors/datasonnet-errors.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Value } from '../runtime/value.ts';
import type { MediaType } from './media-type.ts';

/** Text, bytes, or a value of the host (plain objects, arrays, `Map`, `Date`, `bigint`, …). */
export type DocumentContent = unknown;

/**
 * A data format. The first format of the registry that accepts media type, parameters and content is used.
 *
 * A parameter that the format does not declare makes it refuse the media type; `q` and `charset` are always accepted.
 * Names of parameters are lower-case in a `MediaType` (Spring's rule), so declare them in lower case; values keep their case.
 */
export interface Format {
  /** For messages, such as `CSV`. */
  readonly name: string;
  /** The type that a result is said to have, whatever alias was asked for; the asked one when left out. */
  readonly mediaType?: string;
  /** Whether type/subtype is one of its own (`application/json`, `application/*+json`). Parameters are checked apart. */
  accepts(mediaType: MediaType): boolean;
  readonly readParameters: ParameterNames;
  readonly writeParameters: ParameterNames;
  /** Whether `read` takes this content (text formats: string or bytes). */
  reads(content: DocumentContent): boolean;
  /** Raises `DS_INPUT` with line and column where the format has them. */
  read(content: DocumentContent, mediaType: MediaType, runtime: Runtime): Value;
  /** Raises `DS_OUTPUT`. Text formats give a string; java-object a plain JavaScript value. */
  write(value: Value, mediaType: MediaType, runtime: Runtime): DocumentContent;
}

/** Exact names, and prefixes (with their dot) of names that carry a key, such as `namespacedeclarations.`. */
export interface ParameterNames {
  readonly names: readonly string[];
  readonly prefixes?: readonly string[];
}

export interface FormatRegistry {
  /** Raises `DS_MEDIA_TYPE` when none fits. */
  reader(mediaType: MediaType, content: DocumentContent): Format;
  writer(mediaType: MediaType): Format;
}

/** Makes a registry; formats are asked in the order given (the mapper's: JSON, Java, XML, CSV, text, YAML, multipart). */
export function formatRegistry(formats: readonly Format[]): FormatRegistry {
  return {
    reader(mediaType, content) {
      const found = formats.find(
        (format) => format.accepts(mediaType) && declares(format.readParameters, mediaType) && format.reads(content),
      );
      if (!found) throw unsupported('input', mediaType, formats, (format) => format.readParameters);
      return found;
    },
    writer(mediaType) {
      const found = formats.find((format) => format.accepts(mediaType) && declares(format.writeParameters, mediaType));
      if (!found) throw unsupported('output', mediaType, formats, (format) => format.writeParameters);
      return found;
    },
  };
}

function declares(known: ParameterNames, mediaType: MediaType): boolean {
  return undeclared(known, mediaType) === undefined;
}

function undeclared(known: ParameterNames, mediaType: MediaType): string | undefined {
  for (const name of mediaType.parameters.keys()) {
    if (name === 'q' || name === 'charset' || known.names.includes(name)) continue;
    if (known.prefixes?.some((prefix) => name.startsWith(prefix))) continue;
    return name;
  }
  return undefined;
}

function unsupported(
  side: 'input' | 'output',
  mediaType: MediaType,
  formats: readonly Format[],
  parametersOf: (format: Format) => ParameterNames,
) {
  const near = formats.find((format) => format.accepts(mediaType));
  const parameter = near && undeclared(parametersOf(near), mediaType);
  const reason =
    near && parameter !== undefined
      ? `the ${near.name} format has no parameter "${parameter}" for ${side}; it has: ${parametersOf(near).names.join(', ') || 'none'}`
      : 'no format takes it';
  return failure('DS_MEDIA_TYPE', `the ${side} media type ${mediaType.toString()} is not supported: ${reason}`, {
    mediaType: `${mediaType.type}/${mediaType.subtype}`,
    parameter,
  });
}
