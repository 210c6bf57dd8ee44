import { native } from '../../runtime/native.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Thunk, Value } from '../../runtime/value.ts';
import { force, isObject } from '../../runtime/value.ts';
import { dateFromObject } from '../ds/date-object.ts';
import { zonedDateTimeFunctions } from '../ds/zoneddatetime-module.ts';

const dateParameters = new Set(['datetime', 'datetwo']);
const replaced = new Set(['now', 'parse']);

/**
 * The functions that `ds.datetime` had before 2.5, when dates were ISO texts. Here they take the newer date objects too, so
 * that `ds.datetime.format(ds.datetime.now(), 'yyyy-MM-dd')` means today whichever `now` is in force.
 */
export const olderDatetimeFunctions: readonly NativeFunction[] = zonedDateTimeFunctions
  .filter((fn) => !replaced.has(fn.name))
  .map((fn) => {
    const names = fn.parameters.map(({ name }) => name);
    return native(
      fn.name,
      names.map((name) => (dateParameters.has(name) ? name : `${name}:lazy`)),
      (runtime, ...args) =>
        fn.call(
          runtime,
          (args as (Value | Thunk)[]).map((arg, i) => dateText(runtime, names[i]!, arg)),
        ),
    );
  });

function dateText(runtime: Runtime, name: string, arg: Value | Thunk): Value | Thunk {
  if (!dateParameters.has(name)) return arg;
  const value = force(arg);
  return isObject(value) ? dateFromObject(runtime, value).toString() : value;
}
