import { convertTo } from '../convert/convert.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { holdForCopy, keepReadable } from '../stream-cache/keep-readable.ts';

/** The message as the group gets it: the original goes on its own way, and both may read a body that is read once. */
export function newcomer(exchange: Exchange, keepsStreams: boolean): Exchange {
  if (keepsStreams) keepReadable(exchange);
  const next = exchange.copy();
  if (keepsStreams) holdForCopy(next);
  next.belongsTo(exchange);
  next.unitOfWork = undefined;
  if (next.hasWrittenProperties) next.removeProperty('CamelAggregationCompleteCurrentGroup');
  return next;
}

/** What keeps the streams of messages readable is the group's from now on, until it is done. */
export function joinHolds(group: Exchange, old: Exchange | undefined, next: Exchange): void {
  if (old !== undefined && old !== group) takeHolds(group, old);
  if (next !== group) takeHolds(group, next);
}

function takeHolds(group: Exchange, member: Exchange): void {
  if (member.completions === undefined) return;
  group.completions = [...(group.completions ?? []), ...member.completions];
  member.completions = undefined;
}

/** Messages that are in a group. */
export function sizeOf(group: Exchange): number {
  return group.aggregatedSize || Number(group.property('CamelAggregatedSize') ?? 0);
}

/** Whether a message is, or brings, an order to the aggregator: by property or header. */
export function isSignal(exchange: Exchange, name: string): boolean {
  return (
    (exchange.hasWrittenProperties && isTrue(exchange.property(name))) ||
    (exchange.hasHeaders && isTrue(exchange.header(name)))
  );
}

export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** The inactivity that a message asks for in milliseconds, or the one of the aggregator. */
export function timeoutOf(value: unknown, otherwise: number): number {
  const own = value === null || value === undefined ? 0 : Number(convertTo(value, 'java.lang.Long'));
  return own > 0 ? own : otherwise;
}
