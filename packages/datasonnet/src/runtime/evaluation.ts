import type { CallStackEntry, DatasonnetErrorCode } from '../errors/datasonnet-errors.ts';
import { DatasonnetError, errorCatalogue, failure } from '../errors/datasonnet-errors.ts';
import type { FormatRegistry } from '../formats/format.ts';
import type { SourceRange } from '../source/source-text.ts';
import type { FunctionValue } from './function-value.ts';
import type { Limits } from './limits.ts';
import type { HostCapabilities, Profile, Runtime } from './runtime.ts';
import type { Semantics } from './semantics.ts';
import type { Frame, Kind, ObjectValue, Thunk, Value } from './value.ts';

/** A place that calls: one object for each call expression, made when the mapping is compiled. */
export type Site = CallStackEntry;

/** How many steps go by between two looks at the clock. */
const stepsPerLook = 4_096;
const callStackShown = 20;

export interface EvaluationOptions {
  readonly profile: Profile;
  readonly preserveOrder: boolean;
  readonly semantics: Semantics;
  readonly formats: FormatRegistry;
  readonly host: HostCapabilities;
  readonly limits: Limits;
  /** Milliseconds of a clock that never goes back, for the wall clock limit. */
  readonly elapsed: () => number;
}

/** The state of running mappings: where the evaluation is, and what is left of its limits. One for each compiled mapping. */
export class Evaluation implements Runtime {
  readonly profile: Profile;
  readonly preserveOrder: boolean;
  readonly formats: FormatRegistry;
  readonly semantics: Semantics;
  readonly limits: Limits;
  readonly #host: HostCapabilities;
  readonly #elapsed: () => number;
  /** Calls entered and not left. After an error it stays where the error was until somebody recovers. */
  depth = 0;
  readonly #maxDepth: number;
  readonly #sites: Site[] = [];
  /** Steps until the next look at the limits. */
  #fuel = stepsPerLook;
  #stepsLeft: number;
  #deadline = Infinity;
  /** How often the host was asked for the time, a random number or an address. */
  hostReads = 0;
  /** The frame of the next round of a function that calls itself last. */
  nextFrame: Frame | undefined;

  constructor(options: EvaluationOptions) {
    this.profile = options.profile;
    this.preserveOrder = options.preserveOrder;
    this.formats = options.formats;
    this.semantics = options.semantics;
    this.limits = options.limits;
    this.#host = options.host;
    this.#elapsed = options.elapsed;
    this.#maxDepth = options.limits.callDepth;
    this.#stepsLeft = options.limits.steps;
  }

  /**
   * Runs `body` as a whole run with limits of its own; errors leave it with place and call stack. Runs may nest, when a
   * host function runs the same mapping again.
   */
  run<T>(body: () => T): T {
    const saved = { depth: this.depth, fuel: this.#fuel, steps: this.#stepsLeft, deadline: this.#deadline };
    const savedSites = saved.depth > 0 ? this.#sites.slice(0, saved.depth + 1) : undefined;
    this.depth = 0;
    this.#stepsLeft = this.limits.steps;
    this.#fuel = Math.min(stepsPerLook, this.limits.steps + 1);
    this.#deadline = this.#elapsed() + this.limits.timeMs;
    try {
      return body();
    } catch (error) {
      throw this.#complete(error);
    } finally {
      // Nothing of this run's data may stay behind in a mapping that is kept.
      this.nextFrame = undefined;
      this.depth = saved.depth;
      this.#fuel = saved.fuel;
      this.#stepsLeft = saved.steps;
      this.#deadline = saved.deadline;
      savedSites?.forEach((site, at) => (this.#sites[at] = site));
    }
  }

  enter(site: Site): void {
    const depth = ++this.depth;
    if (depth > this.#maxDepth) throw this.#tooDeep();
    this.#sites[depth] = site;
    if (--this.#fuel <= 0) this.#look();
  }

  leave(): void {
    this.depth--;
  }

  step(count: number): void {
    this.#fuel -= count;
    if (this.#fuel <= 0) this.#look();
  }

  #look(): void {
    const granted = Math.min(stepsPerLook, this.#stepsLeft + 1);
    this.#stepsLeft -= granted - Math.min(0, this.#fuel);
    this.#fuel = granted;
    if (this.#stepsLeft < 0) {
      throw failure('DS_STEPS', `the mapping took more than ${this.limits.steps} steps`, { limit: this.limits.steps });
    }
    if (this.#elapsed() > this.#deadline) {
      throw failure('DS_TIME', `the mapping ran longer than ${this.limits.timeMs} ms`, { limit: this.limits.timeMs });
    }
  }

  checkSize(length: number): void {
    if (length <= this.limits.valueSize) return;
    throw failure('DS_SIZE', `a text or array of ${length} would be longer than ${this.limits.valueSize}`, {
      limit: this.limits.valueSize,
    });
  }

  checkOutputSize(length: number): void {
    if (length <= this.limits.outputSize) return;
    throw failure('DS_SIZE', `the output is longer than ${this.limits.outputSize} characters`, {
      limit: this.limits.outputSize,
    });
  }

  /** An error at a place of the mapping. */
  fail(
    code: DatasonnetErrorCode,
    message: string,
    range: SourceRange,
    details?: Record<string, unknown>,
  ): DatasonnetError {
    return new DatasonnetError(code, message, {
      range,
      callStack: this.#callStack(),
      ...(details ? { details } : {}),
    });
  }

  /** Whether `try` and `default` go on after this; the depth goes back to what it was before. */
  recovers(error: unknown, depth: number): boolean {
    const failed = this.#understood(error);
    if (!DatasonnetError.is(failed) || !errorCatalogue[failed.code].catchable) return false;
    this.depth = depth;
    return true;
  }

  #tooDeep(): DatasonnetError {
    return failure(
      'DS_DEPTH',
      `calls are nested deeper than ${this.#maxDepth} levels; is there an endless recursion?`,
      {
        limit: this.#maxDepth,
      },
    );
  }

  /** JavaScript's own errors that mean a limit, as ours. */
  #understood(error: unknown): unknown {
    if (!(error instanceof RangeError)) return error;
    if (error.message.includes('call stack')) {
      return new DatasonnetError(
        'DS_DEPTH',
        'the evaluation is nested deeper than the stack allows; is there an endless recursion?',
        {
          details: { depth: this.depth },
        },
      );
    }
    if (/invalid (string|array) length/i.test(error.message)) {
      return new DatasonnetError('DS_SIZE', 'a text or array is longer than JavaScript can hold');
    }
    // Infinity where only whole numbers go, such as the precision of a format.
    return new DatasonnetError('DS_VALUE', 'a number is out of range here', { cause: error });
  }

  #complete(error: unknown): unknown {
    const failed = this.#understood(error);
    if (failed instanceof DatasonnetError && failed.range === undefined) {
      failed.range = this.#sites[Math.min(this.depth, this.#sites.length - 1)]?.range;
      failed.callStack = this.#callStack();
    }
    return failed;
  }

  #callStack(): readonly Site[] {
    const stack: Site[] = [];
    for (let at = Math.min(this.depth, this.#sites.length - 1); at > 0 && stack.length < callStackShown; at--) {
      const site = this.#sites[at];
      if (site && site.range.end > 0) stack.push(site);
    }
    return stack;
  }

  // What natives use

  now(): bigint {
    if (!this.#host.now) throw withheld('the clock', 'now');
    this.hostReads++;
    return this.#host.now();
  }

  random(): number {
    if (!this.#host.random) throw withheld('random numbers', 'random');
    this.hostReads++;
    return this.#host.random();
  }

  readUrl(url: string): string {
    if (!this.#host.readUrl) throw withheld('reading addresses', 'readUrl');
    this.hostReads++;
    return this.#host.readUrl(url);
  }

  trace(message: string): void {
    this.hostReads++;
    this.#host.trace?.(message);
  }

  call(fn: FunctionValue, args: readonly (Value | Thunk)[]): Value {
    this.enter(fn.site);
    const value = fn.call(this, args);
    this.depth--;
    return value;
  }

  call1(fn: FunctionValue, first: Value | Thunk): Value {
    this.enter(fn.site);
    const value = fn.call1(this, first);
    this.depth--;
    return value;
  }

  call2(fn: FunctionValue, first: Value | Thunk, second: Value | Thunk): Value {
    this.enter(fn.site);
    const value = fn.call2(this, first, second);
    this.depth--;
    return value;
  }

  call3(fn: FunctionValue, first: Value | Thunk, second: Value | Thunk, third: Value | Thunk): Value {
    this.enter(fn.site);
    const value = fn.call3(this, first, second, third);
    this.depth--;
    return value;
  }

  kindOf(value: Value): Kind {
    return this.semantics.kindOf(value);
  }

  visibleFields(object: ObjectValue): readonly string[] {
    return this.semantics.visibleFields(this, object);
  }

  equal(left: Value, right: Value): boolean {
    return this.semantics.equal(this, left, right);
  }

  toText(value: Value): string {
    return this.semantics.toText(this, value);
  }

  toJson(value: Value): string {
    return this.semantics.toJson(this, value);
  }

  numberText(value: number): string {
    return this.semantics.jsonNumber(value);
  }
}

function withheld(what: string, capability: string): DatasonnetError {
  return failure('DS_HOST', `the host gives this mapping no access to ${what}; pass host.${capability} to allow it`, {
    capability,
  });
}
