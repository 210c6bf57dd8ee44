import type { MetadataObject, MetadataStore } from '../../metadata/metadata-store.ts';
import { refAt, textAt } from '../../state/json.ts';
import type { GridHeader } from '../grid/grid.ts';
import { javaDouble } from '../grid/grid.ts';
import { badQuery } from '../query-failure.ts';

/** A data element or attribute in a query about events, with the conditions that its values must meet. */
export interface QueryItem {
  /** As asked for: `stage.element`, or the uid alone. */
  readonly id: string;
  readonly uid: string;
  readonly stage: string | undefined;
  readonly kind: 'dataElement' | 'attribute';
  readonly object: MetadataObject;
  readonly conditions: readonly { readonly operator: string; readonly value: string }[];
}

/** Reads `deTrTemp001:GT:37` and the like. */
export function readItem(metadata: MetadataStore, text: string): QueryItem {
  const [id = '', ...rest] = text.split(':');
  const parts = id.split('.');
  const uid = parts.at(-1)!;
  const stage = parts.length > 1 ? parts[0]!.replace(/\[.*$/, '') : undefined;
  const element = metadata.get('dataElements', uid);
  const object = element ?? metadata.get('trackedEntityAttributes', uid);
  if (!object) throw badQuery('E7224', id);
  const conditions = rest.flatMap((operator, index) => {
    const value = rest[index + 1];
    return index % 2 === 0 && value !== undefined ? [{ operator: operator.toUpperCase(), value }] : [];
  });
  return { id: id.replace(/\[.*?\]/, ''), uid, stage, kind: element ? 'dataElement' : 'attribute', object, conditions };
}

const javaTypes: readonly (readonly [pattern: RegExp, valueType: string | undefined, java: string])[] = [
  [/^(NUMBER|PERCENTAGE|UNIT_INTERVAL)$/, 'NUMBER', 'java.lang.Double'],
  [/^INTEGER/, undefined, 'java.lang.Integer'],
  [/^(BOOLEAN|TRUE_ONLY)$/, undefined, 'java.lang.Boolean'],
  [/^(DATE|AGE)$/, undefined, 'java.time.LocalDate'],
  [/^DATETIME$/, undefined, 'java.time.LocalDateTime'],
];

/** The column of an item. */
export function itemHeader({ id, object }: Pick<QueryItem, 'id' | 'object'>): GridHeader {
  const type = textAt(object, 'valueType') ?? 'TEXT';
  const known = javaTypes.find(([pattern]) => pattern.test(type));
  const optionSet = refAt(object, 'optionSet');
  return {
    name: id,
    column: textAt(object, 'name') ?? id,
    valueType: known?.[1] ?? type,
    type: known?.[2] ?? 'java.lang.String',
    hidden: false,
    meta: true,
    ...(optionSet === undefined ? {} : { optionSet }),
  };
}

/** A value as the analytics tables hold it: the older server keeps numbers as doubles. */
export function shownValue(object: MetadataObject, value: string | undefined, minor: number): string {
  if (value === undefined) return '';
  const type = textAt(object, 'valueType') ?? 'TEXT';
  if (type === 'BOOLEAN' || type === 'TRUE_ONLY') return value === 'true' ? '1' : '0';
  if (type === 'DATE') return `${value.slice(0, 10)} 00:00:00.0`;
  return javaTypes[0]![0].test(type) && minor < 43 && !Number.isNaN(Number(value)) ? javaDouble(Number(value)) : value;
}

/** Whether a value meets all conditions of an item. */
export function meetsConditions({ conditions }: QueryItem, value: string | undefined): boolean {
  return conditions.every(({ operator, value: bound }) => {
    const negated = operator.startsWith('!') || operator === 'NE' || operator === 'NEQ';
    const met = meets(operator.replace(/^!/, ''), value, bound);
    return negated ? !met : met;
  });
}

function meets(operator: string, value: string | undefined, bound: string): boolean {
  if (bound === 'NV') return value === undefined || value === '';
  if (value === undefined) return false;
  const both = [Number(value), Number(bound)] as const;
  const [left, right]: readonly [number | string, number | string] = both.some((n) => Number.isNaN(n))
    ? [value, bound]
    : both;
  switch (operator) {
    case 'GT':
      return left > right;
    case 'GE':
      return left >= right;
    case 'LT':
      return left < right;
    case 'LE':
      return left <= right;
    case 'IN':
      return bound.split(';').includes(value);
    case 'LIKE':
    case 'ILIKE':
      return value.toLowerCase().includes(bound.toLowerCase());
    case 'IEQ':
    case 'NIEQ':
      return value.toLowerCase() === bound.toLowerCase();
    default:
      return left === right;
  }
}
