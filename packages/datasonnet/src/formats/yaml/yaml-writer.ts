import type { Runtime } from '../../runtime/runtime.ts';
import type { Value } from '../../runtime/value.ts';
import { isArray, isExact, isObject } from '../../runtime/value.ts';
import { strictLongOrDouble } from '../number-spelling.ts';
import { dataEntries, dataItems, dataOf } from '../plain-data.ts';
import type { DataValue } from '../plain-data.ts';
import { doubleQuoted, keyText } from './yaml-text.ts';

/** Writes YAML as the mapper does: an array is written as several documents, one after the other. */
export function writeYaml(value: Value, markerLine: boolean, disableQuotes: boolean, runtime: Runtime): string {
  const data = dataOf(runtime, value);
  let text: string;
  if (isArray(data)) {
    text = dataItems(runtime, data)
      .map((item) => document(runtime, item))
      .join('');
  } else {
    text = document(runtime, data);
    if (!markerLine) text = text.replace(/^---[\n ]/, '');
  }
  return disableQuotes ? text.replaceAll('"', '') : text;
}

function document(runtime: Runtime, value: DataValue): string {
  const writer = new YamlWriter(runtime);
  writer.node(value, 0, '---', 'root');
  return writer.result();
}

/** Where a node stands: as a document, behind a key, or behind a `-` (or an explicit `:`) of the same line. */
type Place = 'root' | 'key' | 'inline';

class YamlWriter {
  readonly #runtime: Runtime;
  readonly #lines: string[] = [];

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  result(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  /** Writes a node whose line so far is `before`; `indent` is the column of the collection it belongs to. */
  node(value: DataValue, indent: number, before: string, place: Place): void {
    if (isArray(value) && value.length > 0) this.#sequence(dataItems(this.#runtime, value), indent, before, place);
    else if (isObject(value)) {
      const entries = Array.from(dataEntries(this.#runtime, value));
      if (entries.length === 0) this.#lines.push(`${before} {}`);
      else this.#mapping(entries, indent, before, place);
    } else {
      const start = `${before} `;
      this.#lines.push(start + this.#scalar(value, start.length, indent + 2));
    }
  }

  #sequence(items: readonly DataValue[], indent: number, before: string, place: Place): void {
    const own = place === 'inline' ? indent + 2 : indent;
    let prefix = before;
    if (place !== 'inline') this.#lines.push(before);
    else prefix = `${before} -`;
    items.forEach((item, i) => {
      this.node(item, own, place === 'inline' && i === 0 ? prefix : `${' '.repeat(own)}-`, 'inline');
    });
  }

  #mapping(entries: readonly (readonly [string, DataValue])[], indent: number, before: string, place: Place): void {
    const own = place === 'root' ? 0 : indent + 2;
    if (place !== 'inline') this.#lines.push(before);
    entries.forEach(([name, value], i) => {
      const start = place === 'inline' && i === 0 ? `${before} ` : ' '.repeat(own);
      const { text, simple } = keyText(name);
      if (simple) this.node(value, own, `${start}${text}:`, 'key');
      else {
        this.#lines.push(`${start}? ${text}`);
        this.node(value, own, `${' '.repeat(own)}:`, 'inline');
      }
    });
  }

  #scalar(value: DataValue, column: number, indent: number): string {
    if (typeof value === 'string') return doubleQuoted(value, column, indent, true);
    if (typeof value === 'number') return strictLongOrDouble(value);
    if (isExact(value)) return value.text;
    return isArray(value) ? '[]' : JSON.stringify(value);
  }
}
