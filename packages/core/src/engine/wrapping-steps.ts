import { RouteError } from '../errors/route-error.ts';
import type { StepModel } from '../model/route-model.ts';
import { allSteps, childrenOf } from './step-ids.ts';

/** Patterns that take in the whole of their route in Camel, wherever they stand in it. */
const wrapping = new Set(['saga', 'transacted', 'policy']);

/**
 * The order in which Camel runs a route with a `saga`, `transacted` or `policy` step: that step takes in all the others,
 * and its own steps come last.
 */
export function hoistWrappers(steps: readonly StepModel[]): readonly StepModel[] {
  const at = steps.findIndex(({ kind }) => wrapping.has(kind));
  if (at < 0) return steps;
  const wrapper = steps[at]!;
  const others = hoistWrappers([...steps.slice(0, at), ...steps.slice(at + 1)]);
  return [{ ...wrapper, steps: [...others, ...(wrapper.steps ?? [])] }];
}

/** Since they take in the whole route, they cannot stand inside of a block that is not one of them. */
export function refuseInnerWrappers(steps: readonly StepModel[]): void {
  for (const step of allSteps(steps)) {
    if (wrapping.has(step.kind) || step.kind === 'onFallback') continue;
    const inner = childrenOf(step).find(({ kind }) => wrapping.has(kind));
    if (inner === undefined) continue;
    const reason = `it takes in the whole route. Move it out of ${step.kind} to the steps of the route itself.`;
    throw new RouteError('ROUTE_BAD_DEFINITION', { place: inner.kind, reason }, inner);
  }
}
