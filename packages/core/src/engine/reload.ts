import type { RoutesModel } from '../model/route-model.ts';
import type { RouteBuilder } from './route-source.ts';
import { mentions } from './same-model.ts';

/** What is others than before, for `DhowContext.reload`. */
export interface Reload {
  /** New versions of sources. */
  readonly sources?: readonly (RoutesModel | RouteBuilder)[];
  /** Absolute paths of files that changed, of those that routes are made of. */
  readonly files?: Iterable<string>;
  /** Properties with other values; one that is undefined is gone. */
  readonly properties?: Readonly<Record<string, string | undefined>>;
}

/** The names of properties with other values, and of those whose values name one of them. */
export function changedProperties(
  values: NonNullable<Reload['properties']>,
  all: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const names = new Set(Object.keys(values));
  for (let size = -1; size < names.size;) {
    size = names.size;
    for (const [name, value] of all) if (mentions(value, names)) names.add(name);
  }
  return names;
}

/** Whether services of it are made of a contract. */
export function hasContract({ rests }: RoutesModel): boolean {
  return rests.some(({ options }) => options['openApi'] !== undefined);
}

/** Gives properties other values; answers what puts the old ones back. */
export function setProperties(all: Map<string, string>, values: NonNullable<Reload['properties']>): () => void {
  const before = Object.keys(values).map((name) => [name, all.get(name)] as const);
  const put = (entries: Iterable<readonly [string, string | undefined]>) => {
    for (const [name, value] of entries) {
      if (value === undefined) all.delete(name);
      else all.set(name, value);
    }
  };
  put(Object.entries(values));
  return () => put(before);
}
