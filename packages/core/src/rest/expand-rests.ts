import type { Component } from '../component/component.ts';
import { splitUri } from '../component/endpoint-uri.ts';
import type { ContextCore } from '../engine/context-core.ts';
import { notePlace } from '../errors/error-place.ts';
import { RouteError } from '../errors/route-error.ts';
import type { RouteModel, RoutesModel, StepModel } from '../model/route-model.ts';
import { openApiDocument } from './openapi-document.ts';
import { joinPaths, keyValues, readOperations, readOptions } from './read-operations.ts';
import type { RestContract } from './rest-contract.ts';
import type { RestOperation } from './rest-operation.ts';
import {
  documentRoute,
  operationRoute,
  preflightRoute,
  withCors,
  type RestSurroundings,
  type ServedOperation,
} from './rest-routes.ts';

export interface RestRoute {
  readonly model: RouteModel;
  readonly source: RoutesModel;
  /** Made for the services of several sources: the OpenAPI document, the answers to preflight requests. */
  readonly isShared?: boolean;
}

/** The routes that services become, and the `direct:` routes that operations took the place of. */
export interface ExpandedRests {
  readonly routes: readonly RestRoute[];
  readonly inlined: ReadonlySet<RouteModel>;
}

type Options = Readonly<Record<string, unknown>>;

interface Found {
  readonly operation: RestOperation;
  readonly source: RoutesModel;
}

/**
 * Makes routes of the services of sources. `running` are the endpoints that routes of the context take messages from already.
 *
 * @throws RouteError ROUTE_STEP_NOT_AVAILABLE without a component that receives requests
 */
export async function expandRests(
  sources: readonly RoutesModel[],
  configurationModel: StepModel | undefined,
  core: ContextCore,
  resolve: (text: string) => string | undefined,
  running: readonly RouteModel['from'][],
): Promise<ExpandedRests> {
  const services = sources.flatMap((source) => source.rests.map((step) => ({ step, source })));
  const [first] = services;
  if (first === undefined) return { routes: [], inlined: new Set() };
  const configuration = configurationModel ? readOptions(configurationModel, resolve) : {};
  const surroundings = surroundingsOf(configuration, core, first.step);
  const routes: RestRoute[] = [];
  const found: Found[] = [];
  const names = directNames(
    [...sources.flatMap((source) => source.routes.map(({ from }) => from)), ...running],
    resolve,
  );
  for (const { step, source } of services) {
    const rest = readOptions(step, resolve);
    if (rest['disabled'] === true) continue;
    for (const operation of readOperations(step, rest, configuration)) found.push({ operation, source });
    const made = await contractRoutes({ step, rest, configuration, surroundings, core, names });
    routes.push(...made.map((model) => ({ model, source })));
  }
  const inlined = configuration['inlineRoutes'] === true ? inlinedRoutes(found, sources) : new Map<Found, RouteModel>();
  for (const each of found) {
    routes.push({ model: operationRoute(each.operation, surroundings, inlined.get(each)), source: each.source });
  }
  const asked = found.filter(({ operation }) => operation.withCors).map(({ operation }) => operation);
  routes.push(...preflights(asked, surroundings).map((model) => ({ model, source: first.source, isShared: true })));
  const documentPath = configuration['apiContextPath'];
  if (typeof documentPath === 'string') {
    const document = openApiDocument(
      found.map(({ operation }) => operation),
      { ...keyValues(configuration['apiProperty']), host: configuration['apiHost'] as string | undefined },
    );
    const id = String((configuration['apiContextRouteId'] as string | undefined) ?? 'rest-api-doc');
    const model = documentRoute(id, joinPaths(configuration['contextPath'], documentPath), document, surroundings);
    routes.push({ model, source: first.source, isShared: true });
  }
  return { routes: withOwnIds(routes), inlined: new Set(inlined.values()) };
}

/** The routes of the OpenAPI document that a service names. */
async function contractRoutes(parts: {
  readonly step: StepModel;
  readonly rest: Options;
  readonly configuration: Options;
  readonly surroundings: RestSurroundings;
  readonly core: ContextCore;
  readonly names: ReadonlySet<string>;
}): Promise<readonly RouteModel[]> {
  const { step, rest, configuration, surroundings, core, names } = parts;
  const openApi = rest['openApi'] as Options | undefined;
  if (openApi === undefined || String(openApi['disabled']) === 'true') return [];
  const inherited = (name: string) => rest[name] ?? configuration[name];
  const { scheme } = surroundings;
  const contract: RestContract = {
    specification: String(openApi['specification'] as string),
    missingOperation: (openApi['missingOperation'] ?? 'fail') as RestContract['missingOperation'],
    mockIncludePattern: String((openApi['mockIncludePattern'] as string | undefined) ?? 'camel-mock/**'),
    basePath: rest['path'] === undefined ? undefined : joinPaths(configuration['contextPath'], rest['path']),
    scheme,
    routeId: openApi['routeId'] as string | undefined,
    apiContextPath: openApi['apiContextPath'] as string | undefined,
    bindsJson: ['json', 'auto'].includes(String(inherited('bindingMode'))),
    // Who brings a contract wants it kept.
    clientRequestValidation: inherited('clientRequestValidation') !== false,
    clientResponseValidation: inherited('clientResponseValidation') === true,
    directNames: names,
    source: step.source,
  };
  const component = contractComponent(core, step);
  let routes: readonly RouteModel[];
  try {
    routes = await component.contractRoutes!(contract, core);
  } catch (error) {
    notePlace(error, step.source);
    throw error;
  }
  if (inherited('enableCORS') !== true) return routes;
  const served = routes.map(({ from }) => ({
    path: from.uri.slice(scheme.length + 1),
    method: String(from.parameters?.['httpMethodRestrict'] as string),
    source: step.source,
  }));
  return [...routes.map((route) => withCors(route, surroundings)), ...preflights(served, surroundings)];
}

function surroundingsOf(configuration: Options, core: ContextCore, step: StepModel): RestSurroundings {
  const wanted = configuration['component'] as string | undefined;
  const components = core.endpoints.components();
  const component = components.find(
    (each) => each.servesRest === true && (wanted === undefined || schemeOf(each) === wanted),
  );
  if (component === undefined) {
    const reason =
      wanted === undefined
        ? 'nothing in this context serves REST. Register a component that receives HTTP requests, such as platformHttpComponent().'
        : `the component "${wanted}" of restConfiguration does not serve REST here.`;
    throw new RouteError('ROUTE_STEP_NOT_AVAILABLE', { place: 'rest', found: 'rest', reason }, step);
  }
  return {
    scheme: schemeOf(component),
    cors: {
      headers: keyValues(configuration['corsHeaders']),
      allowCredentials: configuration['corsAllowCredentials'] === true,
    },
    endpointOptions: keyValues(configuration['endpointProperty']),
    bean: (name) => core.bean(name),
    property: (name) => core.property(name),
  };
}

function contractComponent(core: ContextCore, step: StepModel): Component {
  const component = core.endpoints.components().find((each) => each.contractRoutes !== undefined);
  if (component) return component;
  const reason = 'nothing in this context reads OpenAPI documents. Register restOpenApiComponent().';
  throw new RouteError('ROUTE_STEP_NOT_AVAILABLE', { place: 'rest', found: 'openApi', reason }, step);
}

function schemeOf({ spec }: Component): string {
  return [spec.scheme].flat()[0]!;
}

/** For each operation the `direct:` route that nothing but it asks for. */
function inlinedRoutes(found: readonly Found[], sources: readonly RoutesModel[]): Map<Found, RouteModel> {
  const inlined = new Map<Found, RouteModel>();
  const all = sources.flatMap((source) => source.routes);
  for (const each of found) {
    const uri = each.operation.to?.uri;
    if (uri === undefined || !uri.startsWith('direct:')) continue;
    const same = found.filter(({ operation }) => operation.to?.uri === uri);
    const routes = all.filter(({ from }) => from.uri === uri);
    if (same.length === 1 && routes.length === 1) inlined.set(each, routes[0]!);
  }
  return inlined;
}

/** One route for each path that does not answer OPTIONS itself. */
function preflights(operations: readonly ServedOperation[], surroundings: RestSurroundings): readonly RouteModel[] {
  const groups = new Map<string, ServedOperation[]>();
  for (const operation of operations) {
    const key = operation.path.replaceAll(/\{[^{}]+\}/g, '{}');
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  return [...groups.values()]
    .filter((same) => same.every(({ method }) => method !== 'OPTIONS'))
    .map((same) => preflightRoute(same, surroundings));
}

/** Names that other routes' ids or other operations gave first get a number. */
function withOwnIds<T extends { readonly model: RouteModel }>(routes: readonly T[]): readonly T[] {
  const seen = new Map<string, number>();
  return routes.map((route) => {
    const { id = '' } = route.model;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    if (count === 1 || !id.startsWith('rest-')) return route;
    const steps = route.model.steps.map((step) =>
      step.id?.startsWith(`${id}-`) ? { ...step, id: `${step.id}-${count}` } : step,
    );
    return { ...route, model: { ...route.model, id: `${id}-${count}`, steps } };
  });
}

function directNames(
  froms: readonly RouteModel['from'][],
  resolve: (text: string) => string | undefined,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { uri, parameters } of froms) {
    const { scheme, path } = splitUri(resolvedIfPossible(uri, resolve) ?? uri);
    if (scheme !== 'direct') continue;
    names.add(path);
    const { name } = parameters ?? {};
    if (typeof name === 'string') names.add(name);
  }
  return names;
}

/** A route whose source cannot be resolved is refused when it is compiled, with its place. */
function resolvedIfPossible(uri: string, resolve: (text: string) => string | undefined): string | undefined {
  try {
    return resolve(uri);
  } catch {
    return undefined;
  }
}
