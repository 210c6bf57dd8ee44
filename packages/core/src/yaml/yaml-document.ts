import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { SourceLocation } from '../model/source-location.ts';
import { syntaxAdvice } from './syntax-advice.ts';
import { yamlProblem, type YamlProblem } from './yaml-error.ts';

/** A node of the YAML text; undefined where nothing was written. */
export type YamlNode = Node | null | undefined;

/** One key of a map with its value. */
export interface YamlEntry {
  readonly key: string;
  readonly keyNode: YamlNode;
  readonly value: YamlNode;
}

/** What editors of Windows put first; the parser takes it for text before a list. */
const byteOrderMark = '\uFEFF';

/** A YAML text as nodes with places, and the list of what is wrong with it. */
export class YamlDocument {
  readonly file: string;
  readonly problems: YamlProblem[] = [];
  readonly root: YamlNode;
  readonly #lines = new LineCounter();

  constructor(written: string, file: string) {
    this.file = file;
    const text = written.startsWith(byteOrderMark) ? written.slice(1) : written;
    const documents = parseAllDocuments(text, { lineCounter: this.#lines, uniqueKeys: false, version: '1.2' });
    const [first, second] = 'empty' in documents ? [] : documents;
    // What the parser meets after its first error mostly follows from it.
    const [error] = first?.errors ?? [];
    if (error !== undefined) {
      const met = this.#at(error.pos[0]);
      const { reason, line, column } = syntaxAdvice(error, text, met.line, met.column);
      this.problems.push(yamlProblem('YAML_SYNTAX', { file, line, column }, { reason }));
    }
    if (second !== undefined) {
      this.problems.push(yamlProblem('YAML_DOCUMENTS', this.#at(second.range[0])));
    }
    // Aliases are replaced by what they stand for, so that readers meet plain nodes only.
    if (first !== undefined) visit(first, { Alias: (_, alias) => alias.resolve(first) });
    this.root = first?.contents;
    if (this.problems.length === 0 && (this.root === null || this.root === undefined || isEmptyScalar(this.root))) {
      this.problems.push(yamlProblem('YAML_EMPTY', { file, line: 1, column: 1 }));
    }
  }

  #at(offset: number): SourceLocation {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** Where a node begins; the place of `fallback` when nothing was written. */
  locate(node: YamlNode, fallback?: YamlNode): SourceLocation {
    const range = node?.range ?? fallback?.range;
    return range ? this.#at(range[0]) : { file: this.file, line: 1, column: 1 };
  }

  problem(code: YamlProblem['code'], node: YamlNode, details: YamlProblem['details'] = {}, fallback?: YamlNode): void {
    this.problems.push(yamlProblem(code, this.locate(node, fallback), details));
  }

  /** The keys of a map in order; a key that stands twice is a problem, and its last value counts. */
  entries(map: YAMLMap): YamlEntry[] {
    const found = new Map<string, YamlEntry>();
    for (const pair of map.items as Pair<YamlNode, YamlNode>[]) {
      const key = scalarText(pair.key) ?? '';
      if (found.has(key)) this.problem('YAML_DUPLICATE_KEY', pair.key, { found: key });
      found.set(key, { key, keyNode: pair.key, value: pair.value });
    }
    return [...found.values()];
  }

  entriesOf(node: YamlNode): YamlEntry[] | undefined {
    return isMap(node) ? this.entries(node) : undefined;
  }

  items(node: YamlNode): YamlNode[] | undefined {
    return isSeq(node) ? (node.items as YamlNode[]) : undefined;
  }
}

const isEmptyScalar = (node: Node) => isScalar(node) && node.value === null && (node.source ?? '') === '';

/** Names of options may be written with dashes: `stop-on-exception` is `stopOnException`. */
export function optionEntries(entries: readonly YamlEntry[]): YamlEntry[] {
  return entries.map((entry) => (entry.key.includes('-') ? { ...entry, key: withoutDashes(entry.key) } : entry));
}

/** A name with dashes as Camel reads it. */
export const withoutDashes = (name: string): string =>
  name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** True when nothing was written, or `null`. */
export function isAbsent(node: YamlNode): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

/** A scalar as it was written: the digits of a number, not the number. */
export function scalarText(node: YamlNode): string | undefined {
  if (!isScalar(node)) return undefined;
  if (typeof node.value === 'string') return node.value;
  return node.source ?? String(node.value);
}

/** A node as plain values. */
export function plainValue(node: YamlNode): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return (node.items as YamlNode[]).map(plainValue);
  if (!isMap(node)) return null;
  const pairs = node.items as Pair<YamlNode, YamlNode>[];
  return Object.fromEntries(pairs.map(({ key, value }) => [scalarText(key) ?? '', plainValue(value)]));
}

/** What a node is, for messages. */
export function describeNode(node: YamlNode): string {
  if (isAbsent(node)) return 'nothing';
  if (isMap(node)) return 'a map';
  if (isSeq(node)) return 'a list';
  const text = scalarText(node) ?? '';
  return text.length > 60 ? `"${text.slice(0, 60)}…"` : `"${text}"`;
}
