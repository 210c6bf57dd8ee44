import { checkOptions } from '../component/option-check.ts';
import type { Processor } from '../eip/processor.ts';
import { onException } from '../eip/on-exception.ts';
import type { Logger } from '../log/logger.ts';
import type { Compiler } from '../engine/compiler.ts';
import { tellSend } from '../engine/send-events.ts';
import { resolveOptions } from '../engine/option-placeholders.ts';
import { notePlace } from '../errors/error-place.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';
import { KameletEndpoint } from '../kamelet/kamelet-component.ts';
import type { Expression, ExpressionModel } from '../expression/expression.ts';
import { isTruthy } from '../language/predicate-value.ts';
import type { ErrorHandlerModel, StepModel } from '../model/route-model.ts';
import { errorHandlerSpecs } from './error-handler-specs.ts';
import type { ErrorHandlerSetting, ExceptionClause } from './error-handling-model.ts';
import { fatalFallback } from './fatal-fallback.ts';
import { redeliveryPolicyOptions, type RedeliveryPolicy } from './redelivery-policy.ts';

/** Optional hooks may name a bean that is not there: Camel ignores them silently, and so do its routes. */
function optionalProcessor(ref: unknown, compiler: Compiler, what: string): Processor | undefined {
  if (ref === undefined) return undefined;
  try {
    return compiler.processor(ref, what);
  } catch (error) {
    if (error instanceof RouteError && error.code === 'ROUTE_NO_SUCH_BEAN') return undefined;
    throw error;
  }
}

/** The error handler of a route from its model; undefined for `noErrorHandler`. */
export async function compileErrorHandler(
  model: ErrorHandlerModel | undefined,
  compiler: Compiler,
): Promise<ErrorHandlerSetting | undefined> {
  try {
    return await compileModel(model, compiler);
  } catch (error) {
    notePlace(error, model?.source);
    throw error;
  }
}

async function compileModel(
  model: ErrorHandlerModel | undefined,
  compiler: Compiler,
): Promise<ErrorHandlerSetting | undefined> {
  const kind = model?.kind ?? 'defaultErrorHandler';
  if (kind === 'noErrorHandler') return undefined;
  const place = { name: `errorHandler ${kind} of route ${compiler.routeId}`, source: model?.source };
  const specs = errorHandlerSpecs[kind as keyof typeof errorHandlerSpecs];
  if (!specs) {
    const nearest = nearestHint(kind, Object.keys(errorHandlerSpecs));
    throw new RouteError('ROUTE_UNKNOWN_STEP', { place: place.name, found: kind, nearest }, place);
  }
  const written = resolveOptions(model?.options ?? {}, (text) => compiler.resolve(text));
  const { options } = checkOptions(specs, written, place);
  if (kind === 'refErrorHandler') return compileErrorHandler(compiler.bean(options['ref'], place.name), compiler);
  const deadLetterUri = options['deadLetterUri'] as string | undefined;
  const isDeadLetter = kind === 'deadLetterChannel';
  if (isDeadLetter && !deadLetterUri)
    throw new RouteError(
      'ROUTE_BAD_DEFINITION',
      { place: place.name, reason: 'deadLetterUri must be specified' },
      place,
    );
  const useOriginalMessage = options['useOriginalMessage'] === true;
  const useOriginalBody = options['useOriginalBody'] === true;
  if (useOriginalMessage || useOriginalBody) compiler.host.keepOriginal = true;
  return {
    kind: isDeadLetter ? 'deadLetter' : 'default',
    policy: policyOf(options, compiler, place.name),
    retryWhile: retryWhileRef(options['retryWhileRef'], compiler),
    onRedelivery: optionalProcessor(options['onRedeliveryRef'], compiler, 'onRedeliveryRef'),
    onExceptionOccurred: optionalProcessor(options['onExceptionOccurredRef'], compiler, 'onExceptionOccurredRef'),
    onPrepareFailure: optionalProcessor(options['onPrepareFailureRef'], compiler, 'onPrepareFailureRef'),
    useOriginalMessage,
    useOriginalBody,
    deadLetter: isDeadLetter ? await deadLetterProcessor(deadLetterUri!, compiler) : undefined,
    deadLetterUri,
    deadLetterHandleNewException: options['deadLetterHandleNewException'] !== false,
    log: loggerOf(options, compiler, place.name),
  };
}

function loggerOf(
  { loggerRef, logName }: Readonly<Record<string, unknown>>,
  compiler: Compiler,
  place: string,
): Logger | undefined {
  if (loggerRef !== undefined) return compiler.bean<Logger>(loggerRef, `loggerRef of ${place}`);
  return typeof logName === 'string' ? compiler.context.logger(logName) : undefined;
}

async function deadLetterProcessor(uri: string, compiler: Compiler): Promise<Processor> {
  const endpoint = compiler.endpoint(uri);
  // The route of a Kamelet is under the same error handler: made here, it would need one more, and so on. Made at its first
  // use it belongs to no route, since this one has started then.
  const send: Processor =
    endpoint instanceof KameletEndpoint
      ? (exchange, signal) => compiler.send(uri, exchange, signal)
      : await compiler.producer(endpoint);
  return fatalFallback(async (exchange, signal) => {
    const { pattern } = exchange;
    exchange.pattern = 'InOnly';
    exchange.toEndpoint = endpoint.uri;
    try {
      const { events } = compiler.host;
      await (events.active ? tellSend(send, endpoint.uri, exchange, signal, compiler.host) : send(exchange, signal));
    } finally {
      exchange.pattern = pattern;
    }
  }, true);
}

function policyOf(options: Readonly<Record<string, unknown>>, compiler: Compiler, place: string): RedeliveryPolicy {
  const { redeliveryPolicyRef, redeliveryPolicy } = options;
  if (redeliveryPolicyRef !== undefined) return wholePolicy(compiler.bean(redeliveryPolicyRef, place));
  return checkPolicy((redeliveryPolicy ?? {}) as Readonly<Record<string, unknown>>, place);
}

function checkPolicy(written: Readonly<Record<string, unknown>>, place: string): RedeliveryPolicy {
  const policy = checkOptions(redeliveryPolicyOptions, written, { name: place }).options as unknown as RedeliveryPolicy;
  return policy.disableRedelivery ? { ...policy, maximumRedeliveries: 0 } : policy;
}

function wholePolicy(bean: Readonly<Record<string, unknown>>): RedeliveryPolicy {
  return checkPolicy(bean, 'the redelivery policy');
}

function retryWhileRef(ref: unknown, compiler: Compiler): Expression | undefined {
  if (ref === undefined) return undefined;
  const bean = compiler.bean<unknown>(ref, 'retryWhileRef');
  if (typeof bean === 'object' && bean !== null && 'test' in bean) return bean as Expression;
  const test = bean as Expression['evaluate'];
  return {
    evaluate: test,
    test: (exchange, signal) => {
      const value = test(exchange, signal);
      return value instanceof Promise ? value.then(isTruthy) : isTruthy(value);
    },
  };
}

/** Compiles `onException` clauses. Two for the same class in the same scope: the later one replaces the earlier. */
export async function compileClauses(
  routeScoped: readonly StepModel[],
  contextScoped: readonly StepModel[],
  compiler: Compiler,
): Promise<ExceptionClause[]> {
  const clauses: ExceptionClause[] = [];
  for (const [steps, own] of [
    [routeScoped, true],
    [contextScoped, false],
  ] as const)
    for (const step of steps) if (step.kind === 'onException') clauses.push(await compileClause(step, own, compiler));
  return withoutReplaced(clauses);
}

function withoutReplaced(clauses: readonly ExceptionClause[]): ExceptionClause[] {
  return clauses.map((clause, index) => {
    const later = clauses
      .slice(index + 1)
      .filter(
        ({ routeScoped, onWhen }) =>
          routeScoped === clause.routeScoped && onWhen === undefined && clause.onWhen === undefined,
      );
    const exceptions = clause.exceptions.filter((type) => !later.some((other) => other.exceptions.includes(type)));
    return { ...clause, exceptions };
  });
}

let lastClause = 0;

async function compileClause(step: StepModel, routeScoped: boolean, compiler: Compiler): Promise<ExceptionClause> {
  const place = `onException of route ${compiler.routeId}`;
  const written = resolveOptions(step.options, (text) => compiler.resolve(text), onException.options);
  const { options } = checkOptions(onException.options, written, { name: place, source: step.source });
  const exceptions = options['exception'] as readonly string[];
  if (exceptions.length === 0) throw compiler.refuse(step, 'At least one exception must be configured');
  if (options['handled'] !== undefined && options['continued'] !== undefined)
    throw compiler.refuse(step, 'Only one of handled or continued is allowed to be configured');
  const steps = step.steps ?? [];
  const useOriginalMessage = options['useOriginalMessage'] === true;
  if (useOriginalMessage) compiler.host.keepOriginal = true;
  const predicate = async (name: string) =>
    options[name] === undefined ? undefined : await compiler.predicate(options[name] as ExpressionModel);
  const { redeliveryPolicy, redeliveryPolicyRef } = options;
  const inner = compiler.withoutErrorHandler();
  const clause: ExceptionClause = {
    id: step.id ?? `onException${++lastClause}`,
    exceptions,
    routeScoped,
    onWhen: codeFailsSilently(await predicate('onWhen'), options['onWhen']),
    retryWhile: await predicate('retryWhile'),
    handled: await predicate('handled'),
    continued: await predicate('continued'),
    policy:
      redeliveryPolicy === undefined
        ? undefined
        : clausePolicy(redeliveryPolicy as Readonly<Record<string, unknown>>, place),
    policyRef: redeliveryPolicyRef === undefined ? undefined : wholePolicy(compiler.bean(redeliveryPolicyRef, place)),
    onRedelivery: optionalProcessor(options['onRedeliveryRef'], compiler, 'onRedeliveryRef'),
    onExceptionOccurred: optionalProcessor(options['onExceptionOccurredRef'], compiler, 'onExceptionOccurredRef'),
    useOriginalMessage,
    useOriginalBody: options['useOriginalBody'] === true,
    processor: steps.length === 0 ? undefined : fatalFallback(await inner.steps(steps), false),
  };
  refuseEmpty(clause, step, compiler);
  return clause;
}

/** Code that throws as a condition counts as false; what expressions throw takes the place of the failure, as in Camel. */
function codeFailsSilently(condition: Expression | undefined, model: unknown): Expression | undefined {
  const { language } = (model ?? {}) as { readonly language?: string };
  const isCode = language === 'function' || language === 'method' || language === 'bean';
  if (condition === undefined || !isCode) return condition;
  return {
    ...condition,
    async test(exchange, signal) {
      try {
        return await condition.test(exchange, signal);
      } catch {
        return false;
      }
    },
  };
}

function refuseEmpty(clause: ExceptionClause, step: StepModel, compiler: Compiler): void {
  const { processor, handled, continued, retryWhile, policy, policyRef, onRedelivery, onExceptionOccurred } = clause;
  if (!(processor ?? handled ?? continued ?? retryWhile ?? policy ?? policyRef ?? onRedelivery ?? onExceptionOccurred))
    throw compiler.refuse(
      step,
      `onException of ${clause.exceptions.join(', ')} is not configured: give it steps, handled, continued or a redeliveryPolicy.`,
    );
}

/** The options that were written, and Camel's default delay: an unset one does not come from the handler. */
function clausePolicy(written: Readonly<Record<string, unknown>>, place: string): Partial<RedeliveryPolicy> {
  const whole = checkPolicy(written, place);
  if (written['maximumRedeliveries'] !== undefined) return whole;
  const { maximumRedeliveries: _, ...rest } = whole;
  return rest;
}
