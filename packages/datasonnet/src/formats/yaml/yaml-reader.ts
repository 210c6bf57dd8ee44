import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Node, Scalar } from 'yaml';
import type { Value } from '../../runtime/value.ts';
import { unreadable } from '../plain-data.ts';
import { readBlockYaml } from './block-reader.ts';
import { recordOf } from './yaml-record.ts';
import { plainScalar, taggedScalar } from './yaml-scalars.ts';

/**
 * Reads YAML 1.1 as the mapper does: several documents are an array, an alias is the text of its name, `<<` is a key like
 * others, of equal keys the last counts, and an empty text is an error.
 */
export function readYaml(text: string): Value {
  return readBlockYaml(text) ?? readAnyYaml(text);
}

/** Reads all of YAML 1.1, slowly. */
export function readAnyYaml(text: string): Value {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    merge: false,
    prettyErrors: true,
    logLevel: 'silent',
  });
  if (!Array.isArray(documents) || documents.length === 0) throw unreadable('YAML', 'the text is empty');
  const values = documents.map((document) => {
    const error = document.errors[0];
    if (error !== undefined) {
      const place = error.linePos?.[0];
      throw unreadable(
        'YAML',
        error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''),
        place?.line,
        place?.col,
      );
    }
    return valueOf(document.contents as Node | null);
  });
  return values.length === 1 ? values[0]! : values;
}

function valueOf(node: Node | null): Value {
  if (node === null) return null;
  if (isAlias(node)) return node.source;
  if (isScalar(node)) return scalarOf(node);
  if (isSeq(node)) return node.items.map((item) => valueOf(item as Node | null));
  if (!isMap(node)) throw unreadable('YAML', 'the text has a node of unknown kind');
  const entries = new Map<string, Value>();
  for (const { key, value } of node.items) entries.set(keyOf(key as Node | null), valueOf(value as Node | null));
  return recordOf(entries);
}

function keyOf(key: Node | null): string {
  if (key === null) return '';
  if (isAlias(key)) return key.source;
  if (isScalar(key)) return textOf(key);
  throw unreadable('YAML', 'a key must be a text, not an array or object');
}

/** With the failsafe schema every scalar is a text. */
function textOf(scalar: Scalar): string {
  if (scalar.type === 'PLAIN' && scalar.source?.startsWith('%') === true) {
    throw unreadable('YAML', 'a text that begins with % must be quoted');
  }
  return typeof scalar.value === 'string' ? scalar.value : '';
}

function scalarOf(scalar: Scalar): Value {
  const text = textOf(scalar);
  const value =
    scalar.tag === undefined || scalar.tag === '!'
      ? scalar.type === 'PLAIN'
        ? plainScalar(text)
        : text
      : taggedScalar(scalar.tag, text);
  if (value === undefined) throw unreadable('YAML', 'a number of the text cannot be written as JSON');
  return value;
}
