import type { Answer } from '../../http/answer.ts';
import type { Call } from '../../http/call.ts';
import { flag } from '../../http/call.ts';
import { forbidden } from '../../http/web-error.ts';
import { jobAnswer } from '../../jobs/job-answer.ts';
import type { JobLog, JobRequest } from '../../jobs/job-runner.ts';
import { hasAuthority } from '../../security/user.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { timestamp } from '../../state/clock.ts';
import type { JsonObject } from '../../state/json.ts';
import { isObject } from '../../state/json.ts';
import type { RunParameters } from './analytics-tables.ts';
import { outputPeriodTypesAreMissing } from './output-period-types.ts';

/** The tables of a run, with the parameter that leaves each out. */
const tableTypes: readonly { readonly type: string; readonly skippedBy: string; readonly tables: number }[] = [
  { type: 'TRACKED_ENTITY_INSTANCE', skippedBy: 'skipTrackedEntities', tables: 2 },
  { type: 'TRACKED_ENTITY_INSTANCE_EVENTS', skippedBy: 'skipTrackedEntities', tables: 1 },
  { type: 'TRACKED_ENTITY_INSTANCE_ENROLLMENTS', skippedBy: 'skipTrackedEntities', tables: 2 },
  { type: 'DATA_VALUE', skippedBy: 'skipAggregate', tables: 1 },
  { type: 'COMPLETENESS', skippedBy: 'skipAggregate', tables: 1 },
  { type: 'COMPLETENESS_TARGET', skippedBy: 'skipAggregate', tables: 1 },
  { type: 'ORG_UNIT_TARGET', skippedBy: 'skipAggregate', tables: 1 },
  { type: 'OWNERSHIP', skippedBy: 'skipOrgUnitOwnership', tables: 1 },
  { type: 'EVENT', skippedBy: 'skipEvents', tables: 1 },
  { type: 'VALIDATION_RESULT', skippedBy: 'skipValidationResult', tables: 1 },
  { type: 'ENROLLMENT', skippedBy: 'skipEnrollment', tables: 1 },
];

/** Starts a run that makes the analytics tables anew. */
export function startRun(context: ServerContext, call: Call): Answer {
  if (!hasAuthority(call.user, 'F_PERFORM_MAINTENANCE')) throw forbidden('Access is denied');
  const years = call.query.get('lastYears');
  const lastYears = years === null || years === '' ? undefined : Number(years);
  const skipTableTypes = tableTypes.filter(({ skippedBy }) => flag(call, skippedBy)).map(({ type }) => type);
  const flags = {
    skipTableTypes,
    skipPrograms: (call.query.get('skipPrograms') ?? '').split(',').filter((id) => id !== ''),
    skipResourceTables: flag(call, 'skipResourceTables'),
    skipOutliers: flag(call, 'skipOutliers'),
  };
  const run = { lastYears, skipTableTypes };
  const job = context.jobs.add({
    jobType: 'ANALYTICS_TABLE',
    userId: call.user.id,
    parameters: { ...(lastYears === undefined ? {} : { lastYears }), ...flags },
    shownParameters: { lastYears: lastYears ?? null, ...flags },
    delayMs: context.importDelayMs,
    hangs: call.faults.has('hang-job'),
    startMessage: 'Analytics table update process',
    begin: beginRun,
    run: (log) => finishRun(context, run, log),
  });
  return jobAnswer(call, job);
}

function beginRun(log: JobLog): void {
  log.note('Drop SQL views');
  log.note(outcome(1));
  log.note('Generating resource tables');
  log.note('[0/1] Generating resource tables', 'LOOP');
}

function outcome(successful: number, failed = 0): string {
  return `${successful} successful and ${failed} failed items`;
}

type RunResult = ReturnType<JobRequest['run']>;

function finishRun(context: ServerContext, run: RunParameters, log: JobLog): RunResult {
  const loop = log.notes.findIndex((note) => note['level'] === 'LOOP');
  if (loop >= 0) log.notes.splice(loop, 1);
  const runs = context.tables.table<JsonObject>('analytics/runs');
  if (outputPeriodTypesAreMissing(context)) {
    runs.set('aborted', { lastYears: run.lastYears ?? null, skipTableTypes: [...run.skipTableTypes] });
    const message = `processing aborted: skipped stage, failing item caused abort. ${outcome(0, 1)}`;
    return { message, failed: true, aborted: true };
  }
  log.note(outcome(1));
  log.note('Create SQL views');
  log.note(outcome(1));
  const started = context.clock.now();
  updateTables(context, run);
  for (const { type, tables: count } of tableTypes) if (!run.skipTableTypes.includes(type)) noteTable(log, type, count);
  log.note('Updating system settings');
  log.note('Invalidate analytics caches');
  const runtime = durationText(context.clock.now().getTime() - started.getTime());
  context.settings.set('lastSuccessfulAnalyticsTablesRuntime', runtime);
  return { message: `Analytics tables updated: ${runtime}` };
}

/** Makes the tables, and remembers when. */
function updateTables(context: ServerContext, run: RunParameters): void {
  context.analytics.update(context, run);
  context.settings.set('lastSuccessfulAnalyticsTablesUpdate', timestamp(context.clock.now()));
}

function noteTable(log: JobLog, type: string, count: number): void {
  log.note(`Validating analytics table: ${type}`);
  log.note('Validated analytics tables with outcome: true');
  log.note('Performing pre-create table work');
  log.note(`Dropping staging tables: '${type}'`);
  log.note(outcome(count));
  log.note(`Creating analytics tables: '${type}'`);
  log.note(outcome(count));
  log.note(`Populating ${count} analytics tables: '${type}'`);
  log.note(`Invoking analytics table hooks: '${type}'`);
  log.note(`Analyzing analytics tables: '${type}'`);
  log.note(`Swapping analytics tables: '${type}'`);
  log.note(outcome(count));
}

function durationText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 23);
}

/**
 * Makes up for runs that aborted because there were no output period types, as soon as there are some: whoever sets the list
 * after such a run would start it again.
 */
export function repeatAbortedRun(context: ServerContext): void {
  const runs = context.tables.table<JsonObject>('analytics/runs');
  const aborted = runs.get('aborted');
  if (!isObject(aborted)) return;
  runs.delete('aborted');
  const types = aborted['skipTableTypes'];
  const lastYears = aborted['lastYears'];
  updateTables(context, {
    lastYears: typeof lastYears === 'number' ? lastYears : undefined,
    skipTableTypes: Array.isArray(types) ? types.map(String) : [],
  });
}

/** Starts a run that makes the resource tables anew: here they are always up to date. */
export function startResourceTables(context: ServerContext, call: Call): Answer {
  if (!hasAuthority(call.user, 'F_PERFORM_MAINTENANCE')) throw forbidden('Access is denied');
  const job = context.jobs.add({
    jobType: 'RESOURCE_TABLE',
    userId: call.user.id,
    parameters: {},
    delayMs: context.importDelayMs,
    startMessage: 'Generating resource tables',
    run: () => ({ message: 'Resource tables generated: 00:00:00.100' }),
  });
  return jobAnswer(call, job);
}
