import { matchesPattern } from '../engine/name-pattern.ts';

/** Whether a name is removed: it matches the pattern and none of the comma-separated exclusions. */
export function nameFilter(pattern: string, excludePattern: string | undefined): (name: string) => boolean {
  const exclusions = excludePattern === undefined ? [] : [excludePattern];
  return (name) => matchesPattern(name, pattern) && !exclusions.some((exclusion) => matchesPattern(name, exclusion));
}
