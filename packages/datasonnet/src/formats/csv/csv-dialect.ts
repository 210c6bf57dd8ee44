import { failure } from '../../errors/datasonnet-errors.ts';
import type { MediaType } from '../media-type.ts';

/** How a CSV text is written: from the parameters of its media type. */
export interface CsvDialect {
  readonly useHeader: boolean;
  readonly separator: string;
  /** Undefined: nothing is quoted. */
  readonly quote: string | undefined;
  readonly escape: string | undefined;
  readonly newLine: string;
  /** Names of the columns for writing. */
  readonly headers: readonly string[] | undefined;
}

export const csvParameters = ['useheader', 'quote', 'separator', 'escape', 'newline', 'headers', 'disablequotes'];

export function csvDialect(mediaType: MediaType): CsvDialect {
  const flag = (name: string, absent: boolean): boolean => {
    const value = mediaType.parameter(name);
    return value === undefined ? absent : value.toLowerCase() === 'true';
  };
  const headers = mediaType.parameter('headers');
  const newLine = mediaType.parameter('newline') ?? '\n';
  return {
    useHeader: flag('useheader', true),
    separator: character(mediaType, 'separator') ?? ',',
    quote: flag('disablequotes', false) ? undefined : (character(mediaType, 'quote') ?? '"'),
    escape: character(mediaType, 'escape'),
    newLine: newLine.replaceAll('LF', '\n').replaceAll('CR', '\r'),
    headers: headers?.split(','),
  };
}

/** Only the first character of such a parameter counts. */
function character(mediaType: MediaType, name: string): string | undefined {
  const value = mediaType.parameter(name);
  if (value === '') throw failure('DS_MEDIA_TYPE', `the CSV parameter ${name} must not be empty`, { parameter: name });
  return value?.charAt(0);
}
