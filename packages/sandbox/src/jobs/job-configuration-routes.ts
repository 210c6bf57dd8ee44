import { empty, json } from '../http/answer.ts';
import { containerRefusal, forbidden, notFoundObject, refuse } from '../http/web-error.ts';
import type { Router } from '../http/router.ts';
import type { Call } from '../http/call.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import { hasAuthority } from '../security/user.ts';
import type { ServerContext } from '../server/server-context.ts';
import { asText, isObject } from '../state/json.ts';
import { isSystemJob } from './built-in-jobs.ts';
import { nextRun } from './job-mirror.ts';
import { jobErrors } from './job-progress.ts';
import { jobTypes } from './job-types.ts';

/** Running, stopping and watching configured jobs. */
export function jobConfigurationRoutes(router: Router, context: ServerContext): void {
  const table = context.metadata.table('jobConfigurations');
  const jobOf = (call: Call): MetadataObject => {
    const job = table.get(call.params['uid']!);
    if (!job) throw notFoundObject('JobConfiguration', call.params['uid']!);
    return job;
  };
  router.get('jobConfigurations/jobTypes', () =>
    json({
      jobTypes: jobTypes(context.profile.minor).map((jobType) => ({
        name: titled(jobType),
        jobType,
        schedulingType: 'CRON',
        jobParameters: [],
      })),
    }),
  );
  router.get('jobConfigurations/jobTypesExtended', () =>
    json(Object.fromEntries(jobTypes(context.profile.minor).map((type) => [type, {}]))),
  );
  for (const list of ['due', 'stale']) {
    router.get(`jobConfigurations/${list}`, (call) => {
      if (!call.query.has('seconds')) throw containerRefusal(400, "Required parameter 'seconds' is not present.");
      const until = new Date(context.clock.now().getTime() + Number(call.query.get('seconds')) * 1000);
      const due = [...table.values()].filter((job) => {
        const next = job['enabled'] === true ? nextRun(asText(job['cronExpression']), context.clock.now()) : undefined;
        return list === 'due' && next !== undefined && next <= until;
      });
      return json(due);
    });
  }
  router.get('jobConfigurations/errors', () =>
    json(
      [...context.jobs.all]
        .filter((job) => job.errorCodes !== undefined)
        .toReversed()
        .map((job) => jobErrors(job)),
    ),
  );
  router.get('jobConfigurations/{uid:uid}/errors', (call) => {
    const job = context.jobs.get(call.params['uid']!);
    return json(job?.errorCodes === undefined ? {} : jobErrors(job));
  });
  router.post('jobConfigurations/{uid:uid}/execute', (call) => {
    const configuration = jobOf(call);
    if (!hasAuthority(call.user, 'F_PERFORM_MAINTENANCE'))
      throw forbidden('User is not authorized to execute the job.');
    const running = context.jobs.get(configuration.id);
    if (running && (running.status === 'NOT_STARTED' || running.status === 'RUNNING'))
      throw refuse(409, 'Job is already running.', 'E1004');
    const parameters = isObject(configuration['jobParameters']) ? configuration['jobParameters'] : {};
    context.jobs.add({
      id: configuration.id,
      name: asText(configuration['name']),
      jobType: asText(configuration['jobType']),
      userId: call.user.id,
      parameters,
      shownParameters: parameters,
      delayMs: context.importDelayMs,
      startMessage: '',
      run: () => ({ message: '' }),
    });
    return json({ klass: 'org.hisp.dhis.scheduling.JobConfiguration', index: 0, errorReports: [] });
  });
  router.post('jobConfigurations/{uid:uid}/cancel', (call) => {
    context.jobs.cancel(jobOf(call).id);
    return empty(204);
  });
  router.post('jobConfigurations/{uid:uid}/revert', (call) => {
    if (context.jobs.get(jobOf(call).id)?.status !== 'RUNNING') throw refuse(409, 'Job is not running', 'E1004');
    return empty(204);
  });
  for (const [action, enabled] of [
    ['enable', true],
    ['disable', false],
  ] as const) {
    router.post(`jobConfigurations/{uid:uid}/${action}`, (call) => {
      const job = jobOf(call);
      job['enabled'] = enabled;
      job['jobStatus'] = enabled ? 'SCHEDULED' : 'DISABLED';
      table.touch(job.id);
      return empty(204);
    });
  }
  router.delete('jobConfigurations/{uid:uid}', (call) => {
    const job = jobOf(call);
    if (isSystemJob(job.id)) throw refuse(409, `Job ${job.id} is a system job that cannot be deleted.`, 'E1004');
    table.delete(job.id);
    return json({
      httpStatus: 'OK',
      httpStatusCode: 200,
      status: 'OK',
      response: {
        ...(context.profile.minor >= 43 ? {} : { errorReports: [] }),
        uid: job.id,
        klass: 'org.hisp.dhis.scheduling.JobConfiguration',
        ...(context.profile.minor >= 43 ? { errorReports: [] } : {}),
        responseType: 'ObjectReport',
      },
    });
  });
}

function titled(type: string): string {
  const words = type.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
