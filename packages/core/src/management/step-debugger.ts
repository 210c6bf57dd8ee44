import type { DhowContext } from '../engine/dhow-context.ts';
import { compileExpression } from '../engine/expression-compiler.ts';
import type { StepObserver } from '../engine/step-observer.ts';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';
import { observeRoutes } from './observers.ts';

/** A message that stands before a step. */
export interface SuspendedMessage {
  readonly exchange: Exchange;
  readonly routeId: string;
  readonly stepId: string;
}

export type BreakpointCondition = (exchange: Exchange) => boolean | Promise<boolean>;

export interface DebuggerOptions {
  /** A message that nobody lets go goes on by itself; 300 when absent, 0 waits for ever. */
  readonly fallbackTimeoutSeconds?: number;
}

/**
 * Holds messages before steps with a breakpoint, to look at them and change them, until they may go on. When the context stops,
 * all go on.
 */
export class StepDebugger {
  readonly #context: DhowContext;
  readonly #breakpoints = new Map<string, BreakpointCondition>();
  readonly #held = new Map<Exchange, { message: SuspendedMessage; go: () => void }>();
  readonly #stepping = new WeakSet<Exchange>();
  readonly #fallbackMs: number;
  #end: (() => void) | undefined = undefined;

  constructor(context: DhowContext, { fallbackTimeoutSeconds = 300 }: DebuggerOptions = {}) {
    this.#context = context;
    this.#fallbackMs = fallbackTimeoutSeconds * 1000;
  }

  attach(): void {
    if (this.#end !== undefined) return;
    const observer: StepObserver = {
      before: (exchange, { id }, routeId) => this.#before({ exchange, routeId, stepId: id }),
    };
    const unobserve = observeRoutes(this.#context, observer);
    const unlisten = this.#context.events.listen(({ type }) => {
      if (type === 'CamelContextStopping') this.detach();
    });
    this.#end = () => {
      unobserve();
      unlisten();
    };
  }

  /** Lets all messages go and takes all breakpoints away. */
  detach(): void {
    this.#end?.();
    this.#end = undefined;
    this.#breakpoints.clear();
    this.resumeAll();
  }

  get attached(): boolean {
    return this.#end !== undefined;
  }

  /** Ids of the steps with a breakpoint. */
  get breakpoints(): readonly string[] {
    return [...this.#breakpoints.keys()];
  }

  /**
   * Messages stop before this step, those for which the condition holds. A condition that fails holds nobody.
   *
   * @throws RouteError ROUTE_UNKNOWN_STEP with the nearest id
   */
  setBreakpoint(stepId: string, condition: BreakpointCondition = () => true): void {
    const ids = this.#context.routes.list().flatMap(({ channels }) => channels.map(({ id }) => id));
    if (!ids.includes(stepId)) {
      const nearest = nearestHint(stepId, ids);
      throw new RouteError('ROUTE_UNKNOWN_STEP', { place: 'debugger', found: stepId, nearest });
    }
    this.#breakpoints.set(stepId, condition);
  }

  /**
   * Messages stop before this step, those of which the predicate in a language holds: `simple`, `${body} == 'x'`. Rejects
   * with the language's own error when it does not parse.
   */
  async setConditionalBreakpoint(stepId: string, language: string, predicate: string): Promise<void> {
    const { core } = this.#context;
    const shop = {
      host: core,
      context: core,
      place: `the breakpoint of ${stepId}`,
      log: core.logger('debugger'),
      resolve: (text: string) => text,
    };
    const condition = await compileExpression({ language, expression: predicate }, 'predicate', shop);
    this.setBreakpoint(stepId, (exchange) => condition.test(exchange, core.signal));
  }

  removeBreakpoint(stepId: string): void {
    this.#breakpoints.delete(stepId);
  }

  /** Messages that stand still now; their exchanges may be changed. */
  get suspended(): readonly SuspendedMessage[] {
    return Array.from(this.#held.values(), ({ message }) => message);
  }

  resume(exchange: Exchange): void {
    const held = this.#held.get(exchange);
    this.#held.delete(exchange);
    held?.go();
  }

  /** Lets the message do one step and stop before the next. */
  step(exchange: Exchange): void {
    this.#stepping.add(exchange);
    this.resume(exchange);
  }

  resumeAll(): void {
    for (const exchange of this.#held.keys()) this.resume(exchange);
  }

  async #before(message: SuspendedMessage): Promise<void> {
    const { exchange, stepId } = message;
    const stepping = this.#stepping.delete(exchange);
    if (!stepping && !(await this.#isMet(exchange, stepId))) return;
    const { clock } = this.#context.core;
    const cancel =
      this.#fallbackMs > 0 ? clock.schedule(this.#fallbackMs, () => this.resume(exchange)) : () => undefined;
    await new Promise<void>((go) => this.#held.set(exchange, { message, go }));
    cancel();
  }

  async #isMet(exchange: Exchange, stepId: string): Promise<boolean> {
    const condition = this.#breakpoints.get(stepId);
    if (condition === undefined) return false;
    try {
      return await condition(exchange);
    } catch (error) {
      const log = this.#context.core.logger('debugger');
      log.warn(`the condition of the breakpoint of ${stepId} failed: ${exceptionTypeOf(error)}`);
      return false;
    }
  }
}
