import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { RouteError } from '../errors/route-error.ts';
import { expressionText } from '../expression/expression-text.ts';
import { BatchSequencer, type BatchConfig } from './batch-sequencer.ts';
import { holdForCopy, keepReadable } from '../stream-cache/keep-readable.ts';
import { comparatorBean, compareNumeric } from './compare-values.ts';
import { asPart } from './part-runner.ts';
import { StreamSequencer, type StreamConfig } from './stream-sequencer.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Puts messages into order. */
export const resequence = {
  name: 'resequence',
  description: 'Puts messages into order.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'What is compared.', required: true }),
    batchConfig: option.object(
      {
        batchSize: option.integer({ description: 'Messages of a batch; 0 sends by time only.', default: 100 }),
        batchTimeout: option.duration({
          description: 'Time after which a batch is sent anyway.',
          default: 1000,
          min: 0,
        }),
        allowDuplicates: option.boolean({ description: 'Keeps messages that compare equal.', default: false }),
        reverse: option.boolean({ description: 'Greatest first.', default: false }),
        ignoreInvalidExchanges: option.boolean({ description: 'Drops messages without a value.', default: false }),
      },
      { description: 'Sorts batches.' },
    ),
    streamConfig: option.object(
      {
        capacity: option.integer({ description: 'Messages held at most.', default: 1000, min: 1 }),
        timeout: option.duration({ description: 'How long a gap is waited for.', default: 1000, min: 0 }),
        deliveryAttemptInterval: option.duration({
          description: 'Kept for Camel routes; what is due is delivered at once.',
          default: 1000,
        }),
        ignoreInvalidExchanges: option.boolean({ description: 'Drops messages without a value.', default: false }),
        rejectOld: option.boolean({ description: 'Fails messages older than the last delivered.', default: false }),
        comparator: option.ref<unknown>()({ description: 'Comparator of sequence elements.' }),
      },
      { description: 'Fills gaps of a running sequence.' },
    ),
  },
  inlineExpression: 'expression',
  compile: compileResequence,
} as const satisfies EipDefinition;

async function compileResequence(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { batchConfig, streamConfig } = step.options as { batchConfig?: BatchConfig; streamConfig?: StreamConfig };
  const model = step.options['expression'] as ExpressionModel;
  const expression = await compiler.expression(model);
  const inner = asPart(await compiler.steps(step.steps ?? []), compiler, undefined);
  const deliver = (exchange: Exchange) => inner(exchange, compiler.context.signal);
  const compare =
    streamConfig?.comparator === undefined
      ? compareNumeric
      : comparatorBean(streamConfig.comparator, 'comparator of resequence', compiler);
  const ignoreInvalid = (streamConfig ?? batchConfig)?.ignoreInvalidExchanges === true;
  const sequencer = streamConfig
    ? new StreamSequencer(streamConfig, compare, deliver, compiler.clock)
    : new BatchSequencer(batchConfig ?? {}, compare, deliver, compiler.clock);
  compiler.onStop(() => sequencer.stop());
  const keeps = compiler.streamCaching !== 'never';
  return async (exchange, signal) => {
    const value = await expression.evaluate(exchange, signal);
    if (value === null || value === undefined) {
      if (ignoreInvalid) return;
      throw streamConfig ? notComparable(model, exchange) : invalidForBatch(exchange);
    }
    if (keeps) keepReadable(exchange);
    const copy = exchange.copy();
    copy.unitOfWork = undefined;
    if (keeps) holdForCopy(copy);
    await sequencer.add(copy, value, signal);
  };
}

function invalidForBatch(exchange: Exchange): RouteError {
  const reason = 'Exchange is not valid to be used by the BatchProcessor';
  return new RouteError('ROUTE_EXCHANGE_FAILED', { reason, exchange: String(exchange) });
}

function notComparable(model: ExpressionModel, exchange: Exchange): RouteError {
  const message = `Element cannot be used in comparator: Comparator[${expressionText(model)}]`;
  const cause = new NamedException('java.lang.IllegalArgumentException', message);
  exchange.idShown = true;
  const reason = 'Error processing Exchange in StreamResequencer';
  return new RouteError('ROUTE_EXCHANGE_FAILED', { reason, exchange: String(exchange) }, { cause });
}
