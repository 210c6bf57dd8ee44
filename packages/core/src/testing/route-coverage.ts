import type { DhowContext } from '../engine/dhow-context.ts';

export interface StepCoverage {
  readonly routeId: string;
  readonly stepId: string;
  readonly kind: string;
  /** `routes.yaml:7`, where that is known. */
  readonly source: string | undefined;
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
  return coverageOf(
    context.routes.list().flatMap(({ routeId, channels }) =>
      channels.map(({ id, step, counter }) => ({
        routeId,
        stepId: id,
        kind: step.kind,
        source: step.source && `${step.source.file}:${step.source.line}`,
        messages: counter.total,
      })),
    ),
  );
}

/**
 * The coverage of several tests as one: a step counts as passed when a message of any of them passed it.
 *
 * @example
 * ```ts
 * import { route } from '@dhow/core';
 * import { combinedCoverage, runRoute } from '@dhow/core/testing';
 *
 * const report = route('report').from('file:inbox').filter(({ body }) => body !== '', (steps) => steps.to('mock:out'));
 * const runs = [await runRoute(report, ''), await runRoute(report, 'a')];
 * const { uncovered } = combinedCoverage(runs.map(({ coverage }) => coverage));
 * console.log(uncovered); // []
 * ```
 */
export function combinedCoverage(parts: readonly RouteCoverage[]): RouteCoverage {
  const steps = new Map<string, StepCoverage>();
  for (const step of parts.flatMap((part) => part.steps)) {
    const key = JSON.stringify([step.routeId, step.stepId]);
    steps.set(key, { ...step, messages: step.messages + (steps.get(key)?.messages ?? 0) });
  }
  return coverageOf([...steps.values()]);
}

function coverageOf(steps: readonly StepCoverage[]): RouteCoverage {
  const uncovered = steps.filter(({ messages }) => messages === 0);
  return {
    steps,
    uncovered,
    share: steps.length === 0 ? 1 : (steps.length - uncovered.length) / steps.length,
    toString: () =>
      steps
        .map(
          ({ routeId, stepId, source, messages }) =>
            `${String(messages).padStart(8)}  ${routeId}/${stepId}${source === undefined ? '' : `  ${source}`}`,
        )
        .join('\n'),
  };
}
