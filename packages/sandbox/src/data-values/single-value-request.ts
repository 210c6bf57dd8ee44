import type { Call } from '../http/call.ts';
import { bodyText, contentType } from '../http/call.ts';
import { conflict, parseBody } from '../http/web-error.ts';
import { parsePeriod } from '../periods/period.ts';
import type { ServerContext } from '../server/server-context.ts';
import { asText, isObject, refAt } from '../state/json.ts';
import type { JsonObject } from '../state/json.ts';
import type { ValueKey } from './data-value-store.ts';
import { optionComboFor } from './id-resolver.ts';
import { defaultCategoryCombo, defaultOptionCombo } from './import-scope.ts';

/** The parameters of a call about one data value, wherever they came: query, form, or JSON. */
export function singleValueParams(call: Call): ReadonlyMap<string, string> {
  const params = new Map<string, string>(call.query.entries());
  if (contentType(call).includes('form-urlencoded'))
    for (const [name, value] of new URLSearchParams(bodyText(call))) params.set(name, value);
  if (contentType(call) === 'application/json' && call.body.length > 0) {
    const body = parseBody(bodyText(call));
    if (isObject(body)) for (const [name, value] of namedValues(body)) params.set(name, value);
  }
  return params;
}

const shortNames: Readonly<Record<string, string>> = {
  dataElement: 'de',
  period: 'pe',
  orgUnit: 'ou',
  categoryOptionCombo: 'co',
  dataSet: 'ds',
  followup: 'followUp',
};

function namedValues(body: JsonObject): [string, string][] {
  const list: [string, string][] = [];
  for (const [name, value] of Object.entries(body)) {
    if (name === 'attribute' && isObject(value)) {
      list.push(['cc', asText(value['combo'])]);
      if (Array.isArray(value['options'])) list.push(['cp', value['options'].map((o) => asText(o)).join(';')]);
    } else list.push([shortNames[name] ?? name, asText(value)]);
  }
  return list;
}

/** The key of one data value, each part checked as DHIS2 up to 2.42 does. */
export function singleValueKey(context: ServerContext, params: ReadonlyMap<string, string>): ValueKey {
  const { metadata } = context;
  const element = metadata.get('dataElements', params.get('de'));
  if (!element) throw conflict(`Data element not found or not accessible: \`${params.get('de')}\``, 'E1100');
  const combo = params.get('co') || defaultOptionCombo;
  if (!metadata.get('categoryOptionCombos', combo))
    throw conflict(`Category option combo not found or not accessible: \`${combo}\``, 'E1103');
  const attribute = attributeCombo(context, params);
  const period = parsePeriod(params.get('pe') ?? '');
  if (!period) throw conflict(`Period is invalid: \`${params.get('pe') ?? 'null'}\``, 'E1101');
  const unit = metadata.get('organisationUnits', params.get('ou'));
  if (!unit)
    throw conflict(`Organisation unit not found or not accessible: \`${params.get('ou') ?? 'null'}\``, 'E1102');
  return {
    dataElement: element.id,
    period: period.iso,
    orgUnit: unit.id,
    categoryOptionCombo: combo,
    attributeOptionCombo: attribute,
  };
}

function attributeCombo(context: ServerContext, params: ReadonlyMap<string, string>): string {
  const given = params.get('attributeOptionCombo');
  if (given) return given;
  const combo = params.get('cc');
  const options = (params.get('cp') ?? '').split(';').filter((id) => id !== '');
  if (!combo || options.length === 0) return defaultOptionCombo;
  if (!context.metadata.get('categoryCombos', combo))
    throw conflict(`Category combo not found or not accessible: \`${combo}\``, 'E1105');
  const found = optionComboFor(context, combo, options);
  if (found === undefined)
    throw conflict(`Attribute option combo does not exist for given category combo and category options`, 'E1106');
  return found;
}

/** The attribute part of a value as data entry shows it. */
export function attributeOf(context: ServerContext, attribute: string): JsonObject {
  const object = context.metadata.get('categoryOptionCombos', attribute);
  const options = Array.isArray(object?.['categoryOptions']) ? object['categoryOptions'] : [];
  return {
    combo: refAt(object, 'categoryCombo') ?? defaultCategoryCombo,
    options: options.map((o) => (isObject(o) ? asText(o['id']) : '')),
  };
}
