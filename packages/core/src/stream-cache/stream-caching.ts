/**
 * What a route does with bodies that can be read once (its option `streamCache`). `asNeeded`: cached where a step looks
 * into them or they may be read again; `always`: before each step; `never`: whoever reads first has it.
 */
export type StreamCaching = 'asNeeded' | 'always' | 'never';

/** As the option says; absent is `asNeeded`. */
export function streamCachingOf(written: unknown): StreamCaching {
  if (typeof written === 'string') return written.trim().toLowerCase() === 'true' ? 'always' : 'never';
  if (typeof written !== 'boolean') return 'asNeeded';
  return written ? 'always' : 'never';
}
