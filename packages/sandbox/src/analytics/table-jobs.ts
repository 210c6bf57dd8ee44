import type { Router } from '../http/router.ts';
import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import { jobAnswer } from '../jobs/job-answer.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';

/** `POST /api/resourceTables…`: building the tables that analytics reads. */
export function tableJobs(router: Router, context: ServerContext): void {
  const start = (call: Call, jobType: string, parameters: JsonObject, what: string, work: () => void) =>
    jobAnswer(
      call,
      context.jobs.add({
        jobType,
        userId: call.user.id,
        parameters,
        shownParameters: parameters,
        delayMs: context.importDelayMs,
        hangs: call.faults.has('hang-job'),
        startMessage: `${what} update process`,
        run: () => {
          work();
          return { message: `${what}s updated: 00:00:01.000` };
        },
      }),
    );
  router.post('resourceTables/analytics', (call) => {
    const years = call.query.get('lastYears');
    const parameters: JsonObject = {
      ...(years === null ? {} : { lastYears: Number(years) }),
      skipTableTypes: [],
      skipPrograms: call.query.getAll('skipPrograms'),
      skipResourceTables: flag(call, 'skipResourceTables'),
      skipOutliers: flag(call, 'skipOutliers'),
    };
    return start(call, 'ANALYTICS_TABLE', parameters, 'Analytics table', () =>
      context.analytics.build(context.values, context.clock.now()),
    );
  });
  router.post('resourceTables', (call) => start(call, 'RESOURCE_TABLE', {}, 'Resource table', () => undefined));
  router.post('resourceTables/monitoring', (call) => start(call, 'MONITORING', {}, 'Monitoring', () => undefined));
}
