import { isMap, isScalar, isSeq } from 'yaml';
import { noteWrittenOptions, type WrittenOption } from '../errors/written-options.ts';
import type { SourceLocation } from '../model/source-location.ts';
import { scalarText, type YamlDocument, type YamlEntry, type YamlNode } from './yaml-document.ts';

/** What stands under these are steps with places of their own. */
const inner = new Set(['steps', 'when', 'otherwise', 'doCatch', 'doFinally', 'onFallback']);

/** Keeps where the options of a step stand, for what is found wrong with them only when the route is compiled. */
export function keepPlaces(document: YamlDocument, source: SourceLocation, entries: readonly YamlEntry[]): void {
  noteWrittenOptions(source, [...optionsIn(document, entries)]);
}

function* optionsIn(document: YamlDocument, entries: readonly YamlEntry[]): Generator<WrittenOption> {
  for (const { key, keyNode, value } of entries) {
    if (inner.has(key)) continue;
    const nameAt = document.locate(keyNode, value);
    if (isScalar(value)) yield { name: key, nameAt, text: scalarText(value), textAt: textPlace(document, value) };
    else yield { name: key, nameAt, text: undefined, textAt: document.locate(value, keyNode) };
    if (isMap(value)) yield* optionsIn(document, pairsOf(value));
    if (isSeq(value)) {
      for (const item of value.items as YamlNode[]) if (isMap(item)) yield* optionsIn(document, pairsOf(item));
    }
  }
}

function pairsOf(map: { readonly items: readonly unknown[] }): YamlEntry[] {
  return (map.items as { readonly key: YamlNode; readonly value: YamlNode }[]).map(({ key, value }) => ({
    key: scalarText(key) ?? '',
    keyNode: key,
    value,
  }));
}

function textPlace(document: YamlDocument, value: YamlNode): SourceLocation {
  const place = document.locate(value);
  const isQuoted = isScalar(value) && value.type?.startsWith('QUOTE') === true;
  return isQuoted ? { ...place, column: place.column + 1 } : place;
}
