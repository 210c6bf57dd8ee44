import { StateError } from './state-errors.ts';
import type { StoreWrite } from './state-store.ts';
import { checkName, toJson } from './store-input.ts';
import type { StoreTables } from './store-tables.ts';

/** A checked write, ready to run inside a backend's transaction. */
export interface PreparedWrite {
  /** Throws STATE_CONFLICT when the write's condition does not hold. */
  readonly check?: ((tables: StoreTables, now: number) => void) | undefined;
  readonly run: (tables: StoreTables, now: number) => void;
}

/** Checks names and values of all writes before the first one runs, so that a bad one leaves no trace. */
export function prepareWrites(writes: readonly StoreWrite[]): readonly PreparedWrite[] {
  return writes.map(prepare);
}

function prepare(write: StoreWrite): PreparedWrite {
  switch (write.op) {
    case 'put': {
      const { namespace, key, ttlMs, ifVersion } = write;
      const json = toJson(write.value, `${checkName(namespace, 'A namespace')}/${checkName(key, 'A key')}`);
      return {
        check: condition(namespace, key, ifVersion),
        run: (tables, now) => void tables.write(namespace, key, json, expiry(ttlMs, now), 'any', now),
      };
    }
    case 'delete': {
      const { namespace, key, ifVersion } = write;
      checkName(namespace, 'A namespace');
      checkName(key, 'A key');
      return {
        check: condition(namespace, key, ifVersion),
        run: (tables, now) => void tables.delete(namespace, key, undefined, now),
      };
    }
    case 'append': {
      const { log } = write;
      const json = toJson(write.value, `log ${checkName(log, 'A log')}`);
      return { run: (tables, now) => void tables.append(log, [json], now) };
    }
    case 'enqueue': {
      const { queue, visibleAt } = write;
      const json = toJson(write.value, `queue ${checkName(queue, 'A queue')}`);
      return { run: (tables, now) => void tables.enqueue(queue, [json], visibleAt ?? now, now) };
    }
    case 'acknowledge': {
      const { queue, id } = write;
      checkName(queue, 'A queue');
      return { run: (tables) => tables.acknowledge(queue, [id]) };
    }
  }
}

function condition(namespace: string, key: string, ifVersion: number | null | undefined): PreparedWrite['check'] {
  if (ifVersion === undefined) return undefined;
  return (tables, now) => {
    if (tables.get(namespace, key, now)?.version !== (ifVersion ?? undefined)) {
      throw new StateError('STATE_CONFLICT', { place: `${namespace}/${key}` });
    }
  };
}

/** When an entry written at `now` is gone. */
export function expiry(ttlMs: number | undefined, now: number): number | undefined {
  return ttlMs === undefined ? undefined : now + ttlMs;
}
