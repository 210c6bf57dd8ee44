import type { Answer } from '../http/answer.ts';
import { jsonWithCharset, webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { contentType, flag, requireMediaType, bodyText } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { refuse } from '../http/web-error.ts';
import { parseFields } from '../fields/field-parser.ts';
import { Projector } from '../fields/projector.ts';
import { jobAnswer } from '../jobs/job-answer.ts';
import type { Schema } from '../schema/schema-catalog.ts';
import { shortName } from '../schema/schema-catalog.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import { csvMetadata } from './importer/csv-metadata.ts';
import { importMetadata } from './importer/import-metadata.ts';
import { importParamsOf, shownParams } from './importer/import-params.ts';
import { importReportJson } from './importer/import-report.ts';
import type { ImportReport } from './importer/import-report.ts';
import { compileFilter } from './filter.ts';
import { isDefault, readContext } from './list-routes.ts';
import { orderBy } from './ordering.ts';
import { mayRead } from '../security/access.ts';
import { jsonBody } from './write-routes.ts';
import { withDependencies } from './dependencies.ts';

/** `/api/metadata`: import, export, export with dependencies. */
export function metadataRoutes(router: Router, context: ServerContext): void {
  router.post('metadata', (call) => postMetadata(context, call));
  router.get('metadata', (call) => getMetadata(context, call));
  for (const plural of ['dataSets', 'programs', 'categoryCombos', 'dashboards', 'optionSets', 'dataElementGroups']) {
    router.get(`${plural}/{uid:uid}/metadata`, (call) => {
      const body = withDependencies(context, call, plural);
      return jsonWithCharset({ system: systemStamp(context), ...body });
    });
  }
}

function postMetadata(context: ServerContext, call: Call): Answer {
  requireMediaType(call, 'application/json', 'application/csv');
  const params = importParamsOf(call);
  let payload: JsonObject;
  if (contentType(call) === 'application/csv') payload = csvMetadata(call.query.get('classKey'), bodyText(call));
  else {
    const body = jsonBody(context, call);
    if (!isObject(body)) throw refuse(500, 'The metadata must be a JSON object');
    payload = body;
  }
  if (params.async) return queueMetadataImport(context, call, payload);
  const report = importMetadata(context, call.user, payload, params);
  const response = importReportJson(report, params.importReportMode, params.importMode === 'VALIDATE');
  if (report.status === 'OK') return webMessage(200, 'OK', { response });
  const message = 'One or more errors occurred, please see full details in import report.';
  return webMessage(409, 'WARNING', { message, response });
}

function queueMetadataImport(context: ServerContext, call: Call, payload: JsonObject): Answer {
  const params = importParamsOf(call);
  const { importMode, ...others } = shownParams(params);
  const job = context.jobs.add({
    jobType: 'METADATA_IMPORT',
    userId: call.user.id,
    parameters: shownParams(params),
    shownParameters: { user: null, importMode: importMode!, ...others, filename: null, csvImportClass: null },
    hangs: call.faults.has('hang-job'),
    startMessage: 'Metadata import started',
    run: (log) => {
      for (const step of [
        'Loading file resource',
        'Loading file content',
        'Running preCreateBundle',
        'Creating bundle',
        'Running postCreateBundle',
        'Validating bundle',
      ]) {
        log.note(step);
      }
      const report = importMetadata(context, call.user, payload, params);
      const { created, updated, deleted, ignored } = totals(report);
      if (report.status === 'OK') noteSteps(report, call.user.username, (message) => log.note(message));
      const { responseType: _type, ...summary } = importReportJson(
        report,
        params.importReportMode,
        params.importMode === 'VALIDATE',
      );
      return {
        message: `Import complete with status ${report.status}, ${created} created, ${updated} updated, ${deleted} deleted, ${ignored} ignored`,
        summary: { importParams: shownParams(params), ...summary },
      };
    },
  });
  return jobAnswer(call, job);
}

function noteSteps(report: ImportReport, username: string, note: (message: string) => void): void {
  for (const { schema, stats } of report.types) {
    const klass = shortName(schema.klass);
    const steps = [
      [stats.created, 'Create', 'Creating'],
      [stats.updated, 'Update', 'Updating'],
    ] as const;
    for (const [count, word, verb] of steps) {
      if (count === 0) continue;
      const done = `${count} successful and 0 failed items`;
      note(`Running pre${word} ${klass} bundle hooks`);
      note(done);
      note(`${verb} ${count} ${klass} object(s) as ${username}`);
      note(done);
      note(`Running post${word} ${klass} bundle hooks`);
      note(done);
    }
  }
}

function totals(report: ImportReport): { created: number; updated: number; deleted: number; ignored: number } {
  const total = { created: 0, updated: 0, deleted: 0, ignored: 0 };
  for (const { stats } of report.types)
    for (const key of ['created', 'updated', 'deleted', 'ignored'] as const) total[key] += stats[key];
  return total;
}

/** The `system` entry that each metadata export starts with. */
export function systemStamp(context: ServerContext): JsonObject {
  const { profile, clock, systemId } = context;
  return {
    id: systemId,
    rev: profile.revision,
    version: profile.version,
    date: `${clock.now().toISOString().slice(0, 23)}+0000`,
  };
}

function getMetadata(context: ServerContext, call: Call): Answer {
  const selected = selectedClasses(context, call);
  const projector = new Projector(readContext(context, call));
  const body: JsonObject = { system: systemStamp(context) };
  for (const schema of selected) {
    const fields = call.query.get(`${schema.plural}:fields`) ?? call.query.get('fields') ?? ':owner';
    const nodes = parseFields(flag(call, 'skipSharing') ? `${fields},!sharing` : fields);
    const filters = [...call.query.getAll(`${schema.plural}:filter`), ...call.query.getAll('filter')];
    const predicates = filters.map((text) => compileFilter(context.metadata, projector, schema, text));
    const order = call.query.getAll(`${schema.plural}:order`);
    const objects = [...context.metadata.tableOf(schema).values()]
      .filter((object) => mayRead(call.user, schema, object) && predicates.every((p) => p(object)))
      .filter((object) => call.query.get('defaults') !== 'EXCLUDE' || !isDefault(object))
      .toSorted(orderBy(context.metadata, projector, schema, order));
    if (objects.length > 0) body[schema.plural] = objects.map((object) => projector.project(schema, object, nodes));
  }
  const headers: Record<string, string> = {};
  if (flag(call, 'download')) headers['content-disposition'] = 'attachment; filename=metadata.json';
  return jsonWithCharset(body, 200, headers);
}

function selectedClasses(context: ServerContext, call: Call): readonly Schema[] {
  const named = new Set<string>();
  for (const key of call.query.keys()) {
    const [name = '', what] = key.split(':');
    const value = call.query.get(key);
    if (context.schemas.byPlural(name) && (what !== undefined || value === 'true' || value === '')) named.add(name);
  }
  const all = context.schemas.metadataSchemas.filter((s) => s.singular !== 'apiToken');
  return named.size > 0 ? all.filter((s) => named.has(s.plural)) : all;
}
