import type { Processor } from '../eip/processor.ts';
import type { StepModel } from '../model/route-model.ts';
import type { RouteCompiler, RouteWorkshop } from './route-compiler.ts';
import type { PreparedRoute } from './route-factory.ts';
import type { RouteHooks } from './route-runtime.ts';

/** What `onCompletion` and `intercept*` of a route's surroundings add to it. */
export interface ScopedSteps {
  /** Steps put before the route's own. */
  readonly before: readonly StepModel[];
  readonly around: (pipeline: Processor) => Processor;
  readonly hooks: readonly RouteHooks[];
}

/** Compiles `onCompletion` and intercepts; `onException` is the error handler's. */
export async function compileScoped(
  _prepared: PreparedRoute,
  _compiler: RouteCompiler,
  _shop: RouteWorkshop,
): Promise<ScopedSteps> {
  return { before: [], around: (pipeline) => pipeline, hooks: [] };
}
