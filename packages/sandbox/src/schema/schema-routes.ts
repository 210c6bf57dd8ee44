import { json, jsonWithCharset, webMessage, text } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { requireAcceptable } from '../http/router.ts';
import { notFound, WebError, refuse } from '../http/web-error.ts';
import { parseFields } from '../fields/field-parser.ts';
import { schemaErrors } from '../metadata/importer/object-checks.ts';
import { errorJson } from '../metadata/importer/import-report.ts';
import { classDefaults } from '../metadata/importer/class-defaults.ts';
import { jsonBody } from '../metadata/write-routes.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import type { Schema } from './schema-catalog.ts';
import { readData } from './schema-catalog.ts';
import { narrowOpenApi } from './openapi-scope.ts';

const documents = new Map<string, string>();

/** `/api/schemas`, `/api/resources` and the OpenAPI documents. */
export function schemaRoutes(router: Router, context: ServerContext): void {
  const shown = (call: Call, schema: Schema): JsonObject =>
    JSON.parse(JSON.stringify(schema).replaceAll('http://dhis2.test', call.baseUrl)) as JsonObject;
  router.get('schemas', (call) => {
    const nodes = parseFields(call.query.get('fields') ?? '*');
    const all = context.schemas.all.map((schema) => shown(call, schema));
    if (nodes.some((n) => n.preset)) return json({ schemas: all });
    return json({
      schemas: all.map((schema) =>
        Object.fromEntries(
          nodes.filter((n) => schema[n.name] !== undefined).map((n) => [n.name, schema[n.name] as Json]),
        ),
      ),
    });
  });
  router.get('schemas/{name}', (call) => {
    const schema = context.schemas.bySingular(call.params['name']!);
    if (!schema) throw notFound(`Type ${call.params['name']} does not exist.`);
    return json(shown(call, schema));
  });
  router.post('schemas/{name}', (call) => validate(context, call));
  router.get('resources', (call) => {
    requireAcceptable(call.headers['accept'], ['application/json']);
    const resources = context.schemas.all
      .filter((s) => s.relativeApiEndpoint !== undefined)
      .map((schema) => ({
        displayName: inWords(schema.plural),
        singular: schema.singular,
        plural: schema.plural,
        href: `${call.baseUrl}/api${schema.relativeApiEndpoint}`,
      }));
    return json({ resources });
  });
  const openApi = (call: Call, path?: string) => {
    const body = openApiDocument(context, call, path);
    return {
      ...text(body, 'application/json'),
      headers: {
        'content-type': 'application/json',
        etag: `v${context.profile.minor}`,
        'cache-control': 'no-cache, private',
      },
    };
  };
  router.get('openapi', (call) => {
    if (call.suffix === 'yaml') throw notAcceptable();
    return openApi(call);
  });
  router.get('openapi/openapi.json', (call) => openApi(call));
  router.get('{path}/openapi.json', (call) => openApi(call, call.params['path']));
}

function notAcceptable(): Error {
  const { answer, message } = refuse(406, 'No acceptable representation');
  return new WebError(
    { ...answer, headers: { ...answer.headers, 'content-disposition': 'inline;filename=f.txt' } },
    message,
  );
}

function openApiDocument(context: ServerContext, call: Call, path: string | undefined): string {
  const { profile } = context;
  let document = documents.get(profile.data);
  if (document === undefined) documents.set(profile.data, (document = readData(profile, 'openapi.json.gz')));
  const scopes = [...call.query.getAll('scope'), ...(path === undefined ? [] : [`path:/api/${path}`])];
  const narrowed = scopes.length === 0 ? document : narrowOpenApi(document, scopes);
  return narrowed.replaceAll('http://dhis2.test', call.baseUrl);
}

/** `programStages` as `Program Stages`. */
function inWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, ' $&').replace(/^./, (first) => first.toUpperCase());
}

function validate(context: ServerContext, call: Call) {
  const schema = context.schemas.bySingular(call.params['name']!);
  if (!schema) throw notFound(`Type ${call.params['name']} does not exist.`);
  const body = jsonBody(context, call);
  const object = { ...classDefaults[schema.singular], ...(isObject(body) ? body : {}) };
  for (const property of schema.properties) {
    if (property.required && property.klass === 'org.hisp.dhis.category.CategoryCombo')
      object[property.name] ??= { id: 'bjDvmb4bfuf' };
  }
  const scope = { context, user: call.user, payload: new Map(), claimed: new Map() };
  const errors = schemaErrors(scope, schema, object);
  const response = { errorReports: errors.map(errorJson), responseType: 'ErrorReports' };
  return errors.length > 0
    ? webMessage(400, 'ERROR', { response })
    : jsonWithCharset({ httpStatus: 'OK', httpStatusCode: 200, status: 'OK', response });
}
