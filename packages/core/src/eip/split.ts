import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { ExchangeUnitOfWork } from '../engine/exchange-unit-of-work.ts';
import { refuseBlankDelimiter } from './blank-delimiter.ts';
import { FailureLimit } from './failure-limit.ts';
import { asPart, runParts, type PartWorker } from './part-runner.ts';
import { PartResults } from './part-results.ts';
import { partSettings, sharing } from './part-settings.ts';
import { PartsInTurn } from './parts-in-turn.ts';
import { preparePart } from './prepare-part.ts';
import { grouped, partsOfValue } from './parts-of-value.ts';
import { PartMaker, splitSource } from './split-source.ts';
import { watermarkOf } from './split-watermark.ts';
import { useOriginal } from './standard-strategies.ts';
import { thenRun } from './then-run.ts';
import { option } from '../component/option-spec.ts';
import { partOptions } from './part-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Splits a message into parts and runs its steps for each. */
export const split = {
  name: 'split',
  description: 'Splits a message into parts and runs its steps for each.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'Parts: a list, an iterable, a stream, text.', required: true }),
    delimiter: option.string({
      description: 'Between parts of a text, and not blank; false takes a text whole, single whatever it is.',
      default: ',',
    }),
    ...partOptions,
    streaming: option.boolean({ description: 'Takes part by part, and holds only a few at a time.', default: false }),
    group: option.integer({ description: 'Parts put together into one list.' }),
    errorThreshold: option.number({ description: 'Share of failed parts, 0 to 1, at which the split is given up.' }),
    maxFailedRecords: option.integer({ description: 'Failed parts at which the split is given up.' }),
    resumeStrategy: option.ref<unknown>()({
      description: 'Where the watermark is kept: `#state` in the state store, or a bean with get and set.',
    }),
    watermarkKey: option.string({ description: 'Key of the watermark.' }),
    watermarkExpression: option.string({ description: 'Watermark of a part in Simple; its index when absent.' }),
  },
  inlineExpression: 'expression',
  compile: compileSplit,
} as const satisfies EipDefinition;

async function compileSplit(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof split.options>;
  checkSplit(options, step, compiler);
  const expression = await compiler.bodyExpression(options.expression as ExpressionModel);
  const settings = partSettings(step, compiler);
  const { delimiter, group, errorThreshold, maxFailedRecords } = options;
  const inner = compiler.guardSteps(await compiler.routeSteps(step.steps ?? []), `${step.id}-part`);
  const watermark = await watermarkOf(step, compiler);
  const isInTurn = settings.parallel === 1 && settings.timeoutMs === 0;
  const limited = isLimit(errorThreshold) || isLimit(maxFailedRecords);

  const run = (value: unknown, exchange: Exchange, signal: AbortSignal): void | Promise<void> => {
    exchange.idShown = true;
    if (value === null || value === undefined) return;
    let parts = delimiter.toLowerCase() === 'single' ? [value] : partsOfValue(value, delimiter);
    if (group !== undefined && group > 0) parts = grouped(parts, group);
    const limit = limited ? new FailureLimit(errorThreshold || undefined, maxFailedRecords || undefined) : undefined;
    const own = settings.strategy?.forOriginal?.(exchange) ?? settings.strategy ?? useOriginal(exchange, true);
    const strategy = settings.shareUnitOfWork ? sharing(own) : own;
    const results = new PartResults(exchange, strategy, settings.stopOnException, limit);
    const parent = settings.shareUnitOfWork ? (exchange.unitOfWork as ExchangeUnitOfWork | undefined) : undefined;
    const base = exchange.copy();
    base.belongsTo(exchange);
    // As in multicast: side by side, parts leave the transaction.
    if (settings.parallel > 1) base.unitOfWork = undefined;
    compiler.host.time.read();
    const inTurn = isInTurn ? new PartsInTurn(inner, compiler, parent) : undefined;
    const { onPrepare } = settings;
    const prepare = onPrepare && ((part: Exchange) => preparePart(part, onPrepare, signal));
    const source = splitSource(parts, settings.streaming, new PartMaker(base, prepare));
    const worker = inTurn ?? sideBySide(asPart(inner, compiler, parent));
    const { parallel, streaming: unordered, timeoutMs } = settings;
    const runAll = () => runParts({ source, worker, results, parallel, unordered, timeoutMs }, compiler, signal);
    const done = inTurn === undefined ? runAll() : inTurn.around(runAll);
    if (limit === undefined) return done;
    return thenRun(done, () => exchange.setHidden('CamelSplitResult', limit.summary(source.size)));
  };
  const evaluate: Processor = (exchange, signal) => {
    const value = expression.evaluate(exchange, signal);
    return value instanceof Promise
      ? value.then((settled) => run(settled, exchange, signal))
      : run(value, exchange, signal);
  };
  return watermark ? watermark(expression, run) : evaluate;
}

const sideBySide = (process: Processor): PartWorker => ({
  process: (part, _index, signal) => process(part, signal),
});

/** 0 sets no limit. */
const isLimit = (limit: number | undefined) => limit !== undefined && limit > 0;

function checkSplit(options: ResolvedOptions<typeof split.options>, step: StepModel, compiler: Compiler): void {
  const { delimiter, group, errorThreshold, maxFailedRecords, stopOnException } = options;
  const { resumeStrategy, watermarkKey, watermarkExpression } = options;
  const refuse = (reason: string) => compiler.refuse(step, reason);
  refuseBlankDelimiter(delimiter, step, compiler);
  for (const [name, value] of Object.entries({ group, maxFailedRecords }))
    if (value !== undefined && value < 0) throw refuse(`${name} must not be negative, but was: ${value}`);
  if (errorThreshold !== undefined && (errorThreshold < 0 || errorThreshold > 1))
    throw refuse(`errorThreshold must be between 0.0 and 1.0, but was: ${errorThreshold}`);
  if ((isLimit(errorThreshold) || isLimit(maxFailedRecords)) && stopOnException)
    throw refuse('stopOnException cannot stand beside errorThreshold or maxFailedRecords.');
  if ((resumeStrategy === undefined) !== (watermarkKey === undefined))
    throw refuse('Both resumeStrategy and watermarkKey must be configured together.');
  if (watermarkExpression !== undefined && watermarkKey === undefined)
    throw refuse('watermarkExpression requires resumeStrategy and watermarkKey on the Splitter EIP');
}
