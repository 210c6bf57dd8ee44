import type { StepModel } from '../model/route-model.ts';

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
