import { javaTrim } from '../../runtime/java-text.ts';
import { fieldNames } from '../../runtime/object-value.ts';
import { native } from '../../runtime/native.ts';
import { isArray, isObject } from '../../runtime/value.ts';
import { isWhole } from './java-number.ts';
import { wrongKind } from './raised.ts';
import { seen } from './scalars.ts';

const ofKind = (name: string, kind: string) => native(name, ['v'], (runtime, v) => runtime.kindOf(v) === kind);

/** `ds` functions that tell what a value is. */
export const testFunctions = [
  ofKind('isString', 'string'),
  ofKind('isBoolean', 'boolean'),
  ofKind('isNumber', 'number'),
  ofKind('isObject', 'object'),
  ofKind('isArray', 'array'),
  ofKind('isFunction', 'function'),
  native('typeOf', ['value'], (runtime, value) => runtime.kindOf(value)),
  native('isBlank', ['value'], (runtime, given) => {
    const value = seen(runtime, given);
    if (value === null) return true;
    if (typeof value !== 'string') throw wrongKind('the value of isBlank', 'a text or null', runtime.kindOf(value));
    return javaTrim(value) === '';
  }),
  native('isEmpty', ['container'], (runtime, given) => {
    const value = seen(runtime, given);
    if (value === null) return true;
    if (typeof value === 'string') return value === '';
    if (isArray(value)) return value.length === 0;
    if (isObject(value)) return fieldNames(value, { hidden: true }).length === 0;
    throw wrongKind('the container of isEmpty', 'a text, array, object or null', runtime.kindOf(value));
  }),
  native('isDecimal', ['value:number'], (_runtime, value) => !isWhole(value)),
  native('isInteger', ['value:number'], (_runtime, value) => isWhole(value)),
  native('isEven', ['num:number'], (_runtime, num) => num % 2 === 0),
  native('isOdd', ['num:number'], (_runtime, num) => num % 2 !== 0),
];
