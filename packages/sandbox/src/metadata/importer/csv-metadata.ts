import { conflict } from '../../http/web-error.ts';
import { parseCsv } from '../../data-values/payload-csv.ts';
import type { JsonObject } from '../../state/json.ts';
import { asText } from '../../state/json.ts';

/** For each class that CSV can bring: its plural name, the columns after name, uid and code, and what the rest is set to. */
const classes: Readonly<
  Record<string, { readonly plural: string; readonly columns: readonly string[]; readonly defaults?: JsonObject }>
> = {
  DATA_ELEMENT: {
    plural: 'dataElements',
    columns: [
      'shortName',
      'description',
      'formName',
      'domainType',
      'valueType',
      'aggregationType',
      'categoryCombo',
      'url',
      'zeroIsSignificant',
      'optionSet',
      'commentOptionSet',
    ],
    defaults: { domainType: 'AGGREGATE', valueType: 'INTEGER', aggregationType: 'SUM' },
  },
  ORGANISATION_UNIT: {
    plural: 'organisationUnits',
    columns: [
      'parent',
      'shortName',
      'description',
      'openingDate',
      'closedDate',
      'comment',
      'featureType',
      'coordinates',
      'url',
      'contactPerson',
      'address',
      'email',
      'phoneNumber',
    ],
    defaults: { openingDate: '1970-01-01' },
  },
  CATEGORY_OPTION: { plural: 'categoryOptions', columns: ['shortName'] },
  DATA_ELEMENT_GROUP: { plural: 'dataElementGroups', columns: ['shortName'] },
  ORGANISATION_UNIT_GROUP: { plural: 'organisationUnitGroups', columns: ['shortName'] },
  OPTION_SET: { plural: 'optionSets', columns: [] },
};

const references = new Set(['parent', 'categoryCombo', 'optionSet', 'commentOptionSet']);

/** Reads metadata as CSV: columns by position, first row a header. */
export function csvMetadata(classKey: string | null, text: string): JsonObject {
  const kind = classKey === null ? undefined : classes[classKey];
  if (!kind) throw conflict(`Cannot find matching class for classKey: ${classKey ?? 'null'}`);
  const objects = parseCsv(text)
    .slice(1)
    .map((row) => {
      const object: JsonObject = { ...kind.defaults };
      ['name', 'id', 'code', ...kind.columns].forEach((name, i) => {
        const value = row[i]?.trim();
        if (value === undefined || value === '') return;
        object[name] = references.has(name) ? { id: value } : name === 'zeroIsSignificant' ? value === 'true' : value;
      });
      object['shortName'] ??= asText(object['name']).slice(0, 50);
      return object;
    });
  return { [kind.plural]: objects };
}
