import type { DhowContext } from '@dhow/core';
import { recordHistory } from '@dhow/core/management';
import type { HistoryPolicy, MessageHistoryStore } from '@dhow/core/state';
import type { DhowSettings } from '../configuration/settings-spec.ts';

/** Keeps the way of messages for the routes whose settings say so. Costs the other routes nothing. */
export function keepHistory(
  context: DhowContext,
  store: MessageHistoryStore,
  { payload, routes, days, maxRecords }: DhowSettings['history'],
): () => void {
  const policyOf = (routeId: string): HistoryPolicy | undefined => {
    const kept = routes[routeId] ?? payload;
    return kept === 'off' ? undefined : { payload: kept, days, maxRecords };
  };
  return recordHistory(context, store, policyOf);
}
