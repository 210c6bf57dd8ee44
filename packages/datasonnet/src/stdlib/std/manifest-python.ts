import { quoteJson } from '../../runtime/json-text.ts';
import { getField } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ObjectValue, Value } from '../../runtime/value.ts';
import { force, isArray, isFunction, isObject } from '../../runtime/value.ts';

/** A Python literal. */
export function manifestPython(runtime: Runtime, value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return runtime.numberText(value);
  if (typeof value === 'string') return quoteJson(value);
  if (isArray(value)) return `[${value.map((each) => manifestPython(runtime, force(each))).join(', ')}]`;
  if (isFunction(value)) return manifestPython(runtime, runtime.call(value, []));
  if (!isObject(value)) return quoteJson(runtime.toText(value));
  const fields = runtime
    .visibleFields(value)
    .map((name) => `${quoteJson(name)}: ${manifestPython(runtime, getField(value, name)!)}`);
  return `{${fields.join(', ')}}`;
}

/** Assignments, one a line. */
export function pythonVariables(runtime: Runtime, object: ObjectValue): string {
  return runtime
    .visibleFields(object)
    .map((name) => `${name} = ${manifestPython(runtime, getField(object, name)!)}\n`)
    .join('');
}
