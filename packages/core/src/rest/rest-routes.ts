import type { Exchange } from '../exchange/exchange.ts';
import type { RouteModel, StepModel } from '../model/route-model.ts';
import type { SourceLocation } from '../model/source-location.ts';
import { corsStep, type CorsSettings } from './rest-cors.ts';
import type { RestOperation } from './rest-operation.ts';
import { securityCheck, type SecurityPlace } from './rest-security.ts';
import { requestStep, responseStep } from './rest-steps.ts';

/** What the routes of operations need beside the operations. */
export interface RestSurroundings extends Pick<SecurityPlace, 'bean' | 'property'> {
  /** Of the component that receives requests. */
  readonly scheme: string;
  readonly cors: CorsSettings;
  /** Further options of the endpoints. */
  readonly endpointOptions: Readonly<Record<string, unknown>>;
}

/** Where an operation is served. */
export type ServedOperation = Pick<RestOperation, 'path' | 'method' | 'source'>;

type Step = (exchange: Exchange) => void | Promise<void>;

/**
 * The route of an operation: checks, the endpoint or steps that take the request, checks of the answer. With `inlined`, the
 * steps, the errors' handling and the id of that route stand in the place of the endpoint.
 */
export function operationRoute(
  operation: RestOperation,
  surroundings: RestSurroundings,
  inlined?: RouteModel,
): RouteModel {
  const { method, path, to, source, autoStartup, description } = operation;
  const routeId = inlined?.id ?? operation.routeId;
  const steps: StepModel[] = [];
  const add = (name: string, step: Step | undefined) => {
    if (step !== undefined) steps.push(ownStep(`${routeId}-${name}`, step, source));
  };
  if (operation.withCors) add('cors', corsStep(surroundings.cors));
  if (operation.security.length > 0) {
    const place: SecurityPlace = { ...surroundings, name: `${method.toLowerCase()} ${path}`, source };
    add('security', securityCheck(operation.security, operation.schemes, place));
  }
  add('request', requestStep(operation));
  if (inlined) steps.push(...inlined.steps);
  else if (to) steps.push({ kind: 'to', options: { ...to }, ...(source ? { source } : {}) });
  else steps.push(...operation.steps);
  add('response', responseStep(operation));
  return {
    ...inlined,
    id: routeId,
    ...(description === undefined ? {} : { description }),
    from: restEndpoint(operation, surroundings),
    steps,
    options: { ...inlined?.options, ...(autoStartup === undefined ? {} : { autoStartup }) },
    ...(source ? { source } : {}),
  };
}

/** A route that was made elsewhere, with the headers for browsers of other origins. */
export function withCors(route: RouteModel, { cors }: RestSurroundings): RouteModel {
  return { ...route, steps: [ownStep(`${route.id}-cors`, corsStep(cors), route.source), ...route.steps] };
}

/** The answer to a browser that asks before it calls. */
export function preflightRoute(operations: readonly ServedOperation[], surroundings: RestSurroundings): RouteModel {
  const [{ path, source }] = operations as readonly [ServedOperation];
  const id = `rest-options${path.replaceAll(/[^\w]+/g, '-').replace(/-$/, '')}`;
  const methods = [...new Set(operations.map(({ method }) => method))];
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const answer = corsStep(surroundings.cors);
  const step = (exchange: Exchange): void => {
    answer(exchange);
    exchange.headers.set('Allow', allow);
    exchange.body = null;
  };
  return {
    id,
    from: restEndpoint({ path, method: 'OPTIONS', consumes: undefined, produces: undefined }, surroundings),
    steps: [ownStep(`${id}-cors`, step, source)],
    ...(source ? { source } : {}),
  };
}

/** A route that answers with a document. */
export function documentRoute(id: string, path: string, document: unknown, surroundings: RestSurroundings): RouteModel {
  const text = JSON.stringify(document);
  const step = (exchange: Exchange): void => {
    exchange.headers.set('Content-Type', 'application/json; charset=utf-8');
    exchange.body = text;
  };
  return {
    id,
    from: restEndpoint({ path, method: 'GET', consumes: undefined, produces: undefined }, surroundings),
    steps: [ownStep(`${id}-document`, step, undefined)],
  };
}

function restEndpoint(
  { path, method, consumes, produces }: Pick<RestOperation, 'path' | 'method' | 'consumes' | 'produces'>,
  { scheme, endpointOptions }: RestSurroundings,
): RouteModel['from'] {
  const types = { ...(consumes === undefined ? {} : { consumes }), ...(produces === undefined ? {} : { produces }) };
  return { uri: `${scheme}:${path}`, parameters: { ...endpointOptions, httpMethodRestrict: method, ...types } };
}

function ownStep(id: string, step: Step, source: SourceLocation | undefined): StepModel {
  return { kind: 'process', id, options: { ref: step }, ...(source ? { source } : {}) };
}
