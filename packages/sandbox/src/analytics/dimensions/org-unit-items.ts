import { setOrder } from '../../fields/set-order.ts';
import type { MetadataObject } from '../../metadata/metadata-store.ts';
import type { User } from '../../security/user.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { JsonObject } from '../../state/json.ts';
import { asText, refsAt, textAt } from '../../state/json.ts';
import type { Dimension, DimensionItem } from './dimension.ts';
import { fixedDimensions } from './dimension.ts';
import type { IdReader } from './id-reader.ts';
import { badQuery } from '../query-failure.ts';

/** Reads the items of `ou`: units, `LEVEL-…`, `OU_GROUP-…`, `USER_ORGUNIT…`. Units beside a level or group bound it. */
export function orgUnitDimension(
  context: ServerContext,
  user: User,
  ids: IdReader,
  texts: readonly string[],
): Dimension {
  const { metadata, tree } = context;
  const keywords: JsonObject = {};
  const units: string[] = [];
  const levels: number[] = [];
  const groups: MetadataObject[] = [];
  const ofUser: string[] = [];
  for (const text of texts) {
    if (text.startsWith('LEVEL-')) {
      const level = levelOf(context, text.slice(6));
      if (level === undefined) continue;
      levels.push(level.number);
      if (level.object) keywords[level.object.id] = keywordItem(level.object);
    } else if (text.startsWith('OU_GROUP-')) {
      const group = ids.object('organisationUnitGroups', text.slice(9));
      if (!group) continue;
      groups.push(group);
      keywords[group.id] = keywordItem(group);
    } else if (text.startsWith('USER_ORGUNIT')) {
      const found = userUnits(context, user, text);
      ofUser.push(...found);
      keywords[text] = { organisationUnits: walkOrder(context, found) };
    } else {
      const unit = ids.object('organisationUnits', text);
      if (unit) units.push(unit.id);
    }
  }
  const bounds = units.length > 0 ? units : ofUser;
  const inBounds = (id: string): boolean => bounds.length === 0 || tree.isWithin(id, bounds);
  const bounded: string[] = [];
  for (const level of levels)
    for (const unit of metadata.all('organisationUnits'))
      if (tree.level(unit.id) === level && inBounds(unit.id)) bounded.push(unit.id);
  for (const group of groups) bounded.push(...refsAt(group, 'organisationUnits').filter((id) => inBounds(id)));
  const expands = levels.length > 0 || groups.length > 0;
  if (expands) {
    for (const unit of units) keywords[unit] = keywordItem(metadata.get('organisationUnits', unit)!);
  }
  const chosen = expands ? byName(context, bounded) : [...units, ...byName(context, ofUser)];
  const items: DimensionItem[] = [...new Set(chosen)].map((id) => {
    const object = metadata.get('organisationUnits', id)!;
    return { id, name: textAt(object, 'name') ?? id, kind: 'orgUnit', object };
  });
  if (items.length === 0) throw badQuery('E7143');
  return { id: 'ou', ...fixedDimensions['ou']!, items, keywords };
}

function levelOf(
  context: ServerContext,
  text: string,
): { number: number; object: MetadataObject | undefined } | undefined {
  const all = [...context.metadata.all('organisationUnitLevels')];
  const object = all.find((level) => level.id === text) ?? all.find((level) => asText(level['level']) === text);
  const number = object ? Number(object['level']) : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= 1 && number <= context.tree.depth ? { number, object } : undefined;
}

/** The units at which a user looks at data: those for viewing, else those for entry. */
export function viewUnits(user: User): readonly string[] {
  return user.dataViewOrganisationUnits.length > 0 ? user.dataViewOrganisationUnits : user.organisationUnits;
}

function userUnits({ tree }: ServerContext, user: User, keyword: string): readonly string[] {
  const own = viewUnits(user);
  const children = own.flatMap((id) => tree.children(id));
  if (keyword === 'USER_ORGUNIT') return own;
  if (keyword === 'USER_ORGUNIT_CHILDREN') return children;
  return keyword === 'USER_ORGUNIT_GRANDCHILDREN' ? children.flatMap((id) => tree.children(id)) : [];
}

function walkOrder({ metadata, profile, schemas }: ServerContext, ids: readonly string[]): string[] {
  const schema = schemas.all.find((s) => s.singular === 'organisationUnit');
  const objects = ids.map((id) => metadata.get('organisationUnits', id)!);
  return schema ? setOrder(schema, objects, profile.minor, 'categoryOptionCombo').map((unit) => unit.id) : [...ids];
}

function byName({ metadata }: ServerContext, ids: readonly string[]): string[] {
  const name = (id: string): string => textAt(metadata.get('organisationUnits', id), 'name') ?? '';
  return ids.toSorted((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0));
}

function keywordItem(object: MetadataObject): JsonObject {
  const code = textAt(object, 'code');
  return { uid: object.id, ...(code === undefined ? {} : { code }), name: textAt(object, 'name') ?? '' };
}
