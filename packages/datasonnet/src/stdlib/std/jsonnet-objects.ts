import { characterCount } from '../../runtime/code-points.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { native } from '../../runtime/native.ts';
import { fieldNames, getField, hasField, makeObject } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ObjectValue } from '../../runtime/value.ts';
import { force, isObject, lazy } from '../../runtime/value.ts';
import { allFields, mapWithKey, mergePatch, objectFunctions } from './objects.ts';
import { lengthOf, typeFunctions } from './kinds.ts';

/** Kinds and objects of the current Jsonnet library. */
export const jsonnetObjects: readonly NativeFunction[] = [
  ...objectFunctions.filter(({ name }) => name !== 'mergePatch'),
  native('mergePatch', ['target:lazy', 'patch'], (runtime, target, patch) =>
    isObject(patch) ? mergePatch(runtime, force(target), patch) : patch,
  ),
  mapWithKey((runtime, object) => runtime.visibleFields(object)),
  ...typeFunctions.filter(({ name }) => name !== 'trace'),
  native('trace', ['str:string', 'rest:lazy'], (runtime, str, rest) => {
    runtime.trace(str);
    return force(rest);
  }),
  native('length', ['x'], (runtime, x) => (typeof x === 'string' ? characterCount(x) : lengthOf(runtime, x))),
  native('isNull', ['v'], (_runtime, v) => v === null),
  native('equals', ['a', 'b'], (runtime, a, b) => runtime.equal(a, b)),
  native('primitiveEquals', ['x', 'y'], (runtime, x, y) => runtime.equal(x, y)),
  native(
    'get',
    ['o:object', 'f:string', 'default:lazy', 'inc_hidden:boolean'],
    (_runtime, o, f, otherwise, hidden) => (hasField(o, f, { hidden }) ? getField(o, f)! : force(otherwise)),
    { default: null, inc_hidden: true },
  ),
  native('objectFieldsEx', ['obj:object', 'hidden:boolean'], (runtime, obj, hidden) =>
    hidden ? allFields(runtime, obj) : runtime.visibleFields(obj),
  ),
  native('objectHasEx', ['obj:object', 'fname:string', 'hidden:boolean'], (_runtime, obj, name, hidden) =>
    hasField(obj, name, { hidden }),
  ),
  native('objectKeysValues', ['o:object'], (runtime, o) => pairs(o, runtime.visibleFields(o))),
  native('objectKeysValuesAll', ['o:object'], (runtime, o) => pairs(o, allFields(runtime, o))),
  native('objectRemoveKey', ['obj:object', 'key:string'], (runtime, obj, key) => withoutKey(runtime, obj, key)),
];

function pairs(object: ObjectValue, names: readonly string[]) {
  return names.map((name) =>
    makeObject([
      ['key', name],
      ['value', lazy(() => getField(object, name)!)],
    ]),
  );
}

function withoutKey(_runtime: Runtime, object: ObjectValue, key: string) {
  const names = fieldNames(object, { hidden: true }).filter((name) => name !== key);
  const hidden = new Set(names.filter((name) => !hasField(object, name, { hidden: false })));
  return makeObject(
    names.map((name) => [name, lazy(() => getField(object, name)!)]),
    hidden,
  );
}
