import type { Answer } from '../http/answer.ts';
import { jsonWithCharset, ok, webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { conflict } from '../http/web-error.ts';
import { Projector } from '../fields/projector.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { asText, isObject, objectsAt, refAt, refsAt, textAt } from '../state/json.ts';
import { readContext, selectObjects } from './list-routes.ts';
import type { MetadataObject } from './metadata-store.ts';
import { deleteObject } from './object-deletion.ts';
import { jsonBody } from './write-routes.ts';

/** What org units have beside the generic API: GeoJSON out and in, merging and splitting. */
export function orgUnitRoutes(router: Router, context: ServerContext): void {
  router.post('organisationUnits/geometry', (call) => importGeometry(context, call));
  router.post('organisationUnits/split', (call) => splitUnit(context, call));
  router.post('organisationUnits/merge', (call) => mergeUnits(context, call));
}

/** `GET /api/organisationUnits.geojson`. */
export function orgUnitsAsGeoJson(context: ServerContext, call: Call): Answer {
  const schema = context.schemas.byPlural('organisationUnits')!;
  const units = selectObjects(context, call, schema, new Projector(readContext(context, call)));
  const features = units
    .filter((unit) => isObject(unit['geometry']))
    .map((unit) => ({
      type: 'Feature',
      id: unit.id,
      geometry: unit['geometry']!,
      properties: {
        ...(textAt(unit, 'code') === undefined ? {} : { code: unit['code']! }),
        name: asText(unit['name']),
        level: String(context.tree.level(unit.id)),
        ...(refAt(unit, 'parent') === undefined ? {} : { parent: refAt(unit, 'parent')! }),
        parentGraph: context.tree.ancestors(unit.id).join('/'),
        groups: context.metadata
          .referrers('organisationUnitGroups', 'organisationUnits', unit.id)
          .map((id) => asText(context.metadata.get('organisationUnitGroups', id)?.['name'])),
      },
    }));
  return jsonWithCharset({ type: 'FeatureCollection', features }, 200);
}

function importGeometry(context: ServerContext, call: Call): Answer {
  const body = jsonBody(context, call);
  const features = objectsAt(isObject(body) ? body : {}, 'features');
  const byId = flag(call, 'geoJsonId', true);
  const name = call.query.get('geoJsonProperty') ?? '';
  const property = call.query.get('orgUnitProperty') ?? 'id';
  const counts = { imported: 0, updated: 0, ignored: 0, deleted: 0 };
  const conflicts: JsonObject[] = [];
  const refuse = (index: number, code: string, value: string, object: Json): void => {
    counts.ignored++;
    conflicts.push({ object, objects: {}, value, errorCode: code, indexes: [index] });
  };
  features.forEach((feature, index) => {
    const properties = isObject(feature['properties']) ? feature['properties'] : {};
    const key = asText(byId ? feature['id'] : properties[name]);
    const unit =
      property === 'id'
        ? context.metadata.get('organisationUnits', key)
        : context.metadata.findBy('organisationUnits', property, key);
    const geometry = feature['geometry'];
    if (!unit) refuse(index, 'E7711', 'Organisation unit does not exist.', key);
    else if (!isObject(geometry) || !Array.isArray(geometry['coordinates']))
      refuse(index, 'E7707', 'GeoJSON geometry is not valid.', key);
    else {
      if (isObject(unit['geometry'])) counts.updated++;
      else counts.imported++;
      if (!flag(call, 'dryRun')) {
        unit['geometry'] = geometry;
        context.metadata.table('organisationUnits').touch(unit.id);
      }
    }
  });
  const failed = conflicts.length > 0;
  const response: JsonObject = {
    importCount: counts,
    totalConflictOccurrenceCount: conflicts.length,
    conflicts,
    status: failed ? 'WARNING' : 'SUCCESS',
    responseType: 'GeoJsonImportReport',
  };
  return webMessage(200, failed ? 'WARNING' : 'OK', {
    message: failed ? 'Import partially successful.' : 'Import successful.',
    response,
  });
}

function splitUnit(context: ServerContext, call: Call): Answer {
  const given = bodyOf(context, call);
  const source = context.metadata.get('organisationUnits', textAt(given, 'source'));
  if (!source) throw conflict('Source org unit must be specified', 'E1510');
  const ids = Array.isArray(given['targets']) ? given['targets'].map(asText) : [];
  const targets = ids.map((id) => context.metadata.get('organisationUnits', id)).filter((unit) => unit !== undefined);
  if (targets.length < 2) throw conflict('At least two target org units must be specified', 'E1511');
  const primary = textAt(given, 'primaryTarget') ?? targets[0]!.id;
  moveMemberships(context, source.id, [primary]);
  if (given['deleteSource'] === true)
    deleteObject(context, call.user, context.schemas.byPlural('organisationUnits')!, source);
  return ok('Organisation unit split');
}

function mergeUnits(context: ServerContext, call: Call): Answer {
  const given = bodyOf(context, call);
  const target = context.metadata.get('organisationUnits', textAt(given, 'target'));
  if (!target) throw conflict('Target org unit must be specified', 'E1501');
  const ids = Array.isArray(given['sources']) ? given['sources'].map(asText) : [];
  const sources = ids
    .map((id) => context.metadata.get('organisationUnits', id))
    .filter((unit): unit is MetadataObject => unit !== undefined);
  if (sources.length < 2) throw conflict('At least two source org units must be specified', 'E1500');
  for (const source of sources) {
    moveMemberships(context, source.id, [target.id]);
    if (given['deleteSources'] !== false)
      deleteObject(context, call.user, context.schemas.byPlural('organisationUnits')!, source);
  }
  return ok('Organisation units merged');
}

function bodyOf(context: ServerContext, call: Call): JsonObject {
  const body = jsonBody(context, call);
  return isObject(body) ? body : {};
}

/** Gives the targets the groups, data sets and programs of a unit. */
function moveMemberships({ metadata }: ServerContext, source: string, targets: readonly string[]): void {
  for (const [plural, property] of [
    ['organisationUnitGroups', 'organisationUnits'],
    ['dataSets', 'organisationUnits'],
    ['programs', 'organisationUnits'],
  ] as const) {
    for (const id of metadata.referrers(plural, property, source)) {
      const holder = metadata.get(plural, id)!;
      const units = new Set([...refsAt(holder, property), ...targets]);
      holder[property] = [...units].map((unit) => ({ id: unit }));
      metadata.table(plural).touch(id);
    }
  }
}
