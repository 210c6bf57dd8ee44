import type { MetadataObject, MetadataStore } from '../../metadata/metadata-store.ts';
import { objectsAt, refAt, refsAt, textAt } from '../../state/json.ts';
import type { Dimension, DimensionItem, DimensionType } from './dimension.ts';
import { fixedDimensions } from './dimension.ts';
import type { IdReader } from './id-reader.ts';

/** The dimensions that metadata makes: a class of dimension, its type, and which property holds its items of which class. */
const classes: readonly { plural: string; type: DimensionType; property: string; items: string }[] = [
  { plural: 'categories', type: 'CATEGORY', property: 'categoryOptions', items: 'categoryOptions' },
  {
    plural: 'categoryOptionGroupSets',
    type: 'CATEGORY_OPTION_GROUP_SET',
    property: 'categoryOptionGroups',
    items: 'categoryOptionGroups',
  },
  {
    plural: 'organisationUnitGroupSets',
    type: 'ORGANISATION_UNIT_GROUP_SET',
    property: 'organisationUnitGroups',
    items: 'organisationUnitGroups',
  },
  {
    plural: 'dataElementGroupSets',
    type: 'DATA_ELEMENT_GROUP_SET',
    property: 'dataElementGroups',
    items: 'dataElementGroups',
  },
];

/** Reads `co`, `ao` and the dimensions that are metadata; without texts all items are meant. Undefined when there is none. */
export function memberDimension(
  metadata: MetadataStore,
  ids: IdReader,
  id: string,
  texts: readonly string[],
): Dimension | undefined {
  if (id === 'co' || id === 'ao') {
    const items = texts.flatMap((text) => memberItem(ids.object('categoryOptionCombos', text)));
    return { id, ...fixedDimensions[id]!, items, keywords: {} };
  }
  for (const { plural, type, property, items: itemPlural } of classes) {
    const object = metadata.get(plural, id);
    if (!object) continue;
    const members =
      texts.length === 0 ? refsAt(object, property) : texts.map((text) => ids.object(itemPlural, text)?.id ?? '');
    const items = members.flatMap((member) => memberItem(metadata.get(itemPlural, member)));
    return { id, name: textAt(object, 'name') ?? id, type, items, keywords: {} };
  }
  return undefined;
}

function memberItem(object: MetadataObject | undefined): DimensionItem[] {
  return object ? [{ id: object.id, name: textAt(object, 'name') ?? '', kind: 'member', object }] : [];
}

/** The dimensions that metadata offers to analytics, as `/api/dimensions` lists them. */
export function offeredDimensions(
  metadata: MetadataStore,
): { object: MetadataObject; plural: string; type: DimensionType }[] {
  return classes.flatMap(({ plural, type }) =>
    [...metadata.all(plural)]
      .filter((object) => object['dataDimension'] !== false && textAt(object, 'name') !== 'default')
      .map((object) => ({ object, plural, type })),
  );
}

/** Which items of a metadata dimension a value belongs to, by its combos, unit and element. */
export class MembershipReader {
  readonly #metadata: MetadataStore;
  readonly #cache = new Map<string, readonly string[]>();

  constructor(metadata: MetadataStore) {
    this.#metadata = metadata;
  }

  of(dimension: Dimension, row: { dx: string; co: string; ao: string; ou: string }): readonly string[] {
    switch (dimension.type) {
      case 'CATEGORY_OPTION_COMBO':
        return [row.co];
      case 'ATTRIBUTE_OPTION_COMBO':
        return [row.ao];
      case 'CATEGORY':
        return this.#options(row.co, row.ao);
      case 'CATEGORY_OPTION_GROUP_SET':
        return this.#options(row.co, row.ao).flatMap((option) =>
          this.#groups('categoryOptionGroups', 'categoryOptions', option),
        );
      case 'ORGANISATION_UNIT_GROUP_SET':
        return this.#groups('organisationUnitGroups', 'organisationUnits', row.ou);
      case 'DATA_ELEMENT_GROUP_SET':
        return this.#groups('dataElementGroups', 'dataElements', row.dx);
      default:
        return [];
    }
  }

  #options(...combos: readonly string[]): readonly string[] {
    const key = combos.join('/');
    const known = this.#cache.get(key);
    if (known) return known;
    const options = combos.flatMap((combo) =>
      objectsAt(this.#metadata.get('categoryOptionCombos', combo), 'categoryOptions').map(
        (option) => textAt(option, 'id') ?? '',
      ),
    );
    this.#cache.set(key, options);
    return options;
  }

  #groups(plural: string, property: string, id: string): readonly string[] {
    return this.#metadata.referrers(plural, property, id);
  }
}

/** The option combos of a category combo. */
export function combosOf(metadata: MetadataStore, categoryCombo: string): MetadataObject[] {
  return [...metadata.all('categoryOptionCombos')].filter((combo) => refAt(combo, 'categoryCombo') === categoryCombo);
}
