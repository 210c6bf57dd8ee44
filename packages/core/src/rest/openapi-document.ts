import type { RestOperation, RestParameter, RestResponse } from './rest-operation.ts';
import type { RestSecurityScheme } from './rest-security.ts';

/**
 * The OpenAPI 3.0 document of operations, as `apiContextPath` serves it. `about` has `api.title` and its like, and the
 * `host` that the services are said to be on.
 */
export function openApiDocument(
  operations: readonly RestOperation[],
  about: Readonly<Record<string, string | undefined>>,
): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    if (!operation.isDocumented) continue;
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = operationObject(operation);
  }
  const schemes = new Map(
    operations.flatMap((each) => each.schemes).map((scheme) => [scheme.name, schemeObject(scheme)]),
  );
  const description = about['api.description'];
  const { host } = about;
  return {
    openapi: '3.0.3',
    info: {
      title: about['api.title'] ?? 'REST services',
      version: about['api.version'] ?? '1.0.0',
      ...(description === undefined ? {} : { description }),
    },
    ...(host === undefined ? {} : { servers: [{ url: host.includes('://') ? host : `//${host}` }] }),
    paths,
    ...(schemes.size > 0 ? { components: { securitySchemes: Object.fromEntries(schemes) } } : {}),
  };
}

function operationObject(operation: RestOperation): object {
  const { parameters, responses, security, tag, id, routeId, description, deprecated, consumes, method } = operation;
  const body = parameters.find((parameter) => parameter.in === 'body');
  const form = parameters.filter((parameter) => parameter.in === 'formData');
  const takesBody =
    body !== undefined || form.length > 0 || (consumes !== undefined && method !== 'GET' && method !== 'HEAD');
  const answers = responses.length > 0 ? responses : [{ code: '200', message: undefined, headers: [], examples: {} }];
  return {
    operationId: id ?? routeId,
    ...(tag === undefined ? {} : { tags: [tag] }),
    ...(description === undefined ? {} : { summary: description }),
    ...(deprecated ? { deprecated } : {}),
    parameters: parametersOf(operation).map(parameterObject),
    ...(takesBody ? { requestBody: requestBody(body, form, consumes) } : {}),
    responses: Object.fromEntries(answers.map((answer) => [answer.code, responseObject(answer, operation.produces)])),
    ...(security.length === 0
      ? {}
      : { security: security.map((all) => Object.fromEntries(all.map(({ scheme, scopes }) => [scheme, scopes]))) }),
  };
}

function responseObject({ code, message, headers, examples }: RestResponse, produces: string | undefined): object {
  return {
    description: message ?? 'The answer',
    ...(headers.length === 0
      ? {}
      : {
          headers: Object.fromEntries(
            headers.map(({ name, dataType, description }) => [
              name,
              { ...(description === undefined ? {} : { description }), schema: { type: dataType } },
            ]),
          ),
        }),
    ...(code.startsWith('2') || Object.keys(examples).length > 0 ? { content: contentOf(produces, examples) } : {}),
  };
}

function requestBody(
  body: RestParameter | undefined,
  form: readonly RestParameter[],
  consumes: string | undefined,
): object {
  const types = consumes ?? (form.length > 0 ? 'application/x-www-form-urlencoded' : undefined);
  if (form.length === 0) return { required: body?.required ?? false, content: contentOf(types, body?.examples) };
  const required = form.filter((each) => each.required).map(({ name }) => name);
  const schema = {
    type: 'object',
    properties: Object.fromEntries(form.map((each) => [each.name, schemaOf(each)])),
    ...(required.length > 0 ? { required } : {}),
  };
  const content = Object.fromEntries(Object.keys(contentOf(types)).map((type) => [type, { schema }]));
  return { required: required.length > 0, content };
}

/** Every parameter of the path must be told, whether it was described or not. */
function parametersOf({ parameters, path }: RestOperation): readonly Pick<RestParameter, 'name' | 'in'>[] {
  const told = parameters.filter(({ in: where }) => where !== 'body' && where !== 'formData');
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!);
  const missing = names.filter((name) => !told.some((each) => each.name === name && each.in === 'path'));
  return [...told, ...missing.map((name) => ({ name, in: 'path' as const, dataType: 'string', required: true }))];
}

function parameterObject(parameter: Partial<RestParameter>): object {
  const { name, in: where, required, description, collectionFormat, examples } = parameter;
  return {
    name,
    in: where,
    required: where === 'path' || required === true,
    ...(description ? { description } : {}),
    ...(collectionFormat === undefined ? {} : arrayStyles[collectionFormat]),
    schema: schemaOf(parameter),
    ...examplesOf(examples),
  };
}

/** How arrays are written; tabs have no word in OpenAPI 3. */
const arrayStyles: Readonly<Record<string, object>> = {
  csv: { explode: false },
  multi: { explode: true },
  ssv: { style: 'spaceDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
};

function schemaOf({
  dataType = 'string',
  arrayType,
  dataFormat,
  defaultValue,
  allowableValues = [],
}: Partial<RestParameter>): object {
  return {
    type: dataType === 'file' ? 'string' : dataType,
    ...(dataFormat === undefined ? {} : { format: dataFormat }),
    ...(dataType === 'array' ? { items: { type: arrayType ?? 'string' } } : {}),
    ...(allowableValues.length > 0 ? { enum: allowableValues } : {}),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
  };
}

function contentOf(types: string | undefined, examples: Readonly<Record<string, string>> = {}): object {
  const names = (types ?? 'application/json').split(',').map((type) => type.trim());
  return Object.fromEntries(names.map((type) => [type, examplesOf(examples)]));
}

function examplesOf(examples: Readonly<Record<string, string>> = {}): object {
  const entries = Object.entries(examples).map(([name, value]) => [name, { value }] as const);
  return entries.length === 0 ? {} : { examples: Object.fromEntries(entries) };
}

function schemeObject({ kind, in: where, parameter, description, format }: RestSecurityScheme): object {
  const described = description === undefined ? {} : { description };
  if (kind === 'apiKey') return { type: 'apiKey', in: where, name: parameter, ...described };
  return { type: 'http', scheme: kind, ...(format === undefined ? {} : { bearerFormat: format }), ...described };
}
