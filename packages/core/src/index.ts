/** The route engine: contexts, routes, patterns, errors. */
export { standardEips } from './eip/standard-eips.ts';
export type { EipDefinition } from './eip/eip-definition.ts';
export type * from './model/route-model.ts';
export { noRoutes } from './model/route-model.ts';
export type { SourceLocation } from './model/source-location.ts';
export { RouteError, isRouteError } from './errors/route-error.ts';
export { routeErrors, type RouteErrorCode } from './errors/route-errors.ts';
export { placeOf } from './errors/error-place.ts';
export { nearestHint, nearestName } from './errors/nearest-name.ts';
export {
  NamedException,
  causeChain,
  exceptionDistance,
  exceptionLineage,
  exceptionMessage,
  exceptionTypeKey,
  exceptionTypeOf,
  knownExceptionTypes,
  isExceptionOf,
  registerExceptionType,
} from './error-handling/exception-types.ts';
export { LanguageError } from './language/language-error.ts';
export { languageErrors, type LanguageErrorCode } from './language/language-errors.ts';
export { createContext, DhowContext, type EndpointTarget } from './engine/dhow-context.ts';
export type { Reload } from './engine/reload.ts';
export { fileStamp } from './engine/resource-reads.ts';
export type { RouteBuilder } from './engine/route-source.ts';
export type { ContextOptions } from './engine/context-options.ts';
export type { SendOptions } from './engine/exchange-sender.ts';
export type { Compiler } from './engine/compiler.ts';
export type { RouteHost } from './engine/route-host.ts';
export type { RouteRuntime, RouteState } from './engine/route-runtime.ts';
export type { RouteController } from './engine/route-controller.ts';
export type { Channel } from './engine/channel.ts';
export type { StepObserver } from './engine/step-observer.ts';
export { BeanRegistry } from './engine/bean-registry.ts';
export { resolvePlaceholders, type PropertySource } from './engine/property-placeholders.ts';
export { EngineEvents, type EngineEvent, type EventListener } from './management/engine-events.ts';
export { PerformanceCounter } from './management/performance-counter.ts';
export { restConfigurationOptions, restOptions, restVerbOptions } from './rest/rest-specs.ts';
export { routeOptions, sourceOptions } from './engine/route-options.ts';
export { errorHandlerSpecs } from './error-handling/error-handler-specs.ts';
export { redeliveryPolicyOptions } from './error-handling/redelivery-policy.ts';
export { standardLanguages } from './language/index.ts';
export { functionNames as simpleFunctionNames } from './language/simple/function-table.ts';
export { Exchange, type ExchangePattern } from './exchange/exchange.ts';
export { HeaderMap } from './exchange/header-map.ts';
export type { Processor } from './eip/processor.ts';
export {
  groupedBody,
  groupedExchange,
  standardStrategies,
  stringAggregation,
  useLatest,
} from './eip/standard-strategies.ts';
export {
  route,
  routes,
  RouteSteps,
  type OnExceptionOptions,
  type RouteOptions,
  type RouteStart,
} from './builder/route-steps.ts';
export {
  rest,
  restFromOpenApi,
  RestOperationBuilder,
  RestService,
  type ParameterOptions,
  type RestServiceOptions,
} from './rest/rest-builder.ts';
export type { RestCredentials, RestVerdict, RestVerifier } from './rest/rest-security.ts';
export { Message, type HeaderTypes } from './builder/message.ts';
export type { StandardSchema, SchemaOutput } from './builder/standard-schema.ts';
export type { Value } from './builder/expression-input.ts';
export type { AggregationStrategy, StrategyFunction } from './eip/aggregation-strategy.ts';
export type { RouteControl, RoutePolicy } from './lifecycle/route-policy.ts';
export { throttlingInflightPolicy } from './lifecycle/throttling-inflight-policy.ts';
export { throttlingExceptionPolicy, type ThrottlingExceptionOptions } from './lifecycle/throttling-exception-policy.ts';
export { TransactionPolicy, transactionPolicy } from './transaction/transaction-policy.ts';
export type { Propagation, TransactionSource } from './transaction/transaction-source.ts';
export { leaderPolicy } from './lifecycle/leader-policy.ts';
export { RouteSupervisor, type SupervisedFailure, type SuperviseOptions } from './lifecycle/route-supervisor.ts';
