import type { ComponentContext, Endpoint } from '../component/component.ts';
import type { DataFormat } from '../component/data-format.ts';
import type { Expression, ExpressionModel } from '../expression/expression.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from '../eip/processor.ts';

/** What a pattern may ask for while its steps become processors. One for each route. */
export interface Compiler {
  readonly routeId: string;
  readonly context: ComponentContext;
  /** Compiles child steps to one processor (a pipeline with error handling and statistics of each). */
  steps(steps: readonly StepModel[]): Promise<Processor>;
  step(step: StepModel): Promise<Processor>;
  expression(model: ExpressionModel): Promise<Expression>;
  predicate(model: ExpressionModel): Promise<Expression>;
  dataFormat(model: StepModel): Promise<DataFormat>;
  /** Resolves `{{placeholders}}` and makes the endpoint. */
  endpoint(uri: string, parameters?: Readonly<Record<string, unknown>>): Endpoint;
  /** A producer of the endpoint, started and stopped with the route. */
  producer(endpoint: Endpoint): Promise<Processor>;
  /** A bean by name or the object itself; throws ROUTE_NO_SUCH_BEAN with the nearest name. */
  bean<T>(ref: unknown, what: string): T;
  /** Registers what must be stopped with the route. */
  onStop(stop: () => void | Promise<void>): void;
}
