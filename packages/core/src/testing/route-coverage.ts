import type { DhowContext } from '../engine/dhow-context.ts';

export interface StepCoverage {
  readonly routeId: string;
  readonly stepId: string;
  readonly kind: string;
  readonly messages: number;
}

/** Which steps messages have passed. */
export interface RouteCoverage {
  readonly steps: readonly StepCoverage[];
  readonly uncovered: readonly StepCoverage[];
  /** Share of steps that were passed, 0 to 1; 1 when there are none. */
  readonly share: number;
  /** One line a step, for people. */
  toString(): string;
}

export function routeCoverage(context: DhowContext): RouteCoverage {
  const steps = context.routes
    .list()
    .flatMap(({ routeId, channels }) =>
      channels.map(({ id, step, counter }) => ({ routeId, stepId: id, kind: step.kind, messages: counter.total })),
    );
  const uncovered = steps.filter(({ messages }) => messages === 0);
  return {
    steps,
    uncovered,
    share: steps.length === 0 ? 1 : (steps.length - uncovered.length) / steps.length,
    toString: () =>
      steps.map(({ routeId, stepId, messages }) => `${String(messages).padStart(8)}  ${routeId}/${stepId}`).join('\n'),
  };
}
