import type { Processor } from '../eip/processor.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Compiler } from './compiler.ts';
import type { SendInterceptor } from './interceptors.ts';
import { matchesUri } from './name-pattern.ts';
import { mayContinue } from './pipeline.ts';
import { markIntercepted } from './step-interception.ts';

const whenMatched = 'CamelInterceptSendToEndpointWhenMatched';

/** `interceptSendToEndpoint` in two parts, since what handles the failures of its steps may itself send. */
export interface DeclaredInterceptor {
  readonly intercept: SendInterceptor;
  /** The step itself when it stands around all routes of its source: these share it. */
  readonly ofSource?: StepModel | undefined;
  /** Compiles its steps, with the error handler of their route. */
  compileSteps(compiler: Compiler): Promise<void>;
}

/** `interceptSendToEndpoint`: its steps run before a send that matches, which it may replace. */
export async function sendInterceptor(
  step: StepModel,
  options: Readonly<Record<string, unknown>>,
  compiler: Compiler,
): Promise<DeclaredInterceptor> {
  const pattern = options['uri'] as string;
  const skip = options['skipSendToOriginalEndpoint'] === true;
  const onWhen = options['onWhen'] as ExpressionModel | undefined;
  const condition = onWhen && (await compiler.predicate(onWhen));
  if ((step.steps ?? []).length === 0) throw compiler.refuse(step, 'interceptSendToEndpoint needs steps.');
  let block: Processor | undefined;
  const afterUri = options['afterUri'] as string | undefined;
  const after = afterUri === undefined ? undefined : await senderTo(afterUri, compiler);
  const id = step.id ?? compiler.host.nodeIdOf(step);

  /** False when the block ended the exchange. */
  async function before(exchange: Exchange, uri: string, signal: AbortSignal): Promise<boolean> {
    exchange.properties.set('CamelInterceptedEndpoint', uri);
    if (condition) {
      const matched = await condition.test(exchange, signal);
      exchange.properties.set(whenMatched, matched);
      if (!matched) return true;
    }
    markIntercepted(exchange, compiler, id);
    await block?.(exchange, signal);
    return mayContinue(exchange);
  }

  const intercept: SendInterceptor = (inner, uri) => {
    if (!matchesUri(uri, pattern)) return inner;
    return async (exchange, signal) => {
      if (!(await before(exchange, uri, signal))) return;
      const matched = exchange.property(whenMatched) as boolean | undefined;
      if (skip && matched !== false) return;
      await inner(exchange, signal);
      if (after && matched !== false && mayContinue(exchange)) await after(exchange, signal);
      exchange.removeProperty(whenMatched);
    };
  };
  return {
    intercept,
    async compileSteps(handled) {
      block = await handled.steps(step.steps ?? []);
    },
  };
}

async function senderTo(uri: string, compiler: Compiler): Promise<Processor> {
  const endpoint = compiler.endpoint(uri);
  const send = await compiler.producer(endpoint);
  return (exchange, signal) => {
    exchange.toEndpoint = endpoint.uri;
    return send(exchange, signal);
  };
}
