import type { EipDefinition } from './eip-definition.ts';
import { aggregate } from './aggregate.ts';
import { bean } from './bean.ts';
import { cache } from './cache.ts';
import { choice, otherwise, when } from './choice.ts';
import { circuitBreaker, onFallback } from './circuit-breaker.ts';
import { claimCheck } from './claim-check.ts';
import { convertBodyTo } from './convert-body-to.ts';
import { convertHeaderTo } from './convert-header-to.ts';
import { convertVariableTo } from './convert-variable-to.ts';
import { delay } from './delay.ts';
import { doCatch, doFinally, doTry } from './do-try.ts';
import { dynamicRouter } from './dynamic-router.ts';
import { enrich } from './enrich.ts';
import { filter } from './filter.ts';
import { idempotentConsumer } from './idempotent-consumer.ts';
import { intercept } from './intercept.ts';
import { interceptFrom } from './intercept-from.ts';
import { interceptSendToEndpoint } from './intercept-send-to-endpoint.ts';
import { kamelet } from './kamelet.ts';
import { loadBalance } from './load-balance.ts';
import { log } from './log.ts';
import { loop } from './loop.ts';
import { mapEach } from './map-each.ts';
import { marshal } from './marshal.ts';
import { multicast } from './multicast.ts';
import { onCompletion } from './on-completion.ts';
import { onException } from './on-exception.ts';
import { pausable } from './pausable.ts';
import { pipeline } from './pipeline.ts';
import { policy } from './policy.ts';
import { poll } from './poll.ts';
import { pollEnrich } from './poll-enrich.ts';
import { process } from './process.ts';
import { recipientList } from './recipient-list.ts';
import { removeHeader } from './remove-header.ts';
import { removeHeaders } from './remove-headers.ts';
import { removeProperties } from './remove-properties.ts';
import { removeProperty } from './remove-property.ts';
import { removeVariable } from './remove-variable.ts';
import { resequence } from './resequence.ts';
import { resumable } from './resumable.ts';
import { rollback } from './rollback.ts';
import { routingSlip } from './routing-slip.ts';
import { saga } from './saga.ts';
import { sample } from './sample.ts';
import { script } from './script.ts';
import { setBody } from './set-body.ts';
import { setExchangePattern } from './set-exchange-pattern.ts';
import { setHeader } from './set-header.ts';
import { setHeaders } from './set-headers.ts';
import { setProperty } from './set-property.ts';
import { setVariable } from './set-variable.ts';
import { setVariables } from './set-variables.ts';
import { sort } from './sort.ts';
import { split } from './split.ts';
import { step } from './step.ts';
import { stop } from './stop.ts';
import { threads } from './threads.ts';
import { throttle } from './throttle.ts';
import { throwException } from './throw-exception.ts';
import { to } from './to.ts';
import { toD } from './to-d.ts';
import { transacted } from './transacted.ts';
import { transform } from './transform.ts';
import { transformDataType } from './transform-data-type.ts';
import { unmarshal } from './unmarshal.ts';
import { validate } from './validate.ts';
import { wireTap } from './wire-tap.ts';

/** Every pattern that the engine knows, by Camel's names. */
export const standardEips: readonly EipDefinition[] = [
  aggregate,
  bean,
  cache,
  choice,
  circuitBreaker,
  claimCheck,
  convertBodyTo,
  convertHeaderTo,
  convertVariableTo,
  delay,
  doCatch,
  doFinally,
  doTry,
  dynamicRouter,
  enrich,
  filter,
  idempotentConsumer,
  intercept,
  interceptFrom,
  interceptSendToEndpoint,
  kamelet,
  loadBalance,
  log,
  loop,
  mapEach,
  marshal,
  multicast,
  onCompletion,
  onException,
  onFallback,
  otherwise,
  pausable,
  pipeline,
  policy,
  poll,
  pollEnrich,
  process,
  recipientList,
  removeHeader,
  removeHeaders,
  removeProperties,
  removeProperty,
  removeVariable,
  resequence,
  resumable,
  rollback,
  routingSlip,
  saga,
  sample,
  script,
  setBody,
  setExchangePattern,
  setHeader,
  setHeaders,
  setProperty,
  setVariable,
  setVariables,
  sort,
  split,
  step,
  stop,
  threads,
  throttle,
  throwException,
  to,
  toD,
  transacted,
  transform,
  transformDataType,
  unmarshal,
  validate,
  when,
  wireTap,
];
