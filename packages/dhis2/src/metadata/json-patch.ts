/**
 * One operation of a JSON Patch as DHIS2 knows it: the standard's add, replace and remove, and `remove-by-id`, which takes
 * a member out of a collection. Others (test, move, copy) make the server fail.
 */
export type JsonPatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'remove-by-id'; readonly path: string; readonly id: string };

/** Operations that set the given fields: `{ name: 'x', code: null }` replaces the name and takes the code away. */
export function patchOf(fields: Readonly<Record<string, unknown>>): JsonPatchOperation[] {
  return Object.entries(fields).map(([name, value]) => {
    const path = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    // An "add" sets a field whether it is there or not; a "replace" of a missing one is refused.
    return value === null || value === undefined ? { op: 'remove', path } : { op: 'add', path, value };
  });
}
