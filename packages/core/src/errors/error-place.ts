import type { SourceLocation } from '../model/source-location.ts';
import { optionPlace } from './written-options.ts';

const places = new WeakMap<object, SourceLocation>();

/** Notes in which step an error came up while it was compiled; the innermost one stays. Messages do not change. */
export function notePlace(error: unknown, source: SourceLocation | undefined): void {
  if (typeof error === 'object' && error !== null && source && !places.has(error)) places.set(error, source);
}

/** Where in a route file an error or one of its causes came up; undefined when that is not known. */
export function placeOf(error: unknown): SourceLocation | undefined {
  let found: SourceLocation | undefined;
  for (let at = error; typeof at === 'object' && at !== null; at = (at as { cause?: unknown }).cause) {
    const place = (at as { source?: SourceLocation }).source ?? places.get(at);
    if (place !== undefined) found = optionPlace(at, place);
    // The error itself may know its option, and who caught it the step.
    else if (found !== undefined) found = optionPlace(at, found);
  }
  return found;
}
