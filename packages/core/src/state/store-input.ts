import { StateError } from './state-errors.ts';

/** Checks a namespace, key, log or queue name: what every backend keeps without loss. */
export function checkName(name: string, what: string): string {
  // NUL would end the text early in the C interfaces of some backends.
  if (typeof name !== 'string' || name === '' || !name.isWellFormed() || name.includes('\0')) {
    throw new StateError('STATE_BAD_KEY', { what });
  }
  return name;
}

/** The value as JSON text; STATE_BAD_VALUE for what JSON cannot hold. */
export function toJson(value: unknown, place: string): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch (error) {
    throw new StateError('STATE_BAD_VALUE', { place, reason: error instanceof Error ? error.name : 'not JSON' }, error);
  }
  if (json === undefined) throw new StateError('STATE_BAD_VALUE', { place, reason: `it is ${typeof value}` });
  return json;
}
