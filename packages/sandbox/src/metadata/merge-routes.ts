import type { Answer } from '../http/answer.ts';
import { webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { shortName } from '../schema/schema-catalog.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, isObject, textAt } from '../state/json.ts';
import { deleteObject } from './object-deletion.ts';
import { jsonBody } from './write-routes.ts';

const merged = [
  'dataElements',
  'indicators',
  'indicatorTypes',
  'categoryOptions',
  'categoryOptionCombos',
  'categories',
  'categoryCombos',
];

/** `POST /api/{plural}/merge`: several objects become one. */
export function mergeRoutes(router: Router, context: ServerContext): void {
  for (const plural of merged) router.post(`${plural}/merge`, (call) => merge(context, call, plural));
}

function merge(context: ServerContext, call: Call, plural: string): Answer {
  const schema = context.schemas.byPlural(plural)!;
  const type = shortName(schema.klass);
  const body = jsonBody(context, call);
  const given = isObject(body) ? body : {};
  const sources = Array.isArray(given['sources']) ? given['sources'].map(asText) : [];
  const target = textAt(given, 'target');
  const errors: JsonObject[] = [];
  const fail = (code: string, message: string, args: string[]): void => {
    errors.push({ message, errorCode: code, args });
  };
  if (sources.length === 0) fail('E1530', `At least one source ${type} must be specified`, [type]);
  if (target === undefined) fail('E1531', `Target ${type} must be specified`, [type]);
  for (const id of sources)
    if (!context.metadata.get(plural, id))
      fail('E1533', `SOURCE ${type} does not exist: \`${id}\``, ['SOURCE', type, id]);
  if (target !== undefined && !context.metadata.get(plural, target))
    fail('E1533', `TARGET ${type} does not exist: \`${target}\``, ['TARGET', type, target]);
  if (target !== undefined && sources.includes(target))
    fail('E1532', `Target ${type} cannot be a source ${type}`, [type, type]);
  if (plural === 'dataElements' && errors.length === 0) checkElements(context, sources, target!, fail);
  const report: JsonObject = { mergeErrors: errors, mergeType: type, sourcesDeleted: [] };
  if (errors.length > 0) {
    report['message'] = `${type} merge has errors`;
    const response = { mergeReport: report, responseType: 'MergeWebResponse' };
    return webMessage(409, 'WARNING', {
      message: 'One or more errors occurred, please see full details in merge report.',
      response,
    });
  }
  if (given['deleteSources'] === true) {
    for (const id of sources) deleteObject(context, call.user, schema, context.metadata.get(plural, id)!);
    report['sourcesDeleted'] = sources;
  }
  report['message'] = `${type} merge complete`;
  return webMessage(200, 'OK', { response: { mergeReport: report, responseType: 'MergeWebResponse' } });
}

function checkElements(
  context: ServerContext,
  sources: readonly string[],
  target: string,
  fail: (code: string, message: string, args: string[]) => void,
): void {
  const of = (id: string, name: string): string => asText(context.metadata.get('dataElements', id)?.[name]);
  const different = sources.filter((id) => of(id, 'valueType') !== of(target, 'valueType'));
  if (different.length > 0) {
    const [first = ''] = different;
    const args = [of(target, 'valueType'), of(first, 'valueType')];
    fail(
      'E1550',
      `All source ValueTypes must match target ValueType: \`${args[0]}\`. Other ValueTypes found: \`[${args[1]}]\``,
      args,
    );
  }
}
