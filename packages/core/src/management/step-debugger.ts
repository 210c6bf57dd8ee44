import type { DhowContext } from '../engine/dhow-context.ts';
import { compileExpression } from '../engine/expression-compiler.ts';
import type { StepObserver } from '../engine/step-observer.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { observe } from './observers.ts';

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

/** Holds messages before steps with a breakpoint, to look at them and change them, until they may go on. */
export class StepDebugger {
  readonly #context: DhowContext;
  readonly #breakpoints = new Map<string, BreakpointCondition>();
  readonly #held = new Map<Exchange, { message: SuspendedMessage; go: () => void }>();
  readonly #stepping = new WeakSet<Exchange>();
  readonly #fallbackMs: number;
  #ends: (() => void)[] = [];

  constructor(context: DhowContext, { fallbackTimeoutSeconds = 300 }: DebuggerOptions = {}) {
    this.#context = context;
    this.#fallbackMs = fallbackTimeoutSeconds * 1000;
  }

  attach(): void {
    if (this.#ends.length > 0) return;
    const observer: StepObserver = {
      before: (exchange, { id }, routeId) => this.#before({ exchange, routeId, stepId: id }),
    };
    this.#ends = this.#context.routes.list().map((route) => observe(route, observer));
  }

  /** Lets all messages go and takes all breakpoints away. */
  detach(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#breakpoints.clear();
    this.resumeAll();
  }

  /** Messages stop before this step, those for which the condition holds. */
  setBreakpoint(stepId: string, condition: BreakpointCondition = () => true): void {
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
    const condition = this.#breakpoints.get(stepId);
    if (!stepping && !(condition && (await condition(exchange)))) return;
    const { clock } = this.#context.core;
    const cancel =
      this.#fallbackMs > 0 ? clock.schedule(this.#fallbackMs, () => this.resume(exchange)) : () => undefined;
    await new Promise<void>((go) => this.#held.set(exchange, { message, go }));
    cancel();
  }
}
