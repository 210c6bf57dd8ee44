import type { Claims } from '../eip/claims.ts';
import type { TracePlace } from './trace-place.ts';
import type { Completion } from './unit-of-work.ts';

/** What few exchanges have. */
export interface RareState {
  completions: readonly Completion[] | undefined;
  failureRoutes: readonly string[] | undefined;
  claims: Claims | undefined;
  hidden: Map<string, unknown> | undefined;
  created: number | undefined;
  trace: TracePlace | undefined;
  variables: Map<string, unknown> | undefined;
  aggregatedSize: number;
}

export function noRareState(): RareState {
  return {
    completions: undefined,
    failureRoutes: undefined,
    claims: undefined,
    hidden: undefined,
    created: undefined,
    trace: undefined,
    variables: undefined,
    aggregatedSize: 0,
  };
}
