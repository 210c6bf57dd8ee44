/** The route engine: contexts, routes, patterns, errors. */
export { standardEips } from './eip/standard-eips.ts';
export type { EipDefinition } from './eip/eip-definition.ts';
export type * from './model/route-model.ts';
export type { SourceLocation } from './model/source-location.ts';
export { RouteError, isRouteError } from './errors/route-error.ts';
export { routeErrors, type RouteErrorCode } from './errors/route-errors.ts';
export { nearestHint, nearestName } from './errors/nearest-name.ts';
export {
  NamedException,
  causeChain,
  exceptionDistance,
  exceptionLineage,
  exceptionMessage,
  exceptionTypeKey,
  exceptionTypeOf,
  isExceptionOf,
  registerExceptionType,
} from './error-handling/exception-types.ts';
