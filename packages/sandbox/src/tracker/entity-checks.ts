import type { JsonObject } from '../state/json.ts';
import { objectsAt, refAt, textAt } from '../state/json.ts';
import { hasAuthority } from '../security/user.ts';
import { attributeIssues } from './attribute-checks.ts';
import { mayCapture, mayWriteData, maySearch } from './tracker-access.ts';
import type { TrackerIssue } from './tracker-report.ts';
import type { TrackerScope } from './tracker-scope.ts';

const kind = 'TRACKED_ENTITY';

/** What is wrong with a person of the payload. */
export function entityIssues(scope: TrackerScope, object: JsonObject): TrackerIssue[] {
  const uid = textAt(object, 'trackedEntity')!;
  const existing = scope.store.trackedEntities.get(uid);
  const one = (code: string, shown: readonly string[], args?: readonly string[]): TrackerIssue[] => [
    scope.issue(kind, uid, code, shown, args),
  ];
  const { importStrategy } = scope.params;
  if (existing?.deleted) return one('E1114', [uid]);
  if (!existing && (importStrategy === 'UPDATE' || importStrategy === 'DELETE')) return one('E1063', [uid]);
  if (existing && importStrategy === 'CREATE') return one('E1002', [uid]);
  if (scope.isDelete) return deletionIssues(scope, uid, existing!.orgUnit);
  const missing = ['trackedEntityType', 'orgUnit'].filter((name) => textAt(object, name) === undefined);
  if (missing.length > 0) return missing.flatMap((name) => one('E1121', [name]));
  const unitId = textAt(object, 'orgUnit')!;
  const typeId = textAt(object, 'trackedEntityType')!;
  const unit = scope.find('organisationUnits', unitId);
  const type = scope.find('trackedEntityTypes', typeId);
  const unknown: TrackerIssue[] = [];
  if (!unit) unknown.push(...one('E1049', [unitId], [scope.identifier('organisationUnits', unitId)]));
  if (!type) unknown.push(...one('E1005', [typeId], [scope.identifier('trackedEntityTypes', typeId)]));
  if (unknown.length > 0) return unknown;
  if (existing && existing.trackedEntityType !== type!.id) return one('E1126', ['trackedEntityType']);
  const { user, context } = scope;
  if (!mayWriteData(user, type)) return one('E1001', [user.id, type!.id]);
  if (!existing && !mayCapture(context, user, unit!.id)) return one('E1000', [user.id, unit!.id]);
  if (existing && !maySearch(context, user, existing.orgUnit)) return one('E1003', [existing.orgUnit, user.id]);
  const issues = attributeIssues(scope, kind, uid, object, uid);
  for (const entry of objectsAt(type, 'trackedEntityTypeAttributes')) {
    const attribute = refAt(entry, 'trackedEntityAttribute')!;
    const given = objectsAt(object, 'attributes').some((a) => a['attribute'] === attribute);
    if (entry['mandatory'] === true && !given && !existing) issues.push(...one('E1090', [attribute, type!.id, uid]));
  }
  return issues;
}

function deletionIssues(scope: TrackerScope, uid: string, unit: string): TrackerIssue[] {
  const { user, store, context } = scope;
  if (!mayCapture(context, user, unit)) return [scope.issue(kind, uid, 'E1000', [user.id, unit])];
  const enrolled = store.enrollmentsOf(uid).some((e) => !e.deleted);
  if (enrolled && !hasAuthority(user, 'F_TEI_CASCADE_DELETE')) return [scope.issue(kind, uid, 'E1100', [user.id, uid])];
  return [];
}
