import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import type { JsonObject } from '../state/json.ts';
import { textAt } from '../state/json.ts';
import type { Job } from './job-runner.ts';

/** Shows a job as the job configuration that DHIS2 keeps for it. */
export function mirrorJob(context: ServerContext, job: Job): void {
  const table = context.metadata.table('jobConfigurations');
  const known = table.get(job.id);
  const external = context.profile.minor >= 43 ? {} : { external: false };
  const once: JsonObject = {
    name: job.name,
    created: job.created,
    lastUpdatedBy: { id: job.userId },
    sharing: { ...external, users: {}, userGroups: {} },
    jobType: job.jobType,
    schedulingType: 'ONCE_ASAP',
    jobParameters: job.parameters,
    translations: [],
    attributeValues: [],
    configurable: false,
    leaderOnlyJob: true,
    userUid: job.userId,
    executedBy: job.userId,
  };
  const object: MetadataObject = { ...(known ?? once), id: job.id };
  const running = job.status === 'RUNNING' || job.status === 'NOT_STARTED';
  const scheduled = object['schedulingType'] !== 'ONCE_ASAP' && object['enabled'] === true;
  object['jobStatus'] =
    job.status === 'RUNNING' ? 'RUNNING' : scheduled ? 'SCHEDULED' : running ? 'NOT_STARTED' : 'DISABLED';
  if (object['schedulingType'] === 'ONCE_ASAP') object['enabled'] = running;
  object['lastExecutedStatus'] = job.status;
  object['lastUpdated'] = timestamp(context.clock.now());
  if (job.started !== undefined) {
    object['lastExecuted'] = job.started;
    if (object['schedulingType'] === 'ONCE_ASAP')
      object['nextExecutionTime'] = moment(Date.parse(`${job.started}Z`) + 1000);
  }
  if (job.finished !== undefined) {
    object['lastFinished'] = job.finished;
    const ms = Date.parse(`${job.finished}Z`) - Date.parse(`${job.started ?? job.finished}Z`);
    object['lastRuntimeExecution'] = `${new Date(ms).toISOString().slice(11, 23)}`;
  }
  if (job.errorCodes !== undefined) object['errorCodes'] = job.errorCodes;
  table.set(job.id, object);
}

function moment(time: number): string {
  return timestamp(new Date(time));
}

/** What DHIS2 computes about a planned job when it is read: when it runs next. */
export function plannedTimes(now: Date, object: JsonObject): JsonObject {
  const cron = textAt(object, 'cronExpression');
  if (cron === undefined || object['enabled'] === false) return {};
  const next = nextRun(cron, now);
  if (!next) return {};
  return {
    nextExecutionTime: timestamp(next),
    maxDelayedExecutionTime: timestamp(new Date(next.getTime() + 4 * 3_600_000)),
  };
}

/** The next moment of a daily cron expression, such as `0 0 3 * * ?`. */
export function nextRun(cron: string, now: Date): Date | undefined {
  const [second, minute, hour] = cron.split(/\s+/).map(Number);
  if ([second, minute, hour].some((part) => part === undefined || Number.isNaN(part))) return undefined;
  const day = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), hour, minute, second);
  return new Date(day > now.getTime() ? day : day + 86_400_000);
}
