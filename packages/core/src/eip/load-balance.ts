import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Expression } from '../expression/expression.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { textOf } from '../convert/java-text.ts';
import { causeChain, isExceptionOf, NamedException } from '../error-handling/exception-types.ts';
import { copyResults } from '../exchange/copy-results.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Spreads messages over its steps. */
export const loadBalance = {
  name: 'loadBalance',
  description: 'Spreads messages over its steps.',
  shape: 'block',
  options: {
    roundRobinLoadBalancer: option.object({}, { description: 'One after the other.' }),
    randomLoadBalancer: option.object({}, { description: 'By chance.' }),
    topicLoadBalancer: option.object({}, { description: 'To all.' }),
    stickyLoadBalancer: option.object(
      { correlationExpression: option.expression({ description: 'Key that stays with one step.', required: true }) },
      { description: 'By key.' },
    ),
    weightedLoadBalancer: option.object(
      {
        distributionRatio: option.string({ description: 'Weights, as in 2,3,5.', required: true }),
        distributionRatioDelimiter: option.string({ description: 'Between weights.', default: ',' }),
        roundRobin: option.boolean({ description: 'In turn instead of by chance.', default: false }),
      },
      { description: 'By weight.' },
    ),
    failoverLoadBalancer: option.object(
      {
        exception: option.list(option.string({ description: 'Class name.' }), {
          description: 'Only these fail over; all when absent.',
        }),
        roundRobin: option.boolean({ description: 'Starts at the next step each time.', default: false }),
        sticky: option.boolean({ description: 'Stays with the last step that worked.', default: false }),
        maximumFailoverAttempts: option.integer({ description: 'Further attempts; -1 tries all.', default: -1 }),
        inheritErrorHandler: option.boolean({
          description: 'Tries the error handler of the route before it fails over.',
          default: true,
        }),
      },
      { description: 'The next step when one fails.' },
    ),
    customLoadBalancer: option.object(
      { ref: option.ref<unknown>()({ description: 'Bean (exchange, count) => index.', required: true }) },
      { description: 'By code.' },
    ),
  },
  compile: compileLoadBalance,
} as const satisfies EipDefinition;

async function compileLoadBalance(step: StepModel, compiler: Compiler): Promise<Processor> {
  refuseSeveralKinds(step, compiler);
  const members: Processor[] = [];
  const { failoverLoadBalancer } = step.options as { failoverLoadBalancer?: FailoverOptions };
  const inherits = failoverLoadBalancer?.inheritErrorHandler !== false;
  const inner = inherits ? compiler : compiler.withoutErrorHandler();
  for (const child of step.steps ?? []) members.push(await inner.step(child));
  const keeps = compiler.streamCaching !== 'never';
  if (failoverLoadBalancer) return readAgain(failover(members, failoverLoadBalancer), keeps);
  const choose = await chooserOf(step, members.length, compiler);
  if (choose === undefined) return readAgain(topic(members), keeps);
  return (exchange, signal) => {
    const index = choose(exchange, signal);
    return index instanceof Promise
      ? index.then((settled) => members[settled]!(exchange, signal))
      : members[index]!(exchange, signal);
  };
}

/** Several members may read the same body. */
function readAgain(balance: Processor, keeps: boolean): Processor {
  if (!keeps) return balance;
  return (exchange, signal) => {
    keepReadable(exchange);
    return balance(exchange, signal);
  };
}

function refuseSeveralKinds(step: StepModel, compiler: Compiler): void {
  const kinds = Object.keys(loadBalance.options).filter((name) => step.options[name] !== undefined);
  if (kinds.length > 1) throw compiler.refuse(step, `it has ${kinds.join(' and ')}: keep one of them.`);
}

type Chooser = (exchange: Exchange, signal: AbortSignal) => number | Promise<number>;

/** Which member takes a message; undefined when all do. */
async function chooserOf(step: StepModel, count: number, compiler: Compiler): Promise<Chooser | undefined> {
  const { options } = step;
  if (options['roundRobinLoadBalancer']) return inTurn(count);
  if (options['randomLoadBalancer']) return () => Math.floor(Math.random() * count);
  if (options['topicLoadBalancer']) return undefined;
  const { stickyLoadBalancer, weightedLoadBalancer, customLoadBalancer } = options as {
    stickyLoadBalancer?: { correlationExpression: ExpressionModel };
    weightedLoadBalancer?: WeightedOptions;
    customLoadBalancer?: { ref: unknown };
  };
  if (stickyLoadBalancer) return sticky(await compiler.expression(stickyLoadBalancer.correlationExpression), count);
  if (weightedLoadBalancer) return weighted(weightedLoadBalancer, count, step, compiler);
  if (customLoadBalancer) {
    const custom = compiler.bean<(exchange: Exchange, count: number) => number>(
      customLoadBalancer.ref,
      'customLoadBalancer',
    );
    return (exchange) => inRange(custom(exchange, count), count);
  }
  throw compiler.refuse(step, 'it needs a kind: roundRobinLoadBalancer, failoverLoadBalancer, stickyLoadBalancer, …');
}

function inRange(index: number, count: number): number {
  if (Number.isInteger(index) && index >= 0 && index < count) return index;
  const message = `customLoadBalancer answered ${String(index)}: expected the index of a step, 0 to ${count - 1}.`;
  throw new NamedException('java.lang.IndexOutOfBoundsException', message);
}

function inTurn(count: number): () => number {
  let last = -1;
  return () => (last = (last + 1) % count);
}

function sticky(key: Expression, count: number): Chooser {
  const next = inTurn(count);
  const chosen = new Map<string, number>();
  return async (exchange, signal) => {
    const name = textOf(await key.evaluate(exchange, signal));
    let index = chosen.get(name);
    if (index === undefined) {
      // Keys may be without number: the oldest is forgotten.
      if (chosen.size >= 1000) for (const oldest of chosen.keys()) if (chosen.delete(oldest)) break;
      chosen.set(name, (index = next()));
    }
    return index;
  };
}

interface WeightedOptions {
  readonly distributionRatio: string;
  readonly distributionRatioDelimiter?: string;
  readonly roundRobin?: boolean;
}

function weighted(options: WeightedOptions, count: number, step: StepModel, compiler: Compiler): Chooser {
  const ratios = options.distributionRatio
    .split(options.distributionRatioDelimiter ?? ',')
    .map((part) => Number(part.trim()));
  if (ratios.some((ratio) => !Number.isInteger(ratio) || ratio < 0) || ratios.every((ratio) => ratio === 0))
    throw compiler.refuse(
      step,
      `distributionRatio "${options.distributionRatio}" must be whole numbers from 0 on, one for each step and not all 0.`,
    );
  if (ratios.length !== count)
    throw compiler.refuse(step, `Loadbalacing with ${count} should match number of distributions ${ratios.length}`);
  let left = [...ratios];
  let at = 0;
  return () => {
    let sum = left.reduce((total, part) => total + part, 0);
    if (sum <= 0) {
      left = [...ratios];
      at = 0;
      sum = left.reduce((total, part) => total + part, 0);
    }
    if (options.roundRobin) while (left[at % count]! <= 0) at++;
    else at = pick(left, Math.random() * sum);
    const index = at % count;
    left[index]!--;
    at++;
    return index;
  };
}

function pick(weights: readonly number[], point: number): number {
  let sum = 0;
  for (const [index, weight] of weights.entries()) if (point < (sum += weight)) return index;
  return weights.length - 1;
}

/** To all, one after the other; the first failure ends it. */
function topic(members: readonly Processor[]): Processor {
  return async (exchange, signal) => {
    for (const member of members) {
      const copy = exchange.copy();
      await member(copy, signal);
      if (copy.exception !== undefined) {
        exchange.exception = copy.exception;
        return;
      }
    }
  };
}

interface FailoverOptions {
  readonly exception?: readonly string[];
  readonly roundRobin?: boolean;
  readonly sticky?: boolean;
  readonly maximumFailoverAttempts?: number;
  readonly inheritErrorHandler?: boolean;
}

function failover(members: readonly Processor[], options: FailoverOptions): Processor {
  const { exception = [], maximumFailoverAttempts: most = -1 } = options;
  let last = -1;
  let lastGood = -1;
  const failsOver = (error: unknown) =>
    error !== undefined &&
    (exception.length === 0 || causeChain(error).some((cause) => exception.some((type) => isExceptionOf(cause, type))));
  return async (exchange, signal) => {
    let index = 0;
    if (options.sticky && lastGood >= 0) index = lastGood;
    else if (options.roundRobin) index = (last + 1) % members.length;
    for (let attempt = 0; ; attempt++) {
      last = index;
      const copy = exchange.copy();
      // As in Camel, where the copy is the same exchange once more.
      copy.idShown = true;
      await members[index]!(copy, signal);
      const ended = !failsOver(copy.exception) || (most >= 0 && attempt >= most) || attempt + 1 >= members.length;
      if (ended) {
        lastGood = copy.exception === undefined ? index : -1;
        copyResults(exchange, copy);
        return;
      }
      index = (index + 1) % members.length;
    }
  };
}
