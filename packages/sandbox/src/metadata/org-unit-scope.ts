import type { Call } from '../http/call.ts';
import { flag, intParam } from '../http/call.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { MetadataObject } from './metadata-store.ts';

/** Narrows a list of org units by `level`, `maxLevel`, `userOnly`, `withinUserHierarchy` and their like. */
export function narrowOrgUnits(
  { tree }: ServerContext,
  call: Call,
  units: readonly MetadataObject[],
): MetadataObject[] {
  let kept = [...units];
  const level = intParam(call, 'level', 0);
  const maxLevel = intParam(call, 'maxLevel', 0);
  if (level > 0) kept = kept.filter((unit) => tree.level(unit.id) === level);
  if (maxLevel > 0) kept = kept.filter((unit) => (tree.level(unit.id) ?? 0) <= maxLevel);
  const { user } = call;
  if (flag(call, 'userOnly')) kept = kept.filter((unit) => user.organisationUnits.includes(unit.id));
  if (flag(call, 'userDataViewOnly')) kept = kept.filter((unit) => user.dataViewOrganisationUnits.includes(unit.id));
  if (flag(call, 'withinUserHierarchy')) kept = kept.filter((unit) => tree.isWithin(unit.id, user.organisationUnits));
  if (flag(call, 'withinUserSearchHierarchy')) {
    const roots = user.searchOrganisationUnits.length > 0 ? user.searchOrganisationUnits : user.organisationUnits;
    kept = kept.filter((unit) => tree.isWithin(unit.id, roots));
  }
  return kept;
}

/** The units around one that `includeChildren`, `includeAncestors`, `includeDescendants` or `level` ask for. */
export function orgUnitRelatives(
  { tree, metadata }: ServerContext,
  call: Call,
  id: string,
): MetadataObject[] | undefined {
  const units = (ids: readonly string[]): MetadataObject[] => {
    const found: MetadataObject[] = [];
    for (const unit of ids) {
      const object = metadata.get('organisationUnits', unit);
      if (object) found.push(object);
    }
    return found;
  };
  if (flag(call, 'includeChildren')) return units([...tree.children(id), id]);
  if (flag(call, 'includeAncestors')) return units([...tree.ancestors(id), id]);
  if (flag(call, 'includeDescendants')) return units(tree.withDescendants(id));
  const level = intParam(call, 'level', 0);
  if (level > 0) {
    const wanted = (tree.level(id) ?? 0) + level;
    return units(tree.withDescendants(id).filter((unit) => tree.level(unit) === wanted));
  }
  return undefined;
}
