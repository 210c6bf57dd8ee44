import { matchesPattern } from '../engine/name-pattern.ts';
import type { Exchange } from '../exchange/exchange.ts';

interface Part {
  /** `+` takes back, `-` leaves as it is, `--` removes. */
  readonly sign: '+' | '-' | '--';
  readonly what: 'body' | 'headers' | 'header' | 'other';
  readonly pattern: string;
}

/** What of a claimed message comes back: `body`, `headers`, `header:NAME`, with `+`, `-` or `--` in front. */
export function claimFilter(filter: string | undefined): (exchange: Exchange, claimed: Exchange) => void {
  const parts = (filter ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(parsePart);
  // Only exclusions: all the rest comes back.
  const byDefault = parts.every(({ sign }) => sign !== '+');
  const takes = (what: 'body' | 'header', name: string) => {
    const hit = parts.find((part) => hits(part, what, name));
    return hit ? hit.sign === '+' : byDefault;
  };
  return (exchange, claimed) => {
    if (takes('body', '')) exchange.body = claimed.body;
    if (claimed.hasHeaders)
      for (const [name, value] of claimed.headers) if (takes('header', name)) exchange.headers.set(name, value);
    const removals = parts.filter(({ sign }) => sign === '--');
    if (removals.some((part) => hits(part, 'body', ''))) exchange.body = null;
    if (!exchange.hasHeaders) return;
    for (const name of exchange.headers.names())
      if (removals.some((part) => hits(part, 'header', name))) exchange.headers.delete(name);
  };
}

function parsePart(text: string): Part {
  const [, sign = '', rest = ''] = /^(--|[+-])?(.*)$/s.exec(text) ?? [];
  const [what, pattern = '*'] = rest.split(/:(.*)/s);
  const known = what === 'body' || what === 'headers' || what === 'header' ? what : 'other';
  return { sign: sign === '' ? '+' : (sign as Part['sign']), what: known, pattern };
}

function hits(part: Part, what: 'body' | 'header', name: string): boolean {
  if (what === 'body') return part.what === 'body';
  return part.what === 'headers' || (part.what === 'header' && matchesPattern(name, part.pattern));
}
