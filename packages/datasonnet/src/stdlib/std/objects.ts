import type { NativeFunction } from '../../runtime/native.ts';
import { native } from '../../runtime/native.ts';
import { fieldNames, getField, hasField, makeObject } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ObjectValue, Value } from '../../runtime/value.ts';
import { force, isArray, isFunction, isObject, lazy } from '../../runtime/value.ts';
import { calledLaterWithTwo } from './arrays.ts';

/** Names of all fields, hidden ones too, sorted where the mapping sorts. */
export function allFields(runtime: Runtime, object: ObjectValue): readonly string[] {
  const names = fieldNames(object, { hidden: true });
  return runtime.preserveOrder ? names : names.toSorted();
}

function valuesOf(object: ObjectValue, names: readonly string[]) {
  return names.map((name) => lazy(() => getField(object, name)!));
}

/** Functions on objects; the same in all profiles. */
export const objectFunctions: readonly NativeFunction[] = [
  native('objectHas', ['o:object', 'f:string'], (_runtime, o, f) => hasField(o, f, { hidden: false })),
  native('objectHasAll', ['o:object', 'f:string'], (_runtime, o, f) => hasField(o, f, { hidden: true })),
  native('objectFields', ['o:object'], (runtime, o) => runtime.visibleFields(o)),
  native('objectFieldsAll', ['o:object'], (runtime, o) => allFields(runtime, o)),
  native('objectValues', ['o:object'], (runtime, o) => valuesOf(o, runtime.visibleFields(o))),
  native('objectValuesAll', ['o:object'], (runtime, o) => valuesOf(o, allFields(runtime, o))),
  native('mergePatch', ['target', 'patch'], mergePatch),
  native('prune', ['x'], prune),
];

/** @param namesOf Which fields are mapped: all in the mapper, the visible ones in Jsonnet. */
export function mapWithKey(namesOf: (runtime: Runtime, object: ObjectValue) => readonly string[]): NativeFunction {
  return native('mapWithKey', ['func:function', 'obj:object'], (runtime, fn, object) =>
    makeObject(
      namesOf(runtime, object).map((name) => [
        name,
        calledLaterWithTwo(
          runtime,
          fn,
          name,
          lazy(() => getField(object, name)!),
        ),
      ]),
    ),
  );
}

export const strictObjects: readonly NativeFunction[] = [
  ...objectFunctions,
  mapWithKey(allFields),
  native(
    'get',
    ['o:object', 'f:string', 'default', 'inc_hidden:boolean'],
    (_runtime, o, f, otherwise, hidden) => (hasField(o, f, { hidden }) ? getField(o, f)! : otherwise),
    { default: null, inc_hidden: true },
  ),
];

/** RFC 7396. */
export function mergePatch(runtime: Runtime, target: Value, patch: Value): Value {
  if (!isObject(patch)) return patch;
  // The mapper makes data of the target first, and calls a function on the way.
  if (isFunction(target)) return mergePatch(runtime, runtime.call(target, []), patch);
  const base = isObject(target) ? target : {};
  const entries = new Map<string, Value>();
  for (const name of runtime.visibleFields(base)) entries.set(name, getField(base, name)!);
  for (const name of runtime.visibleFields(patch)) {
    const value = getField(patch, name)!;
    if (value === null) entries.delete(name);
    else entries.set(name, mergePatch(runtime, entries.get(name) ?? null, value));
  }
  runtime.step(entries.size + 1);
  return makeObject(entries);
}

/** Without nulls, empty arrays and empty objects, deeply. */
function prune(runtime: Runtime, value: Value): Value {
  if (isArray(value)) {
    runtime.step(value.length);
    return value.map((element) => prune(runtime, force(element))).filter((each) => isContent(runtime, each));
  }
  if (!isObject(value)) return value;
  const names = runtime.visibleFields(value);
  runtime.step(names.length);
  const entries: [string, Value][] = [];
  for (const name of names) {
    const pruned = prune(runtime, getField(value, name)!);
    if (isContent(runtime, pruned)) entries.push([name, pruned]);
  }
  return makeObject(entries);
}

function isContent(runtime: Runtime, value: Value): boolean {
  if (value === null) return false;
  if (isArray(value)) return value.length > 0;
  return !isObject(value) || runtime.visibleFields(value).length > 0;
}
