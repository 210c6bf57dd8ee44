import type { ServerContext } from '../server/server-context.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import { objectsAt, refAt } from '../state/json.ts';

/** A check of the metadata, with the texts that DHIS2 gives with it. */
export interface IntegrityCheck {
  readonly name: string;
  readonly displayName: string;
  readonly section: string;
  readonly severity: 'INFO' | 'WARNING' | 'SEVERE' | 'CRITICAL';
  readonly introduction: string;
  readonly recommendation: string;
  readonly issuesIdType: string;
  /** Whether an object fails the check. */
  fails(context: ServerContext, object: MetadataObject): boolean;
}

export const integrityChecks: readonly IntegrityCheck[] = [
  {
    name: 'categories_no_options',
    displayName: 'Categories with no category options',
    section: 'Categories',
    severity: 'WARNING',
    introduction: 'Categories should always have at least one category option.',
    recommendation:
      'Any categories without category options should either be removed from the system if they are not in use. Otherwise, appropriate category options should be added to the category.',
    issuesIdType: 'categories',
    fails: (_context, object) => objectsAt(object, 'categoryOptions').length === 0,
  },
  {
    name: 'datasets_empty',
    displayName: 'Datasets without data elements',
    section: 'Data sets',
    severity: 'WARNING',
    introduction: 'All datasets should have data elements assigned to them.',
    recommendation: 'Remove empty datasets, or alternatively, assign data elements to them.',
    issuesIdType: 'dataSets',
    fails: (_context, object) => objectsAt(object, 'dataSetElements').length === 0,
  },
  {
    name: 'data_elements_without_groups',
    displayName: 'Data elements not in any data element groups.',
    section: 'Data elements (aggregate)',
    severity: 'WARNING',
    introduction: 'All data elements should be in a data element group.',
    recommendation: 'Assign the data elements to at least one group.',
    issuesIdType: 'dataElements',
    fails: ({ metadata }, object) => metadata.referrers('dataElementGroups', 'dataElements', object.id).length === 0,
  },
  {
    name: 'orgunits_orphaned',
    displayName: 'Orphaned organisation units.',
    section: 'Organisation units',
    severity: 'WARNING',
    introduction: 'Orphaned organisation units have neither a parent nor children.',
    recommendation: 'Give the organisation unit a parent, or remove it.',
    issuesIdType: 'organisationUnits',
    fails: ({ tree }, object) => refAt(object, 'parent') === undefined && tree.children(object.id).length === 0,
  },
  {
    name: 'user_roles_no_authorities',
    displayName: 'User roles with no authorities.',
    section: 'Users',
    severity: 'WARNING',
    introduction: 'All user roles should have at least one authority.',
    recommendation: 'Assign authorities to the role, or remove it.',
    issuesIdType: 'userRoles',
    fails: (_context, object) => !Array.isArray(object['authorities']) || object['authorities'].length === 0,
  },
];
