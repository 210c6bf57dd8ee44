import type { MetadataObject } from '../../metadata/metadata-store.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { refAt, refsAt, textAt } from '../../state/json.ts';
import type { CellSource } from './element-cells.ts';
import { elementCells, replaceItems } from './element-cells.ts';
import { dimensionNamed, meetsCriteria } from './data-query.ts';
import type { DimensionItem } from '../dimensions/dimension.ts';
import { evaluateExpression } from './indicator-expression.ts';
import type { JavaHashMap } from './java-hash-map.ts';
import { keyOf, permutations } from './permutations.ts';
import { javaDouble, roundHalfUp, shownNumber } from '../grid/grid.ts';

/** The rows of indicators: one after the other, in the order of the dimensions' items. */
export function indicatorRows(source: CellSource, items: readonly DimensionItem[]): string[][] {
  const { context, query } = source;
  const cells = operandCells(source, items);
  const rows: string[][] = [];
  const others = query.dimensions.filter((d) => d.id !== 'dx');
  for (const item of items) {
    for (const permutation of permutations(others)) {
      const place = keyOf(permutation);
      const read = (expression: string): number | undefined =>
        evaluateIndicator(
          context,
          expression,
          (operand) => cells.get(place === '' ? operand : `${operand}-${place}`),
          permutation,
          source,
        );
      const numerator = read(textAt(item.object, 'numerator') ?? '');
      const denominator = read(textAt(item.object, 'denominator') ?? '');
      if (numerator === undefined || denominator === undefined || denominator === 0) continue;
      const factor = factorOf(context, item.object!);
      const value = (numerator * factor) / denominator;
      if (!meetsCriteria(value, query.measureCriteria)) continue;
      const decimals = item.object!['decimals'];
      const shown = typeof decimals === 'number' && !query.skipRounding ? roundHalfUp(value, decimals) : value;
      const dx = query.dimensions.some((d) => d.id === 'dx') ? [item.id] : [];
      rows.push([
        ...dx,
        ...permutation.map((part) => part.id),
        shownNumber(shown, !query.skipRounding && typeof decimals !== 'number'),
        ...(query.includeNumDen
          ? [javaDouble(numerator), javaDouble(denominator), javaDouble(factor), String(factor), '1']
          : []),
      ]);
    }
  }
  return rows;
}

function factorOf({ metadata }: ServerContext, indicator: MetadataObject): number {
  const factor = metadata.get('indicatorTypes', refAt(indicator, 'indicatorType'))?.['factor'];
  return typeof factor === 'number' ? factor : 1;
}

/** The values of everything that the indicators' expressions name, keyed by operand and place. */
function operandCells(source: CellSource, items: readonly DimensionItem[]): JavaHashMap<number | string> {
  const { context, query } = source;
  const texts = items.map(
    (item) => `${textAt(item.object, 'numerator') ?? ''} ${textAt(item.object, 'denominator') ?? ''}`,
  );
  const named = new Map<string, DimensionItem>();
  for (const text of texts.map((t) => withoutNested(context, t))) {
    for (const [, id] of text.matchAll(/#\{([^}]+)\}/g)) {
      const [element = '', combo] = id!.split('.');
      const object = context.metadata.get('dataElements', element);
      if (!object) continue;
      const key = combo === undefined || combo === '*' ? element : `${element}.${combo}`;
      named.set(key, {
        id: key,
        name: key,
        kind: key === element ? 'dataElement' : 'operand',
        object,
        part: combo ?? '',
      });
    }
  }
  const dimensions = query.dimensions.some((d) => d.id === 'dx')
    ? query.dimensions
    : [dimensionNamed(query, 'dx')!, ...query.dimensions];
  const plain = { ...query, dimensions, filters: query.filters.filter((d) => d.id !== 'dx'), measureCriteria: [] };
  return elementCells(
    { ...source, query: { ...plain, dimensions: replaceItems(dimensions, 'dx', [...named.values()]) } },
    [...named.values()],
  );
}

/** Puts the expressions of nested indicators in their place. */
function withoutNested({ metadata }: ServerContext, expression: string, depth = 0): string {
  if (depth > 5) return expression;
  return expression.replace(/N\{([A-Za-z0-9]{11})\}/g, (_all, id: string) => {
    const nested = metadata.get('indicators', id);
    const part = `((${textAt(nested, 'numerator') ?? '0'})*${nested ? factorOf({ metadata } as ServerContext, nested) : 1}/(${textAt(nested, 'denominator') ?? '1'}))`;
    return withoutNested({ metadata } as ServerContext, part, depth + 1);
  });
}

function evaluateIndicator(
  context: ServerContext,
  expression: string,
  value: (operand: string) => number | string | undefined,
  permutation: readonly DimensionItem[],
  { query }: CellSource,
): number | undefined {
  let anything = false;
  let operands = 0;
  const result = evaluateExpression(withoutNested(context, expression), (text) => {
    const id = text.slice(text.indexOf('{') + 1, -1);
    if (text.startsWith('C{')) return Number(context.metadata.get('constants', id)?.['value'] ?? 0);
    if (text.startsWith('OUG{')) return groupCount(context, id, permutation, query);
    if (text === '[days]') return permutation.find((p) => p.period)?.period ? daysOf(permutation) : 0;
    operands++;
    const [element = '', combo] = id.split('.');
    const found = value(combo === undefined || combo === '*' ? element : `${element}.${combo}`);
    if (typeof found !== 'number') return undefined;
    anything = true;
    return found;
  });
  if (operands > 0 && !anything) return undefined;
  return result !== undefined && Number.isFinite(result) ? result : undefined;
}

function daysOf(permutation: readonly DimensionItem[]): number {
  const period = permutation.find((part) => part.period)?.period;
  return period ? period.end - period.start + 1 : 0;
}

function groupCount(
  { metadata, tree }: ServerContext,
  id: string,
  permutation: readonly DimensionItem[],
  query: CellSource['query'],
): number {
  const unit = permutation.find((part) => part.kind === 'orgUnit');
  const roots = unit ? [unit.id] : (dimensionNamed(query, 'ou')?.items ?? []).map((item) => item.id);
  return refsAt(metadata.get('organisationUnitGroups', id), 'organisationUnits').filter((member) =>
    tree.isWithin(member, roots),
  ).length;
}
