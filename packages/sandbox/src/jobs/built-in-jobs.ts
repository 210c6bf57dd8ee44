import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';

/** The jobs of a new server: uid, name, type and plan. */
const builtIn: readonly (readonly [id: string, name: string, jobType: string, cron: string | undefined])[] = [
  ['sHMedQF7VYa', 'Credentials expiry alert', 'CREDENTIALS_EXPIRY_ALERT', '0 0 2 ? * *'],
  ['BFa3jDsbtdO', 'Data statistics', 'DATA_STATISTICS', '0 0 2 ? * *'],
  ['D2datatrim8', 'Data value trim', 'DATA_VALUE_TRIM', '0 0 1 ? * *'],
  ['YvAwAmrqAtN', 'Dataset notification', 'DATA_SET_NOTIFICATION', '0 0 2 ? * *'],
  ['pd6O228pqr0', 'File resource clean up', 'FILE_RESOURCE_CLEANUP', '0 0 2 ? * *'],
  ['DHIS2rocks1', 'Housekeeping', 'HOUSEKEEPING', undefined],
  ['uwWCT2BMmlq', 'Remove expired or used reserved values', 'REMOVE_USED_OR_EXPIRED_RESERVED_VALUES', '0 0 2 ? * *'],
  ['vt21671bgno', 'System version update check notification', 'SYSTEM_VERSION_UPDATE_CHECK', '25 51 3 ? * *'],
  ['fUWM1At1TUx', 'User account expiry alert', 'ACCOUNT_EXPIRY_ALERT', '0 0 2 ? * *'],
  ['Js3vHn2AVuG', 'Validation result notification', 'VALIDATION_RESULTS_NOTIFICATION', '0 0 7 ? * *'],
];

export function addBuiltInJobs({ metadata, clock, profile }: ServerContext): void {
  const now = timestamp(clock.now());
  for (const [id, name, jobType, cron] of builtIn) {
    metadata.table('jobConfigurations').set(id, {
      id,
      name,
      created: now,
      lastUpdated: now,
      translations: [],
      attributeValues: [],
      sharing: { ...(profile.minor >= 43 ? {} : { external: false }), users: {}, userGroups: {} },
      jobType,
      schedulingType: cron === undefined ? 'FIXED_DELAY' : 'CRON',
      ...(cron === undefined ? { delay: 20 } : { cronExpression: cron }),
      enabled: true,
      jobStatus: 'SCHEDULED',
      lastExecutedStatus: 'NOT_STARTED',
      leaderOnlyJob: true,
      configurable: false,
    });
  }
}

export function isSystemJob(id: string): boolean {
  return builtIn.some(([own]) => own === id);
}
