import type { MetadataStore } from '../../metadata/metadata-store.ts';
import { refsAt, textAt } from '../../state/json.ts';
import type { Dimension, DimensionItem } from './dimension.ts';
import { fixedDimensions } from './dimension.ts';
import type { IdReader } from './id-reader.ts';
import { badQuery } from '../query-failure.ts';

/** The metrics of a data set, in the order in which the server works through them. */
export const reportingMetrics: ReadonlyMap<string, string> = new Map([
  ['REPORTING_RATE', 'Reporting rate'],
  ['REPORTING_RATE_ON_TIME', 'Reporting rate on time'],
  ['ACTUAL_REPORTS', 'Actual reports'],
  ['ACTUAL_REPORTS_ON_TIME', 'Actual reports on time'],
  ['EXPECTED_REPORTS', 'Expected reports'],
]);

/** Reads the items of `dx`; what does not exist is left out silently, unless nothing is left. */
export function dataDimension(metadata: MetadataStore, ids: IdReader, texts: readonly string[]): Dimension {
  const keywords: Dimension['keywords'] = {};
  const items: DimensionItem[] = [];
  for (const text of texts) {
    const group = /^(DE_GROUP|IN_GROUP)-(.+)$/.exec(text);
    if (!group) {
      const item = dataItem(metadata, ids, text);
      if (item) items.push(item);
      continue;
    }
    const [plural, members] =
      group[1] === 'DE_GROUP' ? ['dataElementGroups', 'dataElements'] : ['indicatorGroups', 'indicators'];
    const object = ids.object(plural!, group[2]!);
    if (!object) continue;
    const code = textAt(object, 'code');
    keywords[object.id] = {
      uid: object.id,
      ...(code === undefined ? {} : { code }),
      name: textAt(object, 'name') ?? '',
    };
    for (const id of refsAt(object, members!)) {
      const item = dataItem(metadata, ids, id);
      if (item) items.push(item);
    }
  }
  const distinct = [...new Map(items.map((item) => [item.id, item])).values()];
  if (distinct.length === 0) throw badQuery('E7124', 'dx');
  return { id: 'dx', ...fixedDimensions['dx']!, items: distinct, keywords };
}

function dataItem(metadata: MetadataStore, ids: IdReader, text: string): DimensionItem | undefined {
  const whole = (plural: string, kind: DimensionItem['kind']): DimensionItem | undefined => {
    const object = ids.object(plural, text);
    return object && { id: object.id, name: nameOf(object), kind, object };
  };
  const plain =
    whole('dataElements', 'dataElement') ??
    whole('indicators', 'indicator') ??
    whole('programIndicators', 'programIndicator');
  if (plain) return plain;
  const [first = '', part = '', third] = text.split('.');
  const set = ids.object('dataSets', first);
  const metric = reportingMetrics.get(part);
  if (set && metric !== undefined)
    return { id: `${set.id}.${part}`, name: `${nameOf(set)} - ${metric}`, kind: 'reportingRate', object: set, part };
  const element = ids.object('dataElements', first);
  const combo = part === '*' ? undefined : ids.object('categoryOptionCombos', part);
  if (element && combo) {
    const name = `${nameOf(element)} ${nameOf(combo)}`;
    return {
      id: `${element.id}.${combo.id}${third === undefined ? '' : `.${third}`}`,
      name,
      kind: 'operand',
      object: element,
      part: combo.id,
    };
  }
  const program = metadata.get('programs', first);
  const inProgram = program && ids.object('dataElements', part);
  if (program && inProgram) {
    const name = `${nameOf(program)} ${nameOf(inProgram)}`;
    return {
      id: `${program.id}.${inProgram.id}`,
      name,
      kind: 'programDataElement',
      object: program,
      part: inProgram.id,
    };
  }
  const attribute = program && ids.object('trackedEntityAttributes', part);
  if (!program || !attribute) return undefined;
  const name = `${nameOf(program)} ${nameOf(attribute)}`;
  return { id: `${program.id}.${attribute.id}`, name, kind: 'programAttribute', object: program, part: attribute.id };
}

function nameOf(object: Parameters<typeof textAt>[0]): string {
  return textAt(object, 'name') ?? '';
}
