import { didYouMean } from '../errors/nearest-name.ts';
import type { SourceRange } from '../source/source-text.ts';
import type { Evaluation } from './evaluation.ts';
import { MadeValue } from './made-value.ts';
import { LayeredObject, fieldNames } from './object-value.ts';
import type { ObjectValue, Value } from './value.ts';
import { isObject } from './value.ts';

/** Names that every JavaScript object has: a record has them only as its own. */
export function isInheritedName(name: string): boolean {
  return name in Object.prototype;
}

/** The field of an object, or undefined when the value is no object or has no such field. */
export function fieldOrNone(target: Value, name: string): Value | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  if (target instanceof MadeValue) return target instanceof LayeredObject ? target.get(name) : undefined;
  if (Array.isArray(target)) return undefined;
  return Object.hasOwn(target, name) ? (target as Record<string, Value>)[name] : undefined;
}

/** The same for a name that no JavaScript object has of itself. */
export function plainFieldOrNone(target: Value, name: string): Value | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  if (target instanceof MadeValue) return target instanceof LayeredObject ? target.get(name) : undefined;
  if (Array.isArray(target)) return undefined;
  return (target as Record<string, Value>)[name];
}

/** The error for a field that `fieldOrNone` did not find. */
export function missingField(evaluation: Evaluation, target: Value, name: string, range: SourceRange): Error {
  const kind = evaluation.kindOf(target);
  if (!isObject(target)) {
    const hint = kind === 'null' ? '; it is null, or was never there' : '';
    return evaluation.fail('DS_KIND', `a ${kind} has no field ${name}${hint}`, range, { name, found: kind });
  }
  const names = fieldNames(target as ObjectValue, { hidden: true });
  return evaluation.fail('DS_FIELD', `there is no field ${name}${didYouMean(name, names)}`, range, { name });
}
