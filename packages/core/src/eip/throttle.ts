import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import { expressionText } from '../expression/expression-text.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression, ExpressionModel } from '../expression/expression.ts';
import { RouteError } from '../errors/route-error.ts';
import { convertTo } from '../convert/convert.ts';
import { textOf } from '../convert/java-text.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { ThrottleGates } from './throttle-gates.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Limits how many messages pass. */
export const throttle = {
  name: 'throttle',
  description: 'Limits how many messages pass.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'How many.', required: true }),
    mode: option.string({ description: 'TotalRequests in a period, or ConcurrentRequests.', default: 'TotalRequests' }),
    timePeriodMillis: option.duration({ description: 'Period of TotalRequests.', default: 1000 }),
    correlationExpression: option.expression({ description: 'Key that is limited by itself.' }),
    rejectExecution: option.boolean({ description: 'Fails instead of waiting.', default: false }),
    asyncDelayed: option.boolean({
      description: 'Kept for Camel routes; a wait never blocks a thread here.',
      default: false,
    }),
    callerRunsWhenRejected: option.boolean({
      description: 'Kept for Camel routes; has no effect here.',
      default: true,
    }),
    executorService: option.ref<unknown>()({
      description: 'Kept for Camel routes; has no effect here.',
    }),
  },
  inlineExpression: 'expression',
  compile: compileThrottle,
} as const satisfies EipDefinition;

async function compileThrottle(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof throttle.options>;
  const { timePeriodMillis, rejectExecution, mode } = options;
  const model = options.expression as ExpressionModel;
  const most = await compiler.expression(model);
  const key =
    options.correlationExpression === undefined
      ? undefined
      : await compiler.expression(options.correlationExpression as ExpressionModel);
  const call = expressionText(model);
  const shown =
    'function' in model || call.startsWith('BeanExpression[') ? call : `${model.language}(${model.expression})`;
  const gates = new ThrottleGates(mode === 'ConcurrentRequests' ? undefined : timePeriodMillis, compiler.clock);
  return async (exchange, signal) => {
    const value = await most.evaluate(exchange, signal);
    if (value === null || value === undefined) {
      const what = `The maxRequestsPerPeriodExpression was evaluated as null: ${shown} on the exchange: ${String(exchange)}`;
      throw new NamedException('org.apache.camel.RuntimeExchangeException', what);
    }
    const limit = Number(convertTo(value, 'java.lang.Integer'));
    if (limit < 0)
      throw new NamedException(
        'java.lang.IllegalStateException',
        `The maximumRequestsPerPeriod must be a positive number, was: ${limit}`,
      );
    const gate = gates.of(key ? await keyOf(key, exchange, signal) : '');
    if (!(await gate.pass(limit, rejectExecution, exchange, signal)))
      throw new RouteError('ROUTE_THROTTLED', { rate: limit, period: timePeriodMillis });
  };
}

/** As in Camel, a message without a key fails. */
async function keyOf(key: Expression, exchange: Exchange, signal: AbortSignal): Promise<string> {
  const value = await key.evaluate(exchange, signal);
  if (value !== null && value !== undefined) return textOf(value);
  throw new NamedException('java.lang.NullPointerException', null);
}
