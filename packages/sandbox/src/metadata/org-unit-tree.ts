import { refAt, textAt } from '../state/json.ts';
import type { MetadataStore } from './metadata-store.ts';

interface Place {
  readonly path: string;
  readonly level: number;
  readonly parent: string | undefined;
  readonly children: string[];
}

/** Paths, levels and sub-trees of the org units, computed anew after org units changed. */
export class OrgUnitTree {
  readonly #metadata: MetadataStore;
  #revision = -1;
  #places = new Map<string, Place>();

  constructor(metadata: MetadataStore) {
    this.#metadata = metadata;
  }

  path(id: string): string | undefined {
    return this.#all().get(id)?.path;
  }

  level(id: string): number | undefined {
    return this.#all().get(id)?.level;
  }

  children(id: string): readonly string[] {
    return this.#all().get(id)?.children ?? [];
  }

  /** The units from the root down to the parent. */
  ancestors(id: string): readonly string[] {
    return (this.path(id) ?? '').split('/').slice(1, -1);
  }

  /** Whether `id` is one of `roots` or below one of them. */
  isWithin(id: string, roots: readonly string[]): boolean {
    const path = this.path(id);
    return path !== undefined && roots.some((root) => path.includes(`/${root}`));
  }

  /** `id` and all units below it, in tree order. */
  withDescendants(id: string): string[] {
    const found: string[] = [];
    const queue = [id];
    for (let at = 0; at < queue.length; at++) {
      const unit = queue[at]!;
      if (!this.#all().has(unit)) continue;
      found.push(unit);
      queue.push(...this.children(unit));
    }
    return found;
  }

  #all(): Map<string, Place> {
    const table = this.#metadata.table('organisationUnits');
    if (this.#revision === table.revision) return this.#places;
    const places = new Map<string, Place>();
    const place = (id: string): Place | undefined => {
      const known = places.get(id);
      if (known) return known;
      const unit = table.get(id);
      if (!unit) return undefined;
      const parentId = refAt(unit, 'parent');
      const parent = parentId === undefined || parentId === id ? undefined : place(parentId);
      const made: Place = {
        path: `${parent?.path ?? ''}/${id}`,
        level: (parent?.level ?? 0) + 1,
        parent: parent ? parentId : undefined,
        children: [],
      };
      places.set(id, made);
      parent?.children.push(id);
      return made;
    };
    for (const id of table.keys()) place(id);
    this.#places = places;
    this.#revision = table.revision;
    return places;
  }

  /** The first unit without a parent. */
  root(): string | undefined {
    for (const [id, { parent }] of this.#all()) if (parent === undefined) return id;
    return undefined;
  }

  /** The number of levels in use. */
  get depth(): number {
    let depth = 0;
    for (const { level } of this.#all().values()) depth = Math.max(depth, level);
    return depth;
  }

  /** Opening and closing days of a unit, `YYYY-MM-DD`. */
  openSpan(id: string): { from: string; to: string | undefined } {
    const unit = this.#metadata.get('organisationUnits', id);
    return {
      from: (textAt(unit, 'openingDate') ?? '1970-01-01').slice(0, 10),
      to: textAt(unit, 'closedDate')?.slice(0, 10),
    };
  }
}
