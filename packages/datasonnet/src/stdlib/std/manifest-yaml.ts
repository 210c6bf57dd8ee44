import { quoteJson } from '../../runtime/json-text.ts';
import { getField } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Value } from '../../runtime/value.ts';
import { force, isArray, isFunction, isObject } from '../../runtime/value.ts';

export interface YamlLayout {
  readonly indentArrays: boolean;
  /** False: keys that YAML reads as plain text stand without quotes. */
  readonly quoteKeys: boolean;
}

/** YAML as Jsonnet lays it out: texts as JSON, or as a block when they end in a new line. */
export function manifestYaml(runtime: Runtime, value: Value, layout: YamlLayout): string {
  return write(runtime, value, '', layout);
}

function write(runtime: Runtime, given: Value, indent: string, layout: YamlLayout): string {
  const value = isFunction(given) ? runtime.call(given, []) : given;
  if (typeof value === 'string') return text(value, indent);
  if (typeof value === 'number') return runtime.numberText(value);
  if (isArray(value)) return value.length === 0 ? '[]' : array(runtime, value.map(force), indent, layout);
  if (!isObject(value))
    return typeof value === 'object' && value !== null ? quoteJson(runtime.toText(value)) : String(value);
  const names = runtime.visibleFields(value);
  if (names.length === 0) return '{}';
  return names
    .map((name) => {
      const key = layout.quoteKeys || !isPlainKey(name) ? quoteJson(name) : name;
      return `${key}:${field(runtime, getField(value, name)!, indent, layout)}`;
    })
    .join(`\n${indent}`);
}

function field(runtime: Runtime, value: Value, indent: string, layout: YamlLayout): string {
  if (isArray(value) && value.length > 0) {
    const inner = layout.indentArrays ? `${indent}  ` : indent;
    return `\n${inner}${write(runtime, value, inner, layout)}`;
  }
  if (isObject(value) && runtime.visibleFields(value).length > 0) {
    return `\n${indent}  ${write(runtime, value, `${indent}  `, layout)}`;
  }
  return ` ${write(runtime, value, indent, layout)}`;
}

function array(runtime: Runtime, elements: readonly Value[], indent: string, layout: YamlLayout): string {
  const inner = `${indent}  `;
  return elements
    .map((element) => {
      const nested = isArray(element) && element.length > 0;
      return nested
        ? `-\n${inner}${write(runtime, element, inner, layout)}`
        : `- ${write(runtime, element, inner, layout)}`;
    })
    .join(`\n${indent}`);
}

function text(value: string, indent: string): string {
  if (!value.endsWith('\n')) return quoteJson(value);
  return ['|', ...value.slice(0, -1).split('\n')].join(`\n${indent}  `);
}

const reserved = /^(?:true|false|yes|no|on|off|y|n|null|~|-+|\.+|\.nan|[-+]?\.inf)$/i;
const numeric =
  /^[-+]?(?:0x[0-9a-f_]+|0b[01_]+|0o?[0-7_]*|[0-9][0-9_]*)(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?$|^[0-9]+(?:-[0-9]+){1,2}$/i;

/** Whether YAML reads the text as a text without quotes, by Jsonnet's cautious rules. */
function isPlainKey(name: string): boolean {
  return /^[A-Za-z0-9_./-]+$/.test(name) && !reserved.test(name) && !numeric.test(name);
}
