import type { Clock } from '../clock/clock.ts';
import type { ComponentContext, Endpoint } from '../component/component.ts';
import type { ResumePoints } from '../component/resume.ts';
import type { DataFormat } from '../component/data-format.ts';
import type { Expression, ExpressionModel } from '../expression/expression.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from '../eip/processor.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Logger } from '../log/logger.ts';
import type { StreamCaching } from '../stream-cache/stream-caching.ts';
import type { RouteOwner } from '../kamelet/kamelet-host.ts';
import type { RouteHost } from './route-host.ts';

/** What a pattern may ask for while its steps become processors. One for each route. */
export interface Compiler {
  readonly routeId: string;
  /** The route as the owner of routes that are there for it alone. */
  readonly owner: RouteOwner;
  readonly context: ComponentContext;
  /** The engine's own side of the context: events, variables, in-flight register, sends. */
  readonly host: RouteHost;
  readonly clock: Clock;
  readonly log: Logger;
  /** Where the route reads; undefined until its own steps are compiled. */
  readonly sourceUri: string | undefined;
  /** What the route does with bodies that can be read once. */
  readonly streamCaching: StreamCaching;
  /** Whether passwords and the like are masked in lines that show parts of messages. */
  readonly masksLog: boolean;
  /** Whether it is the last step of the route itself, after which only a caller reads the body. */
  endsRoute(step: StepModel): boolean;
  /** Compiles child steps to one processor (a pipeline with error handling and statistics of each). */
  steps(steps: readonly StepModel[]): Promise<Processor>;
  /** The same, for a block whose caller has just read the clock for the exchange. */
  routeSteps(steps: readonly StepModel[]): Promise<Processor>;
  step(step: StepModel): Promise<Processor>;
  /** A step around which the caller puts the error handler, see {@link Compiler.guard}; it is around the steps inside. */
  branch(step: StepModel): Promise<Processor>;
  /** An expression that may look into the body, which stays readable for who comes after it. */
  expression(model: ExpressionModel): Promise<Expression>;
  /** One whose value takes the body's place, or is worked off by the step: it may use up a body that is read once. */
  bodyExpression(model: ExpressionModel): Promise<Expression>;
  predicate(model: ExpressionModel): Promise<Expression>;
  dataFormat(model: StepModel): Promise<DataFormat>;
  /** Resolves `{{placeholders}}` and makes the endpoint. */
  endpoint(uri: string, parameters?: Readonly<Record<string, unknown>>): Endpoint;
  /** A producer of the endpoint, started and stopped with the route. */
  producer(endpoint: Endpoint): Promise<Processor>;
  /** Sends to a computed URI; the endpoint and its producer are made at the first use. */
  send(uri: string, exchange: Exchange, signal: AbortSignal): void | Promise<void>;
  /** A bean by name or the object itself; throws ROUTE_NO_SUCH_BEAN with the nearest name. */
  bean<T>(ref: unknown, what: string): T;
  /** A function, an object with `process`, or a bean that is one of these. */
  processor(ref: unknown, what: string): Processor;
  /** Offers the route's source where to go on; of several the last one. */
  resumeWith(points: ResumePoints): void;
  /** Text with its `{{placeholders}}` replaced. */
  resolve(text: string): string;
  /**
   * Registers what must be stopped with the route, and hands on what it holds back. Called when nothing is under way, and
   * again when that brought more.
   */
  onStop(stop: () => void | Promise<void>): void;
  /** Registers what must be started before the route's source. */
  onStart(start: () => void | Promise<void>): void;
  /** The same route, but no error handler stands around the steps compiled by it (`doTry`, `circuitBreaker`). */
  withoutErrorHandler(): Compiler;
  /** Stands the route's error handler around a whole branch, as multicast and its kin do. Failures stay in the exchange. */
  guard(processor: Processor, name: string): Processor;
  /** The same around steps, whose failures stay in the exchange anyway. */
  guardSteps(steps: Processor, name: string): Processor;
  /** The failure of a step's definition, with its place. */
  refuse(step: StepModel, reason: string): Error;
}
