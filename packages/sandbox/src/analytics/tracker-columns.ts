import type { ServerContext } from '../server/server-context.ts';
import type { Actor } from '../tracker/tracker-store.ts';
import { refAt, textAt } from '../state/json.ts';
import type { GridHeader } from './grid.ts';
import { numberHeader, textHeader } from './grid.ts';

/** `2026-02-02T00:00:00.000` as the database writes it: `2026-02-02 00:00:00.0`. */
export function sqlMoment(text: string | undefined): string {
  if (text === undefined) return '';
  const [date = '', time = '00:00:00.0'] = text.split('T');
  return `${date} ${time.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '.0')}`;
}

/** `Person, Viewer (viewer)`. */
export function actorName({ surname, firstName, username }: Actor): string {
  return `${surname}, ${firstName} (${username})`;
}

/** The name, hierarchy and code of a unit. */
export function unitColumns({ metadata, tree }: ServerContext, unit: string): [name: string, hierarchy: string, code: string] {
  const name = (id: string): string => textAt(metadata.get('organisationUnits', id), 'name') ?? id;
  const path = (tree.path(unit) ?? '').split('/').filter((id) => id !== '');
  return [name(unit), path.map(name).join(' / '), textAt(metadata.get('organisationUnits', unit), 'code') ?? ''];
}

const numbers = new Set(['NUMBER', 'PERCENTAGE', 'UNIT_INTERVAL']);

/** The column of a data element or attribute. */
export function itemHeader({ metadata }: ServerContext, id: string): GridHeader {
  const plain = id.split('.').at(-1)!;
  const object = metadata.get('dataElements', plain) ?? metadata.get('trackedEntityAttributes', plain);
  const name = textAt(object, 'name') ?? plain;
  const valueType = textAt(object, 'valueType') ?? 'TEXT';
  const optionSet = refAt(object, 'optionSet');
  if (numbers.has(valueType)) return numberHeader(id, name, true);
  if (valueType.startsWith('INTEGER'))
    return { name: id, column: name, valueType, type: 'java.lang.Integer', meta: true };
  if (valueType === 'DATE') return { name: id, column: name, valueType, type: 'java.time.LocalDate', meta: true };
  return { ...textHeader(id, name), valueType, ...(optionSet === undefined ? {} : { optionSet }) };
}

/** A value as analytics shows it: numbers as doubles. */
export function shownValue({ metadata }: ServerContext, id: string, value: string | undefined): string {
  if (value === undefined) return '';
  const plain = id.split('.').at(-1)!;
  const object = metadata.get('dataElements', plain) ?? metadata.get('trackedEntityAttributes', plain);
  const isNumber = numbers.has(textAt(object, 'valueType') ?? '');
  return isNumber && /^-?\d+$/.test(value) ? `${value}.0` : value;
}
