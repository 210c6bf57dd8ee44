import { ComponentError } from '../../component-error.ts';
import type { SetFields } from './delivery-item.ts';
import type { DeliveryBody } from './delivery-session.ts';

/** A body as items to deliver. */
export interface ItemsOfBody {
  readonly items: DeliveryBody;
  readonly shared: SetFields | undefined;
  /** The body is all that its source has: a stream of its rows. */
  readonly whole: boolean;
  readonly dataSet: string | undefined;
  readonly completeDate: string | undefined;
}

/** Takes a data value set, a list, a stream or an iterator of data values, one data value, or any of these as JSON text. */
export function itemsOfBody(body: unknown, endpoint: string): ItemsOfBody {
  const value = typeof body === 'string' || body instanceof Uint8Array ? parse(body, endpoint) : body;
  const plain = { shared: undefined, whole: false, dataSet: undefined, completeDate: undefined };
  if (Array.isArray(value)) return { ...plain, items: value as unknown[] };
  if (typeof value !== 'object' || value === null) throw unusable(endpoint, value);
  if (Symbol.asyncIterator in value) return { ...plain, items: value as AsyncIterable<unknown>, whole: true };
  if (Symbol.iterator in value) return { ...plain, items: value as Iterable<unknown>, whole: true };
  if (typeof (value as { next?: unknown }).next === 'function') {
    return { ...plain, items: { [Symbol.iterator]: () => value as Iterator<unknown> }, whole: true };
  }
  const set = value as SetFields & { dataValues?: unknown; dataElement?: unknown; reject?: unknown };
  if (Array.isArray(set.dataValues)) return ofSet(set, set.dataValues as unknown[]);
  if (set.dataElement !== undefined || set.reject !== undefined) return { ...plain, items: [value] };
  throw unusable(endpoint, value);
}

function ofSet(set: SetFields & { dataSet?: unknown; completeDate?: unknown }, items: readonly unknown[]): ItemsOfBody {
  const shared: Record<string, string> = {};
  for (const field of ['period', 'orgUnit', 'attributeOptionCombo'] as const) {
    if (typeof set[field] === 'string') shared[field] = set[field];
  }
  return {
    items,
    shared: Object.keys(shared).length === 0 ? undefined : shared,
    whole: false,
    dataSet: typeof set.dataSet === 'string' ? set.dataSet : undefined,
    completeDate: typeof set.completeDate === 'string' ? set.completeDate : undefined,
  };
}

function parse(body: string | Uint8Array, endpoint: string): unknown {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
    return value;
  } catch (cause) {
    throw new ComponentError('DHIS2_BODY_UNUSABLE', { endpoint, found: 'text that is no JSON' }, cause);
  }
}

function unusable(endpoint: string, value: unknown): ComponentError {
  const found =
    value === null || value === undefined
      ? 'nothing'
      : typeof value === 'object'
        ? 'an object without dataValues'
        : `a ${typeof value}`;
  return new ComponentError('DHIS2_BODY_UNUSABLE', { endpoint, found });
}
