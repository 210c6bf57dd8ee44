import { empty, json } from '../http/answer.ts';
import type { Router } from '../http/router.ts';
import { badRequest } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { jobTypes } from './job-types.ts';

const noStore = { 'cache-control': 'no-store' };

/** `/api/system/tasks` and `/api/system/taskSummaries`. */
export function taskRoutes(router: Router, context: ServerContext): void {
  const known = (type: string): string => {
    const folded = type.toUpperCase();
    const list = jobTypes(context.profile.minor);
    if (list.includes(folded)) return folded;
    throw badRequest(`Value '${type}' is not valid for path parameter jobType. Valid values are: [${list.join(', ')}]`);
  };
  const ofType = (type: string): JsonObject => {
    const tasks: JsonObject = {};
    for (const job of context.jobs.all) {
      if (job.jobType !== type) continue;
      const notes = context.jobs.notifications(job.id);
      // The list of all jobs shows no more than how each began and what it did last.
      if (notes.length > 0) tasks[job.id] = notes.length > 2 ? [notes[0]!, notes.at(-1)!] : [...notes];
    }
    return tasks;
  };
  router.get('system/tasks', () => {
    const all: JsonObject = {};
    for (const job of context.jobs.all) {
      const tasks = ofType(job.jobType);
      if (Object.keys(tasks).length > 0) all[job.jobType] = tasks;
    }
    return json(all, 200, noStore);
  });
  router.get('system/tasks/{jobType}', (call) => json(ofType(known(call.params['jobType']!)), 200, noStore));
  router.get('system/tasks/{jobType}/{id}', (call) => {
    known(call.params['jobType']!);
    return json(context.jobs.notifications(call.params['id']!), 200, noStore);
  });
  router.get('system/taskSummaries/{jobType}', (call) => {
    const type = known(call.params['jobType']!);
    const all: JsonObject = {};
    for (const job of context.jobs.all) {
      const summary = context.jobs.summary(job.id);
      if (job.jobType === type && summary) all[job.id] = summary;
    }
    return json(all, 200, noStore);
  });
  router.get('system/taskSummaries/{jobType}/{id}', (call) => {
    known(call.params['jobType']!);
    const summary = context.jobs.summary(call.params['id']!);
    return summary ? json(summary, 200, noStore) : empty(200, noStore);
  });
}
