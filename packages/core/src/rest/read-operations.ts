import { checkOptions } from '../component/option-check.ts';
import type { OptionSpecs } from '../component/option-spec.ts';
import { resolveOptions } from '../engine/option-placeholders.ts';
import { RouteError } from '../errors/route-error.ts';
import type { EndpointModel, StepModel } from '../model/route-model.ts';
import type { RestOperation, RestParameter, RestResponse } from './rest-operation.ts';
import type { RestRequirement, RestSecurityScheme } from './rest-security.ts';
import { restConfigurationOptions, restOptions, restVerbOptions } from './rest-specs.ts';

type Options = Readonly<Record<string, unknown>>;

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head'] as const;

/** Options of `rest` or `restConfiguration`, checked, with placeholders replaced. */
export function readOptions(step: StepModel, resolve: (text: string) => string | undefined): Options {
  const specs = step.kind === 'rest' ? restOptions : restConfigurationOptions;
  return check(specs, resolveOptions(step.options, resolve), step.kind, step);
}

/** The operations of a service, with what they inherit from it and from the configuration. */
export function readOperations(step: StepModel, rest: Options, configuration: Options): readonly RestOperation[] {
  const found: RestOperation[] = [];
  for (const method of methods) {
    for (const raw of listOf(rest[method])) {
      const place = `${method} of rest ${textOf(rest['path']) ?? ''}`;
      const { steps, schema, ...written } = raw;
      const verb = check(restVerbOptions, written, place, step);
      if (verb['disabled'] === true) continue;
      found.push(operationOf(step, method, { ...verb, steps, schema }, rest, configuration));
    }
  }
  return found;
}

function operationOf(
  step: StepModel,
  method: string,
  verb: Options,
  rest: Options,
  configuration: Options,
): RestOperation {
  const inherited = (name: string): unknown => verb[name] ?? rest[name] ?? configuration[name];
  const path = joinPaths(configuration['contextPath'], rest['path'], verb['path']);
  const place = `${method} ${path}`;
  const to = targetOf(verb['to']);
  const steps = (verb['steps'] as readonly StepModel[] | undefined) ?? [];
  if (to === undefined && steps.length === 0) {
    const reason = 'the operation has no "to". Write where its requests go, such as to: direct:name.';
    throw new RouteError('ROUTE_BAD_DEFINITION', { place, reason }, step);
  }
  const id = textOf(verb['id']);
  return {
    method: method.toUpperCase(),
    path,
    routeId: textOf(verb['routeId']) ?? id ?? routeIdOf(method, path),
    id,
    description: textOf(verb['description']),
    tag: textOf(rest['tag']),
    deprecated: verb['deprecated'] === true,
    isDocumented: inherited('apiDocs') !== false,
    autoStartup: (verb['autoStartup'] ?? rest['autoStartup']) as boolean | undefined,
    to,
    steps,
    schema: verb['schema'] as RestOperation['schema'],
    consumes: textOf(verb['consumes'] ?? rest['consumes']),
    produces: textOf(verb['produces'] ?? rest['produces']),
    bindingMode: (inherited('bindingMode') as RestOperation['bindingMode'] | undefined) ?? 'off',
    checksRequest: inherited('clientRequestValidation') === true,
    checksResponse: inherited('clientResponseValidation') === true,
    withCors: inherited('enableCORS') === true,
    parameters: [...parametersOf(verb, place, step)],
    responses: responsesOf(verb),
    security: requirementsOf(verb['security'] ?? rest['securityRequirements']),
    schemes: schemesOf(rest['securityDefinitions']),
    source: step.source,
  };
}

function parametersOf(verb: Options, place: string, step: StepModel): readonly RestParameter[] {
  const specs = restVerbOptions.param.items?.fields ?? {};
  return listOf(verb['param']).map(({ converts, ...raw }) => {
    const param = check(specs, raw, `param of ${place}`, step);
    return {
      name: textOf(param['name'])!,
      in: param['type'] as RestParameter['in'],
      dataType: textOf(param['dataType']) ?? 'string',
      dataFormat: textOf(param['dataFormat']),
      arrayType: textOf(param['arrayType']),
      collectionFormat: textOf(param['collectionFormat']),
      required: param['required'] as boolean,
      defaultValue: textOf(param['defaultValue']),
      allowableValues: ((param['allowableValues'] ?? []) as readonly unknown[]).map(
        (each) => textOf(typeof each === 'object' && each !== null ? (each as { value?: unknown }).value : each) ?? '',
      ),
      description: textOf(param['description']),
      examples: keyValues(param['examples']),
      converts: converts === true,
    };
  });
}

function responsesOf(verb: Options): readonly RestResponse[] {
  return listOf(verb['responseMessage']).map((each) => ({
    code: textOf(each['code']) ?? '200',
    message: textOf(each['message']),
    headers: listOf(each['header']).map(({ name, dataType, description }) => ({
      name: textOf(name) ?? '',
      dataType: textOf(dataType) ?? 'string',
      description: textOf(description),
    })),
    examples: keyValues(each['examples']),
  }));
}

function requirementsOf(written: unknown): readonly (readonly RestRequirement[])[] {
  return listOf(written).map(({ key, scopes }) => {
    const names = (textOf(scopes) ?? '').split(',').map((scope) => scope.trim());
    return [{ scheme: textOf(key) ?? '', scopes: names.filter((scope) => scope !== '') }];
  });
}

const kinds = {
  apiKey: 'apiKey',
  basicAuth: 'basic',
  bearerToken: 'bearer',
  oauth2: 'bearer',
  openIdConnect: 'bearer',
} as const;

function schemesOf(written: unknown): readonly RestSecurityScheme[] {
  return Object.entries((written ?? {}) as Record<string, unknown>).flatMap(([type, given]) =>
    (Array.isArray(given) ? (given as Options[]) : [given as Options]).map((definition): RestSecurityScheme => {
      const name = textOf(definition['key']) ?? type;
      const kind = kinds[type as keyof typeof kinds] ?? 'unsupported';
      const described = { name, description: textOf(definition['description']), format: textOf(definition['format']) };
      if (kind !== 'apiKey') return { ...described, kind };
      const where = isOn(definition['inQuery']) ? 'query' : isOn(definition['inCookie']) ? 'cookie' : 'header';
      return { ...described, kind, in: where, parameter: textOf(definition['name']) ?? '' };
    }),
  );
}

function isOn(value: unknown): boolean {
  return value === true || value === 'true';
}

function targetOf(to: unknown): EndpointModel | undefined {
  if (typeof to === 'string') return { uri: to };
  return typeof to === 'object' && to !== null && 'uri' in to ? (to as EndpointModel) : undefined;
}

function check(specs: OptionSpecs, raw: Options, name: string, { source }: StepModel): Options {
  return checkOptions(specs, raw, { name, source }).options;
}

/** A list of keys with values as one object. */
export function keyValues(written: unknown): Record<string, string> {
  return Object.fromEntries(listOf(written).map(({ key, value }) => [textOf(key) ?? '', textOf(value) ?? '']));
}

function listOf(value: unknown): readonly Options[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as Options[]) : [value as Options];
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value as string | number | boolean);
}

/** Joins with one slash between each; empty parts are left out. */
export function joinPaths(...parts: readonly unknown[]): string {
  const names = parts.map((part) => (textOf(part) ?? '').replaceAll(/^\/+|\/+$/g, '')).filter((part) => part !== '');
  return `/${names.join('/')}`;
}

/** `rest-get-units-id` for `GET /units/{id}`. */
export function routeIdOf(method: string, path: string): string {
  const words = path.split(/[^\w]+/).filter((word) => word !== '');
  return ['rest', method.toLowerCase(), ...words].join('-');
}
