import type { Call } from '../../http/call.ts';
import { textAt } from '../../state/json.ts';
import type { Dimension, DimensionItem } from '../dimensions/dimension.ts';
import { attributeValue } from '../dimensions/id-reader.ts';

/** Gives each item's identifier by the query's output schemes; an item that has none keeps its uid. */
export function outputIds(call: Call, dimensions: readonly Dimension[]): ReadonlyMap<string, string> {
  const general = call.query.get('outputIdScheme');
  const units = call.query.get('outputOrgUnitIdScheme') ?? general;
  const elements = call.query.get('outputDataElementIdScheme') ?? call.query.get('outputDataItemIdScheme') ?? general;
  const ids = new Map<string, string>();
  for (const { items } of dimensions) {
    for (const item of items) {
      const scheme =
        item.kind === 'orgUnit' ? units : item.kind === 'period' || item.kind === 'member' ? general : elements;
      const id = scheme === null ? undefined : identifierOf(item, scheme);
      if (id !== undefined) ids.set(item.id, id);
    }
  }
  return ids;
}

function identifierOf(item: DimensionItem, scheme: string): string | undefined {
  const kind = scheme.toUpperCase();
  if (kind === 'NAME') return item.name;
  if (item.period || kind === 'UID' || kind === 'UUID') return undefined;
  if (kind === 'CODE') return textAt(item.object, 'code');
  return kind.startsWith('ATTRIBUTE:') ? attributeValue(item.object, scheme.slice(10)) : undefined;
}
