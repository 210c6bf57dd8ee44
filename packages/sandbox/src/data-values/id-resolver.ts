import type { ServerContext } from '../server/server-context.ts';
import { objectsAt, refAt, refsAt, textAt, asText } from '../state/json.ts';

/** Turns the ids of a payload into uids, by the scheme: UID, CODE, NAME or ATTRIBUTE:uid. */
export interface IdResolver {
  /** The uid, or undefined when there is no such object. */
  uid(id: string): string | undefined;
}

/** Thrown for `ATTRIBUTE:x` with an attribute that does not exist (2.42). */
export class UnknownAttribute extends Error {}

export function idResolver(context: ServerContext, plural: string, scheme: string): IdResolver {
  const { metadata } = context;
  const [kind = 'UID', attribute = ''] = scheme.split(':');
  switch (kind.toUpperCase()) {
    case 'CODE':
      return { uid: (id) => metadata.findBy(plural, 'code', id)?.id };
    case 'NAME':
      return { uid: (id) => metadata.findBy(plural, 'name', id)?.id };
    case 'ATTRIBUTE':
      return byAttribute(context, plural, attribute);
    default: {
      const table = metadata.table(plural);
      return { uid: (id) => (table.has(id) ? id : undefined) };
    }
  }
}

function byAttribute({ metadata, profile }: ServerContext, plural: string, attribute: string): IdResolver {
  if (!metadata.get('attributes', attribute) && profile.minor < 43) throw new UnknownAttribute(attribute);
  const uids = new Map<string, string>();
  for (const object of metadata.all(plural)) {
    for (const value of objectsAt(object, 'attributeValues')) {
      if (refAt(value, 'attribute') === attribute) uids.set(asText(value['value']), object.id);
    }
  }
  return { uid: (id) => uids.get(id) };
}

/** The id that an export shows for a uid, by the scheme; undefined when the object has none. */
export function idWriter(context: ServerContext, plural: string, scheme: string): (uid: string) => string | undefined {
  const { metadata } = context;
  const [kind = 'UID', attribute = ''] = scheme.split(':');
  switch (kind.toUpperCase()) {
    case 'CODE':
      return (uid) => textAt(metadata.get(plural, uid), 'code');
    case 'NAME':
      return (uid) => textAt(metadata.get(plural, uid), 'name');
    case 'ATTRIBUTE':
      return (uid) => {
        const values = objectsAt(metadata.get(plural, uid), 'attributeValues');
        return textAt(
          values.find((value) => refAt(value, 'attribute') === attribute),
          'value',
        );
      };
    default:
      return (uid) => uid;
  }
}

/** The option combo of a combo that has exactly these options. */
export function optionComboFor(
  { metadata }: ServerContext,
  categoryCombo: string,
  options: readonly string[],
): string | undefined {
  const wanted = new Set(options);
  for (const id of metadata.referrers('categoryOptionCombos', 'categoryCombo', categoryCombo)) {
    const own = refsAt(metadata.get('categoryOptionCombos', id), 'categoryOptions');
    if (own.length === wanted.size && own.every((option) => wanted.has(option))) return id;
  }
  return undefined;
}
