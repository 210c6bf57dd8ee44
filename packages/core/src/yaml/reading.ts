import type { EipDefinition } from '../eip/eip-definition.ts';
import type { ExpressionReader } from './expression-reader.ts';
import type { YamlDocument } from './yaml-document.ts';

/** What all readers of one file share. */
export interface Reading {
  readonly document: YamlDocument;
  readonly eips: ReadonlyMap<string, EipDefinition>;
  readonly expressions: ExpressionReader;
  /** Names of data formats; any name is taken when undefined. */
  readonly dataFormats: ReadonlySet<string>;
}
