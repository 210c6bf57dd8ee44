import { csvFormat } from './csv/csv-format.ts';
import type { Format } from './format.ts';
import { javascriptFormat } from './javascript/javascript-format.ts';
import { multipartFormat } from './multipart/multipart-format.ts';
import { textFormat } from './text/text-format.ts';
import { xmlFormat } from './xml/xml-format.ts';
import { yamlFormat } from './yaml/yaml-format.ts';

/** The formats besides JSON, in the order in which the mapper asks them. */
export const mapperFormats: readonly Format[] = [
  javascriptFormat,
  xmlFormat,
  csvFormat,
  textFormat,
  yamlFormat,
  multipartFormat,
];
