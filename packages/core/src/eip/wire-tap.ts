import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { textOf } from '../convert/java-text.ts';
import { Exchange as ExchangeClass, type Exchange } from '../exchange/exchange.ts';
import { exceptionMessage, exceptionTypeOf, NamedException } from '../error-handling/exception-types.ts';
import { holdForCopy, keepReadable } from '../stream-cache/keep-readable.ts';
import { computedTarget } from './computed-target.ts';
import { Places } from './places.ts';
import { asPart } from './part-runner.ts';
import { withParameters } from './uri-parameters.ts';
import { option } from '../component/option-spec.ts';
import { computedEndpointOptions } from './computed-endpoint-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends a copy to an endpoint and does not wait. */
export const wireTap = {
  name: 'wireTap',
  description: 'Sends a copy to an endpoint and does not wait.',
  shape: 'step',
  options: {
    uri: option.endpoint({ description: 'Endpoint, in Simple unless dynamicUri is false.', required: true }),
    parameters: option.map({ description: 'Options of the endpoint.' }),
    copy: option.boolean({ description: 'Sends a copy of the exchange; else a new one.', default: true }),
    dynamicUri: option.boolean({ description: 'Whether the URI is computed.', default: true }),
    onPrepare: option.ref<unknown>()({ description: 'Processor that prepares the copy.' }),
    pattern: option.enum(['InOnly', 'InOut'], { description: 'Kept for Camel routes; the copy is InOnly.' }),
    variableSend: option.string({ description: 'Variable whose value is sent as body.' }),
    variableReceive: option.string({ description: 'Refused: nothing comes back from a tap.' }),
    executorService: option.ref<unknown>()({
      description: 'Kept for Camel routes; has no effect here.',
    }),
    ignoreInvalidEndpoint: option.boolean({
      description: 'Skips a computed URI that cannot be made an endpoint.',
      default: false,
    }),
    ...computedEndpointOptions,
  },
  compile: compileWireTap,
} as const satisfies EipDefinition;

/** Copies that may be under way: then messages wait, as in Camel when the queue of its thread pool is full. */
const mostUnderWay = 1000;

/** An exchange of its own, from the same source. */
function newLike(exchange: Exchange): Exchange {
  const tapped = new ExchangeClass<unknown>(null);
  tapped.fromRouteId = exchange.fromRouteId;
  tapped.fromEndpointUri = exchange.fromEndpointUri;
  return tapped;
}

/** What onPrepare throws fails the message itself, in a class of its own. */
function wrapped(prepare: Processor): Processor {
  const wrap = (error: unknown): never => {
    const message = `${exceptionTypeOf(error)}: ${exceptionMessage(error)}`;
    throw new NamedException('org.apache.camel.RuntimeCamelException', message, { cause: error });
  };
  return (exchange, signal) => {
    try {
      return prepare(exchange, signal)?.catch(wrap);
    } catch (error) {
      wrap(error);
    }
  };
}

async function compileWireTap(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof wireTap.options>;
  const { uri, parameters, dynamicUri, copy, variableSend, ignoreInvalidEndpoint, allowedSchemes } = options;
  if (options.variableReceive !== undefined) throw compiler.refuse(step, 'WireTap does not support variableReceive');
  const full = withParameters(uri, parameters);
  const computed =
    dynamicUri && full.includes('${') ? await compiler.expression({ language: 'simple', expression: full }) : undefined;
  const target = computedTarget(compiler, { ignoreInvalid: ignoreInvalidEndpoint, allowedSchemes });
  // The schemes allowed are for what is computed, not for what the author wrote.
  const fixed = computed
    ? undefined
    : computedTarget(compiler, { ignoreInvalid: ignoreInvalidEndpoint, allowedSchemes: undefined })(full);
  const prepare =
    options.onPrepare === undefined ? undefined : compiler.processor(options.onPrepare, 'onPrepare of wireTap');
  const { variables } = compiler.host;
  const send = compiler.guard(async (tapped, signal) => {
    const to = computed ? target(textOf(await computed.evaluate(tapped, signal))) : fixed;
    await to?.send(tapped, signal);
  }, `${step.id}-tap`);
  const run = asPart(send, compiler, undefined);
  const places = new Places(mostUnderWay, mostUnderWay, 0);
  const tap = async (tapped: Exchange) => {
    try {
      await run(tapped, compiler.context.signal);
    } finally {
      places.release();
    }
  };
  return (exchange, signal) => {
    if (copy && compiler.streamCaching !== 'never') keepReadable(exchange);
    const tapped = copy ? exchange.copy() : newLike(exchange);
    tapped.pattern = 'InOnly';
    tapped.unitOfWork = undefined;
    holdForCopy(tapped);
    if (variableSend !== undefined) tapped.body = variables.get(exchange, variableSend) ?? null;
    const prepared = prepare && wrapped(prepare)(tapped, signal);
    const start = () => {
      const go = () => compiler.host.runAside(() => tap(tapped), compiler.log);
      const place = places.take(true, signal) as undefined | Promise<void>;
      if (place !== undefined) return place.then(go);
      go();
    };
    return prepared === undefined ? start() : prepared.then(start);
  };
}
