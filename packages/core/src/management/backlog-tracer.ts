import { textOf } from '../convert/java-text.ts';
import { javaTypeOf } from '../convert/java-type.ts';
import type { DhowContext } from '../engine/dhow-context.ts';
import type { StepObserver } from '../engine/step-observer.ts';
import { matchesPattern } from '../engine/name-pattern.ts';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { observeRoutes } from './observers.ts';

export interface TracerOptions {
  /** Steps that are kept; 100 when absent. */
  readonly size?: number;
  /** Only steps or routes whose id matches. */
  readonly pattern?: string;
  /** Shows bodies up to so many characters; without it only their types. They may hold personal data. */
  readonly bodyMaxChars?: number;
  readonly filter?: (exchange: Exchange) => boolean;
}

export interface TracedStep {
  readonly at: number;
  readonly routeId: string;
  readonly stepId: string;
  readonly kind: string;
  readonly exchangeId: string;
  readonly bodyType: string;
  readonly body: string | undefined;
  readonly headerNames: readonly string[];
  readonly exception: string | undefined;
  readonly elapsedMs: number;
}

/** Keeps the last steps that messages went through, while it is switched on. */
export class BacklogTracer {
  readonly #context: DhowContext;
  readonly #options: TracerOptions;
  #steps: TracedStep[] = [];
  #end: (() => void) | undefined = undefined;

  constructor(context: DhowContext, options: TracerOptions = {}) {
    this.#context = context;
    this.#options = options;
  }

  get enabled(): boolean {
    return this.#end !== undefined;
  }

  /** Oldest first. */
  get steps(): readonly TracedStep[] {
    return this.#steps;
  }

  enable(): void {
    if (this.enabled) return;
    const observer: StepObserver = { after: (...seen) => this.#keep(...seen) };
    this.#end = observeRoutes(this.#context, observer);
  }

  disable(): void {
    this.#end?.();
    this.#end = undefined;
  }

  /** What was kept, which is forgotten then. */
  dump(): readonly TracedStep[] {
    const steps = this.#steps;
    this.#steps = [];
    return steps;
  }

  #keep(...[exchange, { id, step }, routeId, elapsedMs]: Parameters<NonNullable<StepObserver['after']>>): void {
    const { size = 100, pattern, bodyMaxChars, filter } = this.#options;
    if (pattern !== undefined && !matchesPattern(id, pattern) && !matchesPattern(routeId, pattern)) return;
    if (filter && !filter(exchange)) return;
    this.#steps.push({
      at: this.#context.core.clock.now(),
      routeId,
      stepId: id,
      kind: step.kind,
      exchangeId: exchange.id,
      bodyType: javaTypeOf(exchange.body),
      body: bodyMaxChars === undefined ? undefined : textOf(exchange.body).slice(0, bodyMaxChars),
      headerNames: exchange.hasHeaders ? exchange.headers.names() : [],
      exception: exchange.exception === undefined ? undefined : exceptionTypeOf(exchange.exception),
      elapsedMs,
    });
    if (this.#steps.length > size) this.#steps.shift();
  }
}
