import type { Answer } from '../http/answer.ts';
import { webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { bodyText, requireMediaType } from '../http/call.ts';
import { forbidden, notFoundObject, refuse } from '../http/web-error.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import { shortName } from '../schema/schema-catalog.ts';
import { mayCreate, mayDelete, mayUpdate } from '../security/access.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import { guardCreation } from './create-guards.ts';
import { jacksonMessage } from './jackson-message.ts';
import { importMetadata } from './importer/import-metadata.ts';
import { defaultImportParams, importParamsOf } from './importer/import-params.ts';
import type { ImportParams } from './importer/import-params.ts';
import type { ObjectReport } from './importer/import-report.ts';
import { objectReportJson } from './importer/import-report.ts';
import type { MetadataObject } from './metadata-store.ts';
import { deleteObject, deletionVeto } from './object-deletion.ts';

const reportMessage = 'One or more errors occurred, please see full details in import report.';

/** A JSON body; syntax errors get the JSON reader's own message. */
export function jsonBody(context: ServerContext, call: Call): unknown {
  const text = bodyText(call);
  if (text.trim() === '') {
    const message =
      'No content to map due to end-of-input\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1]';
    throw refuse(context.profile.minor >= 43 ? 409 : 500, message);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(409, jacksonMessage(text));
  }
}

/** `POST /api/{plural}`. */
export function createObject(context: ServerContext, schema: Schema, call: Call): Answer {
  requireMediaType(call, 'application/json');
  const body = jsonBody(context, call);
  if (!isObject(body)) throw refuse(409, 'The body must be a JSON object');
  if (!mayCreate(call.user, schema)) throw forbidden("You don't have the proper permissions to create this object.");
  guardCreation(context, schema, body);
  const params = importParamsOf(call, { ...defaultImportParams, importStrategy: 'CREATE' });
  const report = importOne(context, call, schema, body, params);
  if (report.errors.length > 0) return failedReport(schema, report);
  const headers = { location: `${call.baseUrl}/api${schema.relativeApiEndpoint ?? `/${schema.plural}`}/${report.uid}` };
  return webMessage(201, 'OK', { response: reportBody(schema, report) }, headers);
}

/** `PUT /api/{plural}/{uid}`: the object of the path is replaced whole. */
export function replaceObject(context: ServerContext, schema: Schema, call: Call): Answer {
  requireMediaType(call, 'application/json');
  const existing = requireUpdatable(context, schema, call);
  const body = jsonBody(context, call);
  if (!isObject(body)) throw refuse(409, 'The body must be a JSON object');
  return updateAnswer(context, call, schema, { ...body, id: existing.id });
}

/** Imports one object as an update and answers with its report. */
export function updateAnswer(context: ServerContext, call: Call, schema: Schema, object: JsonObject): Answer {
  const params = importParamsOf(call, { ...defaultImportParams, importStrategy: 'UPDATE' });
  const report = importOne(context, call, schema, object, params);
  if (report.errors.length > 0) return failedReport(schema, report);
  return webMessage(200, 'OK', { response: reportBody(schema, report) });
}

/** The object that a call is to change, refused when it is not there or not to be changed. */
export function requireUpdatable(context: ServerContext, schema: Schema, call: Call): MetadataObject {
  const id = call.params['uid']!;
  const existing = context.metadata.tableOf(schema).get(id);
  if (!existing) throw notFoundObject(shortName(schema.klass), id);
  if (!mayUpdate(call.user, schema, existing))
    throw forbidden("You don't have the proper permissions to update this object.");
  return existing;
}

/** `DELETE /api/{plural}/{uid}`. */
export function removeObject(context: ServerContext, schema: Schema, call: Call): Answer {
  const id = call.params['uid']!;
  const existing = context.metadata.tableOf(schema).get(id);
  if (!existing) throw notFoundObject(shortName(schema.klass), id);
  if (!mayDelete(call.user, schema, existing))
    throw forbidden("You don't have the proper permissions to delete this object.");
  if (schema.singular === 'user' && id === call.user.id) throw refuse(409, 'You cannot delete yourself.', 'E1004');
  const veto = deletionVeto(context, schema, existing);
  if (veto !== undefined) {
    const error = {
      message: `Object could not be deleted because it is associated with another object: ${veto}`,
      args: [],
      mainKlass: schema.klass,
      errorCode: 'E4030',
      errorProperties: [],
    };
    const response = { uid: id, klass: schema.klass, errorReports: [error], responseType: 'ObjectReport' };
    return webMessage(409, 'WARNING', { message: reportMessage, response });
  }
  deleteObject(context, call.user, schema, existing);
  return webMessage(200, 'OK', {
    response: { uid: id, klass: schema.klass, errorReports: [], responseType: 'ObjectReport' },
  });
}

function importOne(
  context: ServerContext,
  call: Call,
  schema: Schema,
  object: JsonObject,
  params: ImportParams,
): ObjectReport {
  const { types } = importMetadata(context, call.user, { [schema.plural]: [object] }, params);
  return types[0]!.objects[0]!;
}

function reportBody(schema: Schema, report: ObjectReport): JsonObject {
  const { displayName: _name, ...body } = objectReportJson(schema.klass, report, false);
  return { ...body, responseType: 'ObjectReport' };
}

function failedReport(schema: Schema, report: ObjectReport): Answer {
  return webMessage(409, 'ERROR', { message: reportMessage, response: reportBody(schema, report) });
}
