import type { User } from '../security/user.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { refsAt, textAt } from '../state/json.ts';
import { conflict } from '../http/web-error.ts';

/** The units that a query's `ou` dimension means, and what its metadata says about how they were named. */
export interface UnitItems {
  readonly ids: readonly string[];
  readonly notes: Readonly<Record<string, JsonObject>>;
}

/** Resolves uids, `LEVEL-2`, `OU_GROUP-x` and `USER_ORGUNIT…`; levels and groups lie below the units named beside them. */
export function unitItems(context: ServerContext, user: User, items: readonly string[], byCode: boolean): UnitItems {
  const { metadata, tree } = context;
  const notes: Record<string, JsonObject> = {};
  const plain: string[] = [];
  const levels: number[] = [];
  const groups: string[] = [];
  for (const item of items) {
    if (item.startsWith('LEVEL-')) levels.push(levelOf(context, item.slice(6), notes));
    else if (item.startsWith('OU_GROUP-')) groups.push(item.slice(9));
    else if (item.startsWith('USER_ORGUNIT')) plain.push(...ofUser(context, user, item, notes));
    else {
      const unit = byCode ? metadata.findBy('organisationUnits', 'code', item) : metadata.get('organisationUnits', item);
      if (unit) plain.push(unit.id);
    }
  }
  if (levels.length + groups.length === 0) {
    if (plain.length === 0) throw conflict('Organisation unit or organisation unit level is not valid', 'E7143');
    const named = items.some((item) => item.startsWith('USER_ORGUNIT'));
    const ids = [...new Set(plain)];
    return { ids: named ? ids.toSorted(byName(context)) : ids, notes };
  }
  const roots = plain.length > 0 ? plain : [tree.root() ?? ''];
  for (const id of plain) notes[id] = describe(metadata.get('organisationUnits', id), id);
  const ids = new Set<string>();
  for (const group of groups) {
    const object = metadata.get('organisationUnitGroups', group);
    notes[group] = describe(object, group);
    for (const id of refsAt(object, 'organisationUnits')) if (tree.isWithin(id, roots)) ids.add(id);
  }
  for (const root of roots)
    for (const id of tree.withDescendants(root)) if (levels.includes(tree.level(id) ?? 0)) ids.add(id);
  return { ids: [...ids].toSorted(byName(context)), notes };
}

function byName({ metadata }: ServerContext): (a: string, b: string) => number {
  const name = (id: string): string => textAt(metadata.get('organisationUnits', id), 'name') ?? '';
  return (a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0);
}

function describe(object: JsonObject | undefined, id: string): JsonObject {
  const code = textAt(object, 'code');
  return { uid: id, ...(code === undefined ? {} : { code }), name: textAt(object, 'name') ?? id };
}

function levelOf({ metadata }: ServerContext, text: string, notes: Record<string, JsonObject>): number {
  const level = /^\d+$/.test(text)
    ? [...metadata.all('organisationUnitLevels')].find((l) => Number(l['level']) === Number(text))
    : metadata.get('organisationUnitLevels', text);
  if (level) notes[level.id] = { uid: level.id, name: textAt(level, 'name') ?? '' };
  return level ? Number(level['level']) : Number(text) || 0;
}

function ofUser({ tree }: ServerContext, user: User, item: string, notes: Record<string, JsonObject>): string[] {
  let ids: readonly string[] = user.dataViewOrganisationUnits.length > 0 ? user.dataViewOrganisationUnits : user.organisationUnits;
  if (item !== 'USER_ORGUNIT') ids = ids.flatMap((id) => tree.children(id));
  if (item === 'USER_ORGUNIT_GRANDCHILDREN') ids = ids.flatMap((id) => tree.children(id));
  notes[item] = { organisationUnits: [...ids] };
  return [...ids];
}
