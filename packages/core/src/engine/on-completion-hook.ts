import type { Exchange } from '../exchange/exchange.ts';
import type { Completion } from '../exchange/unit-of-work.ts';
import type { Expression, ExpressionModel } from '../expression/expression.ts';
import { Places } from '../eip/places.ts';
import type { Processor } from '../eip/processor.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Compiler } from './compiler.ts';
import type { ExchangeUnitOfWork } from './exchange-unit-of-work.ts';
import type { RouteHooks } from './route-runtime.ts';

/** Completions that may run beside at a time: then messages wait for one of them. */
const mostBeside = 1000;

interface Setting {
  readonly completeOnly: boolean;
  readonly failureOnly: boolean;
  readonly onWhen: Expression | undefined;
  readonly useOriginal: boolean;
  readonly parallel: boolean;
  readonly steps: Processor;
  /** For those that run beside the source. */
  readonly places: Places;
  readonly compiler: Compiler;
}

const routeIds = 'CamelOnCompletionRouteIds';

/** `onCompletion`: a copy of the message runs through its steps when the source was answered, or the message itself before. */
export async function onCompletionHook(
  step: StepModel,
  options: Readonly<Record<string, unknown>>,
  compiler: Compiler,
): Promise<RouteHooks> {
  const onWhen = options['onWhen'] as ExpressionModel | undefined;
  if (options['onCompleteOnly'] === true && options['onFailureOnly'] === true)
    throw compiler.refuse(step, 'Both onCompleteOnly and onFailureOnly cannot be true. Only one of them can be true.');
  const useOriginal = options['useOriginalMessage'] === true;
  if (useOriginal) compiler.host.keepOriginal = true;
  const setting: Setting = {
    completeOnly: options['onCompleteOnly'] === true,
    failureOnly: options['onFailureOnly'] === true,
    onWhen: onWhen && (await compiler.predicate(onWhen)),
    useOriginal,
    parallel: options['parallelProcessing'] === true || options['executorService'] !== undefined,
    steps: await compiler.steps(step.steps ?? []),
    places: new Places(mostBeside, mostBeside, 0),
    compiler,
  };
  return options['mode'] === 'BeforeConsumer' ? beforeConsumer(setting) : afterConsumer(setting);
}

function afterConsumer(setting: Setting): RouteHooks {
  const { routeId } = setting.compiler;
  const registered = new WeakMap<Exchange, CompletionRun>();
  return {
    begin(exchange, unit) {
      const run = new CompletionRun(setting);
      registered.set(exchange, run);
      unit.addCompletion(run);
    },
    done(exchange, unit) {
      const run = registered.get(exchange);
      registered.delete(exchange);
      // Handed to another message meanwhile: that one tells of this route then.
      if (run && unit.hasCompletion(run)) addRouteId(exchange, routeId);
    },
  };
}

class CompletionRun implements Completion {
  readonly #setting: Setting;

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  joined(exchange: Exchange): void {
    addRouteId(exchange, this.#setting.compiler.routeId);
  }

  async onComplete(exchange: Exchange): Promise<void> {
    if (!this.#setting.failureOnly) await this.#run(exchange);
  }

  async onFailure(exchange: Exchange): Promise<void> {
    if (!this.#setting.completeOnly) await this.#run(exchange);
  }

  async #run(exchange: Exchange): Promise<void> {
    const { onWhen, steps, useOriginal, parallel, compiler } = this.#setting;
    const { host, log } = compiler;
    if (onWhen && !(await onWhen.test(exchange, compiler.context.signal))) return;
    const copy = exchange.copy();
    copy.pattern = 'InOnly';
    const original = useOriginal ? exchange.unitOfWork?.original : undefined;
    if (original) {
      copy.body = original.body;
      copy.headers = original.headers.copy();
    }
    const work = async () => {
      copy.unitOfWork = undefined;
      const unit = host.beginUnitOfWork(copy);
      unit.routes = [compiler.routeId];
      await runAnew(copy, steps, compiler.context.signal);
      await host.endUnitOfWork(copy, unit);
    };
    if (!parallel) return work();
    const place = this.#setting.places.take(true, compiler.context.signal) as undefined | Promise<void>;
    if (place !== undefined) await place;
    host.runAside(() => work().finally(() => this.#setting.places.release()), log);
  }
}

function beforeConsumer(setting: Setting): RouteHooks {
  const { completeOnly, failureOnly, onWhen, steps, useOriginal, compiler } = setting;
  const { signal } = compiler.context;
  return {
    async done(exchange: Exchange, unit: ExchangeUnitOfWork) {
      if (exchange.exception === undefined ? failureOnly : completeOnly) return;
      if (onWhen && !(await onWhen.test(exchange, signal))) return;
      if (useOriginal && unit.original) {
        exchange.body = unit.original.body;
        exchange.headers = unit.original.headers.copy();
      }
      await runApart(exchange, steps, signal);
    },
  };
}

/** Runs steps as if the exchange had neither failed nor been stopped. What becomes of it is of the steps alone. */
async function runAnew(exchange: Exchange, steps: Processor, signal: AbortSignal): Promise<void> {
  exchange.properties.set('CamelOnCompletion', true);
  exchange.routeStop = exchange.failureHandled = exchange.rollbackOnly = exchange.rollbackOnlyLast = false;
  exchange.errorHandlerHandled = undefined;
  exchange.redeliveryExhausted = false;
  exchange.exception = undefined;
  await steps(exchange, signal);
}

/** The same with the message itself: that it failed, or was stopped, is put back afterwards. */
async function runApart(exchange: Exchange, steps: Processor, signal: AbortSignal): Promise<void> {
  const { routeStop, failureHandled, errorHandlerHandled, rollbackOnly, rollbackOnlyLast } = exchange;
  const { redeliveryExhausted, exception } = exchange;
  await runAnew(exchange, steps, signal);
  Object.assign(exchange, {
    routeStop,
    failureHandled,
    errorHandlerHandled,
    rollbackOnly,
    rollbackOnlyLast,
    redeliveryExhausted,
  });
  if (exception !== undefined) exchange.exception = exception;
}

function addRouteId(exchange: Exchange, routeId: string): void {
  const before = (exchange.property(routeIds) as readonly string[] | undefined) ?? [];
  exchange.properties.set(routeIds, [...before, routeId]);
}
