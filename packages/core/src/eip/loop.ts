import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { convertTo } from '../convert/convert.ts';
import { textOf } from '../convert/java-text.ts';
import { mayGoOn } from '../engine/event-loop-turn.ts';
import { mayContinue } from '../engine/pipeline.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Repeats its steps. */
export const loop = {
  name: 'loop',
  description: 'Repeats its steps.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'How many times, or the condition of doWhile.', required: true }),
    doWhile: option.boolean({ description: 'Repeats while the expression is true.', default: false }),
    copy: option.boolean({ description: 'Each round starts from the message as it was.', default: false }),
    breakOnShutdown: option.boolean({ description: 'Ends early when the context stops.', default: false }),
    onPrepare: option.ref<unknown>()({ description: 'Processor that prepares the message of each round.' }),
  },
  inlineExpression: 'expression',
  compile: compileLoop,
} as const satisfies EipDefinition;

async function compileLoop(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { doWhile, copy, breakOnShutdown, onPrepare } = step.options as ResolvedOptions<typeof loop.options>;
  const model = step.options['expression'] as ExpressionModel;
  const condition = doWhile ? await compiler.predicate(model) : undefined;
  const count = doWhile ? undefined : await compiler.expression(model);
  const inner = await compiler.steps(step.steps ?? []);
  const prepare = onPrepare === undefined ? undefined : compiler.processor(onPrepare, 'onPrepare of loop');
  return async (exchange, signal) => {
    const size = count ? roundsOf(await count.evaluate(exchange, signal)) : undefined;
    if (size !== undefined) exchange.properties.set('CamelLoopSize', size);
    if (copy && compiler.streamCaching !== 'never') keepReadable(exchange);
    const kept = copy ? exchange.copy() : undefined;
    for (let index = 0; size === undefined || index < size; index++) {
      if (index > 0) await mayGoOn(index, signal);
      if (condition && !(await condition.test(exchange, signal))) break;
      if (breakOnShutdown && compiler.host.isStopping()) break;
      if (kept && index > 0) restore(exchange, kept);
      await prepare?.(exchange, signal);
      exchange.properties.set('CamelLoopIndex', index);
      await inner(exchange, signal);
      if (!mayContinue(exchange)) break;
    }
    if (kept) takeBack(exchange, kept);
  };
}

/** By way of its text: half a round is none, whether the number was text or not. */
function roundsOf(value: unknown): number {
  const text = value === null || value === undefined ? value : textOf(value);
  return Number(convertTo(text, 'java.lang.Integer'));
}

/** Message, properties and variables as they were before the first round. */
function restore(exchange: Exchange, kept: Exchange): void {
  exchange.body = kept.body;
  exchange.headers = kept.headers.copy();
  exchange.toEndpoint = kept.toEndpoint;
  exchange.pattern = kept.pattern;
  putBack(exchange.properties, kept.properties);
  if (exchange.hasVariables || kept.hasVariables) putBack(exchange.variables, kept.variables);
}

/** What the last round took away is there again afterwards: its message is the result, as that of a part is. */
function takeBack(exchange: Exchange, kept: Exchange): void {
  exchange.pattern = kept.pattern;
  addMissing(exchange.properties, kept.properties);
  if (kept.hasVariables) addMissing(exchange.variables, kept.variables);
}

function addMissing(map: Map<string, unknown>, kept: ReadonlyMap<string, unknown>): void {
  for (const [name, value] of kept) if (!map.has(name)) map.set(name, value);
}

function putBack(map: Map<string, unknown>, kept: ReadonlyMap<string, unknown>): void {
  map.clear();
  for (const [name, value] of kept) map.set(name, value);
}
