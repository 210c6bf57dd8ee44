import { failure } from '../../errors/datasonnet-errors.ts';
import { getField } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ObjectValue, Value } from '../../runtime/value.ts';
import { force, isArray, isObject } from '../../runtime/value.ts';
import { quoteControls } from './jsonnet-strings.ts';

/** TOML as Jsonnet lays it out: plain values first, then tables and arrays of tables, nested ones indented. */
export function manifestToml(runtime: Runtime, value: ObjectValue, indent: string): string {
  return table(runtime, value, [], '', indent);
}

function table(runtime: Runtime, object: ObjectValue, path: readonly string[], margin: string, indent: string): string {
  const names = runtime.visibleFields(object);
  const entries = names.map((name): [string, Value] => [name, getField(object, name)!]);
  const plain = entries.filter(([, value]) => !isSection(value));
  const lines = plain.map(
    ([name, value]) => `${margin}${key(name)} = ${inline(runtime, value, margin, indent, false)}`,
  );
  const parts = lines.length > 0 ? [lines.join('\n')] : [];
  for (const [name, value] of entries.filter(([, each]) => isSection(each))) {
    const inner = [...path, name];
    const title = inner.map(key).join('.');
    const tables = isArray(value) ? value.map(force) : [value];
    for (const each of tables) {
      const body = table(runtime, each as ObjectValue, inner, margin + indent, indent);
      const header = isArray(value) ? `${margin}[[${title}]]` : `${margin}[${title}]`;
      parts.push(body === '' ? header : `${header}\n${body}`);
    }
  }
  return parts.join('\n\n');
}

function isSection(value: Value): boolean {
  if (isObject(value)) return true;
  return isArray(value) && value.length > 0 && value.every((element) => isObject(force(element)));
}

function key(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : quoteControls(name);
}

function inline(runtime: Runtime, value: Value, margin: string, indent: string, nested: boolean): string {
  if (typeof value === 'string') return quoteControls(value);
  if (typeof value === 'number') return runtime.numberText(value);
  if (typeof value === 'boolean') return String(value);
  if (isArray(value)) {
    if (value.length === 0) return '[]';
    const [open, separator, close] = nested ? ['[ ', ', ', ' ]'] : ['[\n', ',\n', `\n${margin}]`];
    const items = value.map(
      (element) => (nested ? '' : margin + indent) + inline(runtime, force(element), '', indent, true),
    );
    return open + items.join(separator) + close;
  }
  if (isObject(value)) {
    const fields = runtime
      .visibleFields(value)
      .map((name) => `${key(name)} = ${inline(runtime, getField(value, name)!, '', indent, true)}`);
    return `{ ${fields.join(', ')} }`;
  }
  throw failure('DS_KIND', `a ${runtime.kindOf(value)} cannot be written as TOML`);
}
