import type { Exchange } from '../exchange/exchange.ts';
import type { ExceptionClause } from './error-handling-model.ts';
import { causeChain, exceptionDistance } from './exception-types.ts';

interface Candidate {
  readonly clause: ExceptionClause;
  readonly distance: number;
}

/**
 * The `onException` clause for a failure, as Camel's default strategy picks it: the deepest cause is asked first; an exact
 * class ends the search; otherwise the smallest distance over the chain wins, the route's own clauses before those of its
 * file at the same distance.
 */
export async function selectClause(
  clauses: readonly ExceptionClause[],
  exchange: Exchange,
  signal: AbortSignal,
): Promise<ExceptionClause | undefined> {
  if (clauses.length === 0) return undefined;
  const candidates: Candidate[] = [];
  for (const error of causeChain(exchange.exception).toReversed()) {
    for (const scope of [true, false]) {
      const found = await nearest(clauses, scope, error, exchange, signal);
      if (found === undefined) continue;
      candidates.push(found);
      if (found.distance === 0) return found.clause;
    }
  }
  let best: Candidate | undefined;
  for (const candidate of candidates) if (!best || candidate.distance < best.distance) best = candidate;
  return best?.clause;
}

async function nearest(
  clauses: readonly ExceptionClause[],
  routeScoped: boolean,
  error: unknown,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<Candidate | undefined> {
  let best: Candidate | undefined;
  for (const clause of clauses) {
    if (clause.routeScoped !== routeScoped) continue;
    for (const type of clause.exceptions) {
      const distance = exceptionDistance(error, type);
      if (distance < 0 || (best && distance >= best.distance)) continue;
      // One that throws takes the place of the failure.
      if (clause.onWhen && !(await clause.onWhen.test(exchange, signal))) continue;
      best = { clause, distance };
      if (distance === 0) return best;
    }
  }
  return best;
}
