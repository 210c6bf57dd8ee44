import { refuse } from '../http/web-error.ts';
import { parsePeriod } from '../periods/period.ts';
import { isUid } from '../state/identifiers.ts';
import { textAt } from '../state/json.ts';
import { groupRefusal } from './group-refusal.ts';
import { optionComboFor } from './id-resolver.ts';
import type { ImportScope } from './import-scope.ts';
import type { RawValue, ValuePayload } from './value-payload.ts';
import { textOf } from './value-payload.ts';

/** A value whose ids were turned to uids; whether they exist is another question. */
export interface DecodedValue {
  readonly index: number;
  readonly dataElement: string;
  readonly period: string;
  readonly orgUnit: string;
  readonly categoryOptionCombo: string | undefined;
  readonly attributeOptionCombo: string | undefined;
  readonly value: string | undefined;
  readonly comment: string | undefined;
  readonly followup: boolean;
  readonly deleted: boolean;
}

/** Decodes the values of a payload in order; the first that cannot be decoded refuses the whole payload. */
export function decodeValues(scope: ImportScope, payload: ValuePayload, setId: string | undefined): DecodedValue[] {
  const { header } = payload;
  const byUid = uidSchemes(scope, payload);
  const headerPeriod = textAt(header, 'period');
  const headerUnit = textAt(header, 'orgUnit');
  const headerElement = textAt(header, 'dataElement');
  const headerAttribute = textAt(header, 'attributeOptionCombo') ?? attributeByOptions(scope, payload, setId);
  return payload.values.map((raw, index) => {
    const shown = String(index);
    if (raw.value !== undefined && raw.value !== null && typeof raw.value !== 'string') throw notText(raw.value);
    const periodText = textOf(raw.period) ?? headerPeriod;
    if (periodText === undefined) throw groupRefusal('E8100', [shown, inputText(raw)]);
    const period = parsePeriod(periodText);
    if (!period)
      throw refuse(500, 'Cannot invoke "org.hisp.dhis.datavalue.DataEntryGroup.deletion()" because "group" is null');
    const element = textOf(raw.dataElement) ?? headerElement;
    if (element === undefined) throw groupRefusal('E8102', [shown, inputText(raw)]);
    const unit = textOf(raw.orgUnit) ?? headerUnit;
    const dataElement = decode(scope.elements.uid(element), element, byUid.elements, shown, 'E8103', 'E8104');
    if (unit === undefined) throw groupRefusal('E8105', [shown, inputText(raw)]);
    const orgUnit = decode(scope.units.uid(unit), unit, byUid.units, shown, 'E8107', 'E8106');
    const combo = textOf(raw.categoryOptionCombo);
    const attribute = textOf(raw.attributeOptionCombo) ?? headerAttribute;
    return {
      index,
      dataElement,
      period: period.iso,
      orgUnit,
      categoryOptionCombo:
        combo === undefined
          ? comboByOptions(scope, raw, dataElement, setId, shown)
          : decode(scope.combos.uid(combo), combo, byUid.combos, shown, 'E8108', 'E8109'),
      attributeOptionCombo:
        attribute === undefined
          ? undefined
          : decode(scope.attributeCombos.uid(attribute), attribute, byUid.attributes, shown, 'E8110', 'E8111'),
      value: raw.value === undefined || raw.value === null ? undefined : (raw.value as string),
      comment: textOf(raw.comment),
      followup: raw.followup === true || raw.followUp === true,
      deleted: raw.deleted === true,
    };
  });
}

function decode(
  uid: string | undefined,
  id: string,
  byUid: boolean,
  index: string,
  missing: string,
  invalid: string,
): string {
  if (!byUid) {
    if (uid === undefined) throw groupRefusal(missing, [index, id]);
    return uid;
  }
  if (!isUid(id)) throw groupRefusal(invalid, [index, id]);
  return id;
}

function uidSchemes(
  scope: ImportScope,
  { header, codes }: ValuePayload,
): { elements: boolean; units: boolean; combos: boolean; attributes: boolean } {
  const is = (name: string): boolean => {
    const given =
      textAt(header, name) ??
      textAt(header, 'idScheme') ??
      scope.options.idSchemes[name] ??
      scope.options.idSchemes['idScheme'];
    return (given ?? (codes ? 'CODE' : 'UID')).toUpperCase() === 'UID';
  };
  return {
    elements: is('dataElementIdScheme'),
    units: is('orgUnitIdScheme'),
    combos: is('categoryOptionComboIdScheme'),
    attributes: is('attributeOptionComboIdScheme'),
  };
}

function comboByOptions(
  scope: ImportScope,
  raw: RawValue,
  element: string,
  setId: string | undefined,
  index: string,
): string | undefined {
  if (!raw.categoryOptions) return undefined;
  const shown = `{${Object.entries(raw.categoryOptions)
    .map(([k, v]) => `${k}=${v === '' ? 'null' : v}`)
    .join(', ')}}`;
  if (setId === undefined) throw groupRefusal('E8101', [index, shown]);
  const { metadata, dataSets } = scope.context;
  const ids = Object.values(raw.categoryOptions).map(
    (code) => metadata.findBy('categoryOptions', 'code', code)?.id ?? code,
  );
  const combo = optionComboFor(scope.context, dataSets.get(setId)?.elements.get(element) ?? '', ids);
  if (combo === undefined) throw groupRefusal('E8108', [index, shown]);
  return combo;
}

function attributeByOptions(
  scope: ImportScope,
  { header }: ValuePayload,
  setId: string | undefined,
): string | undefined {
  const options = header['attributeCategoryOptions'];
  if (!Array.isArray(options) || setId === undefined) return undefined;
  return optionComboFor(scope.context, scope.context.dataSets.get(setId)?.categoryCombo ?? '', options.map(String));
}

/** A value as Java prints the record that the decoder works on. */
function inputText(raw: RawValue): string {
  const shown = (value: unknown): string => (value === undefined || value === null ? 'null' : String(value as string));
  return (
    `Input[dataElement=${shown(raw.dataElement)}, orgUnit=${shown(raw.orgUnit)}, categoryOptionCombo=${shown(raw.categoryOptionCombo)}, ` +
    `categoryOptions=null, attributeOptionCombo=${shown(raw.attributeOptionCombo)}, attributeCombo=null, attributeOptions=null, ` +
    `period=${shown(raw.period)}, value=${shown(raw.value)}, comment=${shown(raw.comment)}, followUp=${shown(raw.followUp ?? raw.followup)}, ` +
    `deleted=${shown(raw.deleted)}]`
  );
}

/** What 2.43 answers when a value is not text. */
function notText(value: unknown): Error {
  const kind =
    typeof value === 'boolean'
      ? 'BOOLEAN'
      : typeof value === 'number'
        ? 'NUMBER'
        : Array.isArray(value)
          ? 'ARRAY'
          : 'OBJECT';
  return refuse(500, `Path \`$.value\` does not contain an STRING but a(n) ${kind}: ${JSON.stringify(value)}`);
}
