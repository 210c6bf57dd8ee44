import type { Call } from '../http/call.ts';
import { badRequest } from '../http/web-error.ts';

type Key<T> = (object: T, name: string) => string | number | undefined;

/** The order of a tracker list: its `order` parameters, else newest first. */
export function trackerOrder<T extends { readonly serial: number }>(
  call: Call,
  fields: readonly string[],
  isUid: (name: string) => boolean,
  key: Key<T>,
  what: string,
): (a: T, b: T) => number {
  const orders = call.query
    .getAll('order')
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '');
  const parsed = orders.map((text) => {
    const [name = '', direction = 'asc'] = text.split(':');
    if (!fields.includes(name) && !isUid(name)) {
      throw badRequest(
        `order parameter is invalid. Cannot order by '${name}'. Supported are ${what} UIDs and fields '${fields.join(', ')}'. All of which can at most be specified once.`,
        'E1003',
      );
    }
    return { name, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  return (a, b) => {
    for (const { name, sign } of parsed) {
      const result = compare(key(a, name), key(b, name), sign);
      if (result !== 0) return result;
    }
    return b.serial - a.serial;
  };
}

/** Values that are missing come last when rising, first when falling, as the database has it. */
function compare(a: string | number | undefined, b: string | number | undefined, sign: number): number {
  if (a === b) return 0;
  if (a === undefined) return sign;
  if (b === undefined) return -sign;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * (String(a) < String(b) ? -1 : 1);
}
