import { failure } from '../../errors/datasonnet-errors.ts';
import type { Evaluation } from '../../runtime/evaluation.ts';
import type { JsonLayout } from '../../runtime/json-text.ts';
import { jsonText } from '../../runtime/json-text.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { expectKind, native } from '../../runtime/native.ts';
import { getField } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { markedLayout } from '../../runtime/strict-semantics.ts';
import type { ArrayValue, Value } from '../../runtime/value.ts';
import { force, isArray, isObject } from '../../runtime/value.ts';
import { manifestPython, pythonVariables } from './manifest-python.ts';
import { manifestYaml } from './manifest-yaml.ts';

/** Values as text in other languages, laid out as the mapper does. */
export const strictManifests: readonly NativeFunction[] = [
  native('manifestJson', ['v'], (runtime, v) => jsonText(runtime as Evaluation, v, indented('    '))),
  native('manifestJsonEx', ['value', 'indent:string'], (runtime, value, indent) =>
    // Only the length of the indentation counts.
    jsonText(runtime as Evaluation, value, indented(' '.repeat(indent.length))),
  ),
  native('manifestPython', ['v'], (runtime, v) => manifestPython(runtime, v)),
  native('manifestPythonVars', ['v:object'], (runtime, v) => pythonVariables(runtime, v)),
  native(
    'manifestYamlDoc',
    ['v', 'indent_array_in_object:boolean'],
    (runtime, v, indentArrays) => manifestYaml(runtime, v, { indentArrays, quoteKeys: true }),
    { indent_array_in_object: false },
  ),
  native(
    'manifestYamlStream',
    ['v:array', 'indent_array_in_object:boolean'],
    (runtime, v, indentArrays) => {
      const documents = v.map((each) => manifestYaml(runtime, force(each), { indentArrays, quoteKeys: true }));
      return `---\n${documents.join('\n---\n')}\n...\n`;
    },
    { indent_array_in_object: false },
  ),
  native('manifestIni', ['v:object'], (runtime, v) => manifestIni(runtime, v)),
  native('manifestXmlJsonml', ['value'], (runtime, value) => manifestXml(runtime, value, 'texts')),
  native('manifestTomlEx', ['toml', 'indent:number'], () => {
    throw failure('DS_VALUE', 'std.manifestTomlEx is not there in DataSonnet');
  }),
];

function indented(indent: string): JsonLayout {
  return {
    ...markedLayout,
    indent,
    multiline: true,
    newline: '\n',
    itemSeparator: ',',
    keySeparator: ': ',
    empty: 'blank',
  };
}

export function manifestIni(runtime: Runtime, ini: Value): string {
  const lines: string[] = [];
  const body = (section: Value) => {
    const object = expectKind(runtime, section, 'object', 'a section');
    for (const name of runtime.visibleFields(object)) {
      const value = getField(object, name)!;
      for (const each of isArray(value) ? value.map(force) : [value]) lines.push(`${name} = ${runtime.toText(each)}`);
    }
  };
  const whole = expectKind(runtime, ini, 'object', 'what std.manifestIni takes');
  const main = getField(whole, 'main');
  if (main !== undefined) body(main);
  const sections = getField(whole, 'sections');
  if (sections !== undefined) {
    const named = expectKind(runtime, sections, 'object', 'sections');
    for (const name of runtime.visibleFields(named)) {
      lines.push(`[${name}]`);
      body(getField(named, name)!);
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** JsonML to XML. @param attributes `texts`: other values of attributes are refused; `any`: they are made texts. */
export function manifestXml(runtime: Runtime, value: Value, attributes: 'texts' | 'any'): string {
  if (typeof value === 'string') return escapeXml(value, true);
  if (!isArray(value) || value.length === 0) {
    throw failure('DS_KIND', `an element of JsonML is an array or a text, found ${runtime.kindOf(value)}`);
  }
  const [tag, ...rest] = (value as ArrayValue).map(force);
  const name = expectKind(runtime, tag!, 'string', 'the name of an element');
  const first = rest[0];
  const hasAttributes = first !== undefined && isObject(first);
  let out = `<${name}`;
  if (hasAttributes) {
    for (const key of runtime.visibleFields(first)) {
      const given = getField(first, key)!;
      const text =
        attributes === 'texts' ? expectKind(runtime, given, 'string', `the attribute ${key}`) : runtime.toText(given);
      out += ` ${key}="${escapeXml(text, attributes === 'texts')}"`;
    }
  }
  const children = hasAttributes ? rest.slice(1) : rest;
  return `${out}>${children.map((child) => manifestXml(runtime, child, attributes)).join('')}</${name}>`;
}

function escapeXml(text: string, quoted: boolean): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return quoted ? escaped.replaceAll('"', '&quot;') : escaped;
}
