import { refuse } from '../../http/web-error.ts';
import type { Schema } from '../../schema/schema-catalog.ts';
import { jsonName } from '../../schema/schema-catalog.ts';
import type { User } from '../../security/user.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { generateUid } from '../../state/identifiers.ts';
import type { JsonObject } from '../../state/json.ts';
import { isObject, textAt } from '../../state/json.ts';
import type { MetadataObject } from '../metadata-store.ts';
import { defaultCategoryCombo } from '../../data-values/import-scope.ts';
import { deleteObject, deletionVeto } from '../object-deletion.ts';
import { userName } from '../../fields/derived-properties.ts';
import { classDefaults } from './class-defaults.ts';
import { classErrors } from './class-rules.ts';
import { commitObject } from './commit-object.ts';
import type { ImportParams } from './import-params.ts';
import type { ErrorReport, ImportReport, ObjectReport, TypeReport } from './import-report.ts';
import type { CheckScope } from './object-checks.ts';
import {
  describe,
  makeError,
  referenceErrors,
  schemaErrors,
  securityErrors,
  uniquenessErrors,
} from './object-checks.ts';
import { readObjectOf } from './object-reader.ts';

interface Candidate {
  readonly schema: Schema;
  readonly object: MetadataObject;
  readonly existing: MetadataObject | undefined;
  readonly report: ObjectReport;
  /** Whether the only errors are references: such objects stay in the list and are counted a second time. */
  onlyReferences: boolean;
}

/**
 * Imports metadata as `POST /api/metadata` does: reads, checks, then stores all or nothing (`atomicMode=ALL`) or what is valid.
 *
 * `payload` is the body: plural names to lists of objects. Throws only for what DHIS2's JSON reader refuses.
 */
export function importMetadata(
  context: ServerContext,
  user: User,
  payload: JsonObject,
  params: ImportParams,
): ImportReport {
  const groups = groupsOf(context, payload, params);
  const scope: CheckScope = {
    context,
    user,
    payload: new Map(
      [...groups].map(([schema, list]) => [schema.plural, new Map(list.map((c) => [c.object.id, c.object]))]),
    ),
    claimed: new Map(),
  };
  const types: TypeReport[] = [];
  let failed = false;
  for (const [schema, candidates] of groups) {
    const type: TypeReport = { schema, stats: { created: 0, updated: 0, deleted: 0, ignored: 0 }, objects: [] };
    const seen = new Set<string>();
    for (const candidate of candidates) {
      const errors = check(scope, candidate, params, seen);
      if (errors.length > 0) {
        candidate.report.errors.push(...errors);
        type.stats.ignored++;
        failed = true;
      }
      type.objects.push(candidate.report);
    }
    types.push(type);
  }
  const abort = failed && params.atomicMode !== 'NONE';
  for (const [at, [schema, candidates]] of [...groups].entries()) {
    finish(scope, schema, candidates, types[at]!, params, abort);
  }
  const stored = types.some(({ stats }) => stats.created + stats.updated + stats.deleted > 0);
  return { status: failed ? (abort || !stored ? 'ERROR' : 'WARNING') : 'OK', types: types.toSorted(byOrder) };
}

function byOrder(a: TypeReport, b: TypeReport): number {
  return a.schema.order - b.schema.order;
}

function groupsOf(context: ServerContext, payload: JsonObject, params: ImportParams): Map<Schema, Candidate[]> {
  const groups = new Map<Schema, Candidate[]>();
  const schemas = Object.keys(payload)
    .map((name) => context.schemas.byPlural(name))
    .filter(
      (s): s is Schema => s !== undefined && s.relativeApiEndpoint !== undefined && (s.metadata || s.secondaryMetadata),
    )
    .toSorted((a, b) => a.order - b.order);
  for (const schema of schemas) {
    const list = payload[schema.plural];
    if (!Array.isArray(list)) continue;
    const candidates = list.filter(isObject).map((raw, index) => candidateOf(context, schema, raw, index, params));
    if (candidates.length > 0) groups.set(schema, candidates);
  }
  return groups;
}

function candidateOf(
  context: ServerContext,
  schema: Schema,
  raw: JsonObject,
  index: number,
  params: ImportParams,
): Candidate {
  const read = readObjectOf(context, schema, raw);
  const table = context.metadata.tableOf(schema);
  const code = textAt(read, 'code');
  const byCode =
    params.identifier !== 'UID' && code !== undefined
      ? context.metadata.findBy(schema.plural, 'code', code)
      : undefined;
  const given = textAt(read, 'id');
  const existing = given !== undefined && params.identifier !== 'CODE' ? (table.get(given) ?? byCode) : byCode;
  const id = existing?.id ?? given ?? generateUid();
  const merged =
    params.mergeMode === 'MERGE' && existing
      ? { ...existing, ...read }
      : { ...classDefaults[schema.singular], ...read };
  const object: MetadataObject = { ...merged, id };
  for (const property of schema.properties) {
    if (property.required && property.klass === categoryComboKlass)
      object[property.name] ??= { id: defaultCategoryCombo };
  }
  if (existing) for (const property of schema.properties) keepUnowned(object, existing, jsonName(property));
  const displayName = schema.singular === 'user' ? userName(object) : textAt(object, 'name');
  return { schema, object, existing, report: { index, uid: id, displayName, errors: [] }, onlyReferences: false };
}

const categoryComboKlass = 'org.hisp.dhis.category.CategoryCombo';

/** Properties that a payload cannot clear, since the server keeps them itself. */
function keepUnowned(object: MetadataObject, existing: MetadataObject, name: string): void {
  if ((name === 'favorites' || name === 'createdBy') && existing[name] !== undefined) object[name] ??= existing[name];
}

function check(scope: CheckScope, candidate: Candidate, params: ImportParams, seen: Set<string>): ErrorReport[] {
  const { schema, object, existing } = candidate;
  if (seen.has(object.id)) {
    const args = [object.id, `class ${schema.klass}`];
    return [
      makeError(scope, schema, 'E5004', args, {
        mainId: object.id,
        errorProperty: 'id',
        properties: [object.id, schema.klass],
      }),
    ];
  }
  seen.add(object.id);
  const idArgs = (shown: JsonObject): string[] => [
    params.identifier === 'CODE' ? 'CODE' : 'UID',
    describe(schema, shown),
  ];
  if (params.importStrategy === 'DELETE') {
    if (!existing) return [makeError(scope, schema, 'E5001', idArgs(object), { mainId: object.id })];
    const denied = securityErrors(scope, schema, object, existing, true);
    const veto = denied.length > 0 ? undefined : deletionVeto(scope.context, schema, existing);
    return veto === undefined ? denied : [makeError(scope, schema, 'E4030', [veto])];
  }
  if (params.importStrategy === 'CREATE' && existing) {
    (candidate.report as { index: number }).index = candidate.report.index + 1;
    return [makeError(scope, schema, 'E5000', idArgs(existing), { mainId: existing.id })];
  }
  if (params.importStrategy === 'UPDATE' && !existing) {
    return [makeError(scope, schema, 'E5001', idArgs(object), { mainId: object.id, errorProperty: 'id' })];
  }
  // The real server looks a changed element up by its uid, which it does not load when codes identify.
  if (existing && params.identifier === 'CODE' && schema.singular === 'dataElement') {
    const method = 'org.hisp.dhis.dataelement.DataElement.getValueType()';
    throw refuse(500, `Cannot invoke "${method}" because "dePreheat" is null`);
  }
  const denied = securityErrors(scope, schema, object, existing, false);
  if (denied.length > 0 || params.skipValidation) return denied;
  const invalid = [...schemaErrors(scope, schema, object)];
  if (schema.singular !== 'relationshipType') invalid.push(...uniquenessErrors(scope, schema, object));
  const missing = referenceErrors(scope, schema, object);
  const special = classErrors(scope, schema, object);
  candidate.onlyReferences = missing.length > 0;
  return [...invalid, ...special, ...missing];
}

function finish(
  scope: CheckScope,
  schema: Schema,
  candidates: readonly Candidate[],
  type: TypeReport,
  params: ImportParams,
  abort: boolean,
): void {
  const kept = new Set<string>();
  for (const candidate of candidates) {
    const { object, existing, report } = candidate;
    const valid = report.errors.length === 0;
    if (abort) {
      if (valid || candidate.onlyReferences) type.stats.ignored++;
      continue;
    }
    if (!valid || kept.has(object.id)) continue;
    kept.add(object.id);
    if (params.importStrategy === 'DELETE') type.stats.deleted++;
    else if (existing) type.stats.updated++;
    else type.stats.created++;
    if (params.importMode === 'VALIDATE') continue;
    if (params.importStrategy === 'DELETE') deleteObject(scope.context, scope.user, schema, existing!);
    else commitObject(scope.context, scope.user, schema, object, existing, params);
  }
}
