import type { RestOperation, RestParameter } from './rest-operation.ts';
import type { RestSecurityScheme } from './rest-security.ts';

/** The OpenAPI 3.0 document of operations, as `apiContextPath` serves it. `about` has `api.title` and its like. */
export function openApiDocument(operations: readonly RestOperation[], about: Readonly<Record<string, string>>): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    if (!operation.isDocumented) continue;
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = operationObject(operation);
  }
  const schemes = new Map(
    operations.flatMap((each) => each.schemes).map((scheme) => [scheme.name, schemeObject(scheme)]),
  );
  const description = about['api.description'];
  return {
    openapi: '3.0.3',
    info: {
      title: about['api.title'] ?? 'REST services',
      version: about['api.version'] ?? '1.0.0',
      ...(description === undefined ? {} : { description }),
    },
    paths,
    ...(schemes.size > 0 ? { components: { securitySchemes: Object.fromEntries(schemes) } } : {}),
  };
}

function operationObject(operation: RestOperation): object {
  const { parameters, responses, security, tag, id, routeId, description, deprecated, consumes, method } = operation;
  const body = parameters.find((parameter) => parameter.in === 'body');
  const takesBody = body !== undefined || (consumes !== undefined && method !== 'GET' && method !== 'HEAD');
  const answers = responses.length > 0 ? responses : [{ code: '200', message: undefined }];
  return {
    operationId: id ?? routeId,
    ...(tag === undefined ? {} : { tags: [tag] }),
    ...(description === undefined ? {} : { summary: description }),
    ...(deprecated ? { deprecated } : {}),
    parameters: parametersOf(operation).map(parameterObject),
    ...(takesBody ? { requestBody: { required: body?.required ?? false, content: contentOf(consumes) } } : {}),
    responses: Object.fromEntries(
      answers.map(({ code, message }) => [
        code,
        {
          description: message ?? 'The answer',
          ...(code.startsWith('2') ? { content: contentOf(operation.produces) } : {}),
        },
      ]),
    ),
    ...(security.length === 0
      ? {}
      : { security: security.map((all) => Object.fromEntries(all.map(({ scheme, scopes }) => [scheme, scopes]))) }),
  };
}

/** Every parameter of the path must be told, whether it was described or not. */
function parametersOf({ parameters, path }: RestOperation): readonly Pick<RestParameter, 'name' | 'in'>[] {
  const told = parameters.filter(({ in: where }) => where !== 'body' && where !== 'formData');
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!);
  const missing = names.filter((name) => !told.some((each) => each.name === name && each.in === 'path'));
  return [...told, ...missing.map((name) => ({ name, in: 'path' as const, dataType: 'string', required: true }))];
}

function parameterObject(parameter: Partial<RestParameter>): object {
  const {
    name,
    in: where,
    required,
    description,
    dataType = 'string',
    arrayType,
    dataFormat,
    defaultValue,
  } = parameter;
  const { allowableValues = [] } = parameter;
  const schema = {
    type: dataType === 'file' ? 'string' : dataType,
    ...(dataFormat === undefined ? {} : { format: dataFormat }),
    ...(dataType === 'array' ? { items: { type: arrayType ?? 'string' } } : {}),
    ...(allowableValues.length > 0 ? { enum: allowableValues } : {}),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
  };
  return {
    name,
    in: where,
    required: where === 'path' || required === true,
    ...(description ? { description } : {}),
    schema,
  };
}

function contentOf(types: string | undefined): object {
  const names = (types ?? 'application/json').split(',').map((type) => type.trim());
  return Object.fromEntries(names.map((type) => [type, {}]));
}

function schemeObject({ kind, in: where, parameter }: RestSecurityScheme): object {
  if (kind === 'apiKey') return { type: 'apiKey', in: where, name: parameter };
  return { type: 'http', scheme: kind };
}
