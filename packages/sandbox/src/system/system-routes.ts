import { json, jsonWithCharset, text, empty } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { intParam } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import { generateUid, generateUuid } from '../state/identifiers.ts';
import type { JsonObject } from '../state/json.ts';
import { hasAuthority } from '../security/user.ts';

export const noStore = { 'cache-control': 'no-cache, no-store, max-age=0, must-revalidate' };
const epoch = '1970-01-01T00:00:00.000';

/** `/api/system/…`, `/api/ping`. */
export function systemRoutes(router: Router, context: ServerContext): void {
  router.get('system/info', (call) => jsonWithCharset(systemInfo(context, call), 200, noStore));
  router.get('system/ping', () => text('pong', 'application/json'));
  router.get('system/id', (call) => jsonWithCharset({ codes: several(call, generateUid) }, 200, noStore), [
    'application/json',
    'application/xml',
    'text/csv',
  ]);
  router.get('system/uuid', (call) => jsonWithCharset({ codes: several(call, generateUuid) }, 200, noStore));
  router.get('system/styles', () => json(styles));
  router.get('ping', () => empty(200, { vary: 'Access-Control-Request-Headers' }));
  router.get('', (call) => empty(302, { location: `${call.baseUrl}/api/resources` }));
}

function several(call: Call, make: () => string): string[] {
  const limit = Math.min(intParam(call, 'limit', 1), 10_000);
  return Array.from({ length: limit }, make);
}

/** What `/api/system/info` shows; server details only to those who may see them. */
export function systemInfo(context: ServerContext, call: Call): JsonObject {
  const { profile, settings, clock } = context;
  const now = clock.now();
  const lastRun = settings.get('lastSuccessfulAnalyticsTablesUpdate');
  const info: JsonObject = {
    contextPath: call.baseUrl,
    ...(call.headers['user-agent'] && hasAuthority(call.user, 'F_SYSTEM_SETTING')
      ? { userAgent: call.headers['user-agent'] }
      : {}),
    calendar: settings.get('keyCalendar') ?? 'iso8601',
    dateFormat: settings.get('keyDateFormat') ?? 'yyyy-mm-dd',
    serverDate: timestamp(now),
    serverTimeZoneId: 'Etc/UTC',
    ...(profile.minor >= 43 ? { sessionTimeout: 3600 } : {}),
    serverTimeZoneDisplayName: 'Coordinated Universal Time',
    lastAnalyticsTableSuccess: lastRun ?? epoch,
    intervalSinceLastAnalyticsTableSuccess: sinceText(now, typeof lastRun === 'string' ? lastRun : epoch),
    lastAnalyticsTableRuntime: settings.get('lastSuccessfulAnalyticsTablesRuntime') ?? '',
    lastSystemMonitoringSuccess: epoch,
    lastAnalyticsTablePartitionSuccess: epoch,
    intervalSinceLastAnalyticsTablePartitionSuccess: sinceText(now, epoch),
    lastAnalyticsTablePartitionRuntime: '',
    databaseInfo: { spatialSupport: true, time: timestamp(now) },
    ...(profile.minor >= 43 ? { capability: { analyticsTotalCounts: false } } : {}),
    version: profile.version,
    revision: profile.revision,
    buildTime: profile.buildTime,
    encryption: false,
    emailConfigured: false,
    redisEnabled: false,
    systemId: context.systemId,
    systemName: settings.get('applicationTitle') ?? 'DHIS 2',
    systemMetadataVersion: '',
    instanceBaseUrl: call.baseUrl,
    isMetadataVersionEnabled: settings.isOn('keyVersionEnabled'),
    lastMetadataVersionSyncAttempt: epoch,
  };
  if (call.user.isSuper) Object.assign(info, serverDetails(now));
  const fields = call.query.get('fields');
  if (fields === null || fields.includes('*') || fields.includes(':all')) return info;
  const wanted = fields.split(',');
  return Object.fromEntries(Object.entries(info).filter(([name]) => wanted.includes(name)));
}

/** What only superusers see of the machine: an invented one, so that nothing of this one is shown. */
function serverDetails(now: Date): JsonObject {
  return {
    databaseInfo: {
      name: 'dhis2',
      user: 'dhis',
      url: 'jdbc:postgresql://db.test/dhis2',
      databaseVersion: 'PostgreSQL 15.20',
      spatialSupport: true,
      time: timestamp(now),
    },
    jasperReportsVersion: '6.20.0',
    environmentVariable: 'DHIS2_HOME',
    fileStoreProvider: 'filesystem',
    readOnlyMode: 'off',
    nodeId: '',
    javaVersion: '17.0.15',
    javaVendor: 'Debian',
    osName: 'Linux',
    osArchitecture: 'amd64',
    osVersion: '6.1.0',
    externalDirectory: '/opt/dhis2',
    readReplicaCount: 0,
    memoryInfo: 'Mem Total in JVM: 1024 Free in JVM: 512 Max Limit: 4096',
    cpuCores: 2,
    encryption: true,
    clusterHostname: '',
  };
}

function sinceText(now: Date, since: string): string {
  const seconds = Math.floor((now.getTime() - Date.parse(`${since.slice(0, 23)}Z`)) / 1000);
  return `${Math.floor(seconds / 3600)} h, ${Math.floor(seconds / 60) % 60} m, ${seconds % 60} s`;
}

const styles = [
  { name: 'Green', key: 'green', path: 'green/green.css' },
  { name: 'India', key: 'india', path: 'india/india.css' },
  { name: 'Light Blue', key: 'light_blue', path: 'light_blue/light_blue.css' },
  { name: 'Myanmar', key: 'myanmar', path: 'myanmar/myanmar.css' },
  { name: 'Vietnam', key: 'vietnam', path: 'vietnam/vietnam.css' },
];
