import { createHash } from 'node:crypto';
import { empty, json, webMessage } from '../http/answer.ts';
import type { Router } from '../http/router.ts';
import { Projector } from '../fields/projector.ts';
import { parseFields } from '../fields/field-parser.ts';
import { containerRefusal, notFound, refuse } from '../http/web-error.ts';
import { readContext } from '../metadata/list-routes.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import { generateUid } from '../state/identifiers.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';

const noStore = { 'cache-control': 'no-cache, no-store, max-age=0, must-revalidate' };

/** Statistics of use, versions of the metadata, and predictions. */
export function statisticsRoutes(router: Router, context: ServerContext): void {
  router.get('dataStatistics', (call) => {
    for (const name of ['startDate', 'endDate', 'interval'])
      if (!call.query.has(name)) throw containerRefusal(400, `Required parameter '${name}' is not present.`);
    return json([], 200, noStore);
  });
  router.post('dataStatistics', () => empty(201));
  router.post('predictions', () => {
    const response = { status: 'SUCCESS', predictors: 0, inserted: 0, updated: 0, deleted: 0, unchanged: 0 };
    return webMessage(200, 'OK', { response: { ...response, responseType: 'PredictionSummary' } });
  });
  metadataVersions(router, context);
}

function metadataVersions(router: Router, context: ServerContext): void {
  const table = context.tables.table<MetadataObject>('metadataVersions');
  const schema = context.schemas.all.find((s) => s.singular === 'metadataVersion');
  router.post('metadata/version/create', (call) => {
    if (!context.settings.isOn('keyVersionEnabled'))
      throw refuse(400, 'Metadata versioning is not enabled for this instance.');
    const now = timestamp(context.clock.now());
    const name = `Version_${table.size + 1}`;
    const hashCode = createHash('md5').update(`${name}${now}`).digest('hex');
    const external = context.profile.minor >= 43 ? {} : { external: false };
    const version: MetadataObject = {
      id: generateUid(),
      name,
      created: now,
      lastUpdated: now,
      lastUpdatedBy: { id: call.user.id },
      translations: [],
      attributeValues: [],
      sharing: { ...external, users: {}, userGroups: {} },
      type: call.query.get('type') ?? 'ATOMIC',
      hashCode,
    };
    table.set(version.id, version);
    return json(version);
  });
  router.get('metadata/version', (call) => {
    const wanted = call.query.get('versionName');
    const version = [...table.values()].findLast((v) => wanted === null || v['name'] === wanted);
    if (!version) throw notFound(`Given version ${wanted ?? ''} does not exist.`);
    const projector = new Projector(readContext(context, call));
    const shown = schema ? projector.project(schema, version, parseFields('*')) : { ...version };
    for (const name of ['access', 'href', 'user', 'createdBy']) delete shown[name];
    return json(shown);
  });
}
