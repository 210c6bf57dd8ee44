import { empty, json } from '../http/answer.ts';
import { bodyText, flag } from '../http/call.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { conflict, notFound, parseBody } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { isObject, objectsAt, textAt } from '../state/json.ts';
import type { JsonObject } from '../state/json.ts';
import type { ValueKey } from './data-value-store.ts';
import { fileContent } from '../integration/file-resource-routes.ts';
import { namesFile } from './file-values.ts';
import { checkSingleValue } from './single-value-checks.ts';
import { importByGroup } from './import-by-group.ts';
import { valueImportOptions } from './import-options.ts';
import { ImportScope, defaultOptionCombo } from './import-scope.ts';
import { singleValueKey, singleValueParams } from './single-value-request.ts';
import { normalizedValue } from './value-type.ts';

const noStore = { 'cache-control': 'no-cache, no-store, max-age=0, must-revalidate' };

/** `/api/dataValues`: one value at a time, as data entry forms send it. */
export function singleValueRoutes(router: Router, context: ServerContext): void {
  const { values } = context;
  router.get('dataValues', (call) => {
    const key = singleValueKey(context, singleValueParams(call));
    const row = values.find(key);
    if (row < 0 || values.isDeleted(row)) throw missing(context);
    return json([values.valueAt(row)], 200, noStore);
  });
  router.get('dataValues/files', (call) => valueFile(context, call), []);
  router.post('dataValues', (call) => write(context, call), anyType);
  router.delete('dataValues', (call) => {
    const key = singleValueKey(context, singleValueParams(call));
    const row = values.find(key);
    if (row >= 0 && !values.isDeleted(row)) values.remove(row, context.clock.now().getTime());
    else if (context.profile.minor < 43) throw conflict('Data value cannot be deleted because it does not exist');
    return empty(204);
  });
  router.put('dataValues/followup', (call) => {
    const body = parseBody(bodyText(call));
    if (isObject(body)) mark(context, body);
    return empty(200);
  });
  router.put('dataValues/followups', (call) => {
    const body = parseBody(bodyText(call));
    if (isObject(body)) for (const value of objectsAt(body, 'values')) mark(context, value);
    return empty(200);
  });
}

const anyType = ['application/json', 'application/x-www-form-urlencoded', ''];

function missing({ profile }: ServerContext): Error {
  return profile.minor >= 43 ? notFound('Data value does not exist') : conflict('Data value does not exist');
}

/** The file that a value names. */
function valueFile(context: ServerContext, call: Call) {
  const key = singleValueKey(context, singleValueParams(call));
  const type = textAt(context.metadata.get('dataElements', key.dataElement), 'valueType') ?? '';
  if (!namesFile(type)) throw conflict('DataElement must be of type file');
  const row = context.values.find(key);
  if (row < 0 || context.values.isDeleted(row)) throw missing(context);
  const id = context.values.valueAt(row);
  const file = context.metadata.get('fileResources', id);
  if (file?.['domain'] !== 'DATA_VALUE') throw notFound(`A data value file resource with id ${id} does not exist.`);
  return fileContent(context, file);
}

function keyOf(body: JsonObject): ValueKey {
  return {
    dataElement: textAt(body, 'dataElement') ?? '',
    period: textAt(body, 'period') ?? '',
    orgUnit: textAt(body, 'orgUnit') ?? '',
    categoryOptionCombo: textAt(body, 'categoryOptionCombo') ?? defaultOptionCombo,
    attributeOptionCombo: textAt(body, 'attributeOptionCombo') ?? defaultOptionCombo,
  };
}

function mark(context: ServerContext, body: JsonObject): void {
  const row = context.values.find(keyOf(body));
  if (row < 0) throw missing(context);
  context.values.setFollowup(row, body['followup'] === true);
}

function write(context: ServerContext, call: Call) {
  const params = singleValueParams(call);
  if (context.profile.minor >= 43) {
    writeByGroup(context, call, params);
    return empty(201);
  }
  const key = singleValueKey(context, params);
  const { values, clock } = context;
  const value = params.get('value');
  const comment = params.get('comment');
  const force = params.get('force') === 'true' || flag(call, 'force');
  const element = checkSingleValue(context, call.user, key, value ?? '', params.get('ds'), force);
  const row = values.find(key);
  const now = clock.now().getTime();
  const exists = row >= 0 && !values.isDeleted(row);
  const blank = value === undefined || value === '';
  if (blank && !comment) {
    if (exists) values.remove(row, now);
    return empty(201);
  }
  const text = blank
    ? exists
      ? values.valueAt(row)
      : ''
    : normalizedValue(value, element.valueType, context.profile.minor);
  const note = comment ?? (exists ? values.commentAt(row) : undefined);
  const followup = params.has('followUp') ? params.get('followUp') === 'true' : exists && values.followupAt(row);
  if (row >= 0) values.write(row, text, call.user.username, now, note, followup);
  else values.add(key, text, call.user.username, now, note, followup);
  return empty(201);
}

/** From 2.43 on a single value is an import of one. */
function writeByGroup(context: ServerContext, call: Call, params: ReadonlyMap<string, string>): void {
  const { metadata } = context;
  const element = params.get('de') ?? '';
  const attribute =
    params.has('cp') && metadata.get('dataElements', element)
      ? singleValueKey(context, params).attributeOptionCombo
      : undefined;
  const blank = (params.get('value') ?? '') === '' && !params.has('comment');
  const payload = {
    header: params.has('ds') ? { dataSet: params.get('ds')! } : {},
    values: [
      {
        dataElement: element,
        period: params.get('pe') ?? '',
        orgUnit: params.get('ou') ?? '',
        ...(params.get('co') ? { categoryOptionCombo: params.get('co')! } : {}),
        ...(attribute === undefined ? {} : { attributeOptionCombo: attribute }),
        value: params.get('value') ?? '',
        ...(params.has('comment') ? { comment: params.get('comment')! } : {}),
        ...(params.has('followUp') ? { followup: params.get('followUp') === 'true' } : {}),
        ...(blank ? { deleted: true } : {}),
      },
    ],
  };
  const scope = new ImportScope(context, call.user, valueImportOptions(call), payload);
  const [problem] = importByGroup(scope, payload).conflicts;
  if (!problem) return;
  const ofValue = problem.errorCode >= 'E8100';
  throw conflict(
    ofValue ? `Failed to upsert data value: ${problem.value}` : problem.value,
    ofValue ? 'E1004' : problem.errorCode,
  );
}
