import { empty, json } from '../http/answer.ts';
import { bodyText } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { parseBody, refuse } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { asText, isObject } from '../state/json.ts';
import type { JsonObject } from '../state/json.ts';
import { jobProgress } from './job-progress.ts';
import { jobTypes } from './job-types.ts';

/** `/api/scheduling` (what runs and ran) and `/api/scheduler` (queues of jobs). */
export function schedulingRoutes(router: Router, context: ServerContext): void {
  const typeOf = (text: string): string => {
    const type = text.toUpperCase();
    if (jobTypes(context.profile.minor).includes(type)) return type;
    throw refuse(400, `No enum constant org.hisp.dhis.scheduling.JobType.${type}`);
  };
  const progressOf = (type: string, completed: boolean): JsonObject => {
    const jobs = [...context.jobs.all].filter(
      (job) =>
        job.jobType === type &&
        (job.status === 'RUNNING') !== completed &&
        context.jobs.notifications(job.id).length > 0,
    );
    const last = jobs.at(-1);
    return last ? jobProgress(last, context.jobs.notifications(last.id)) : { sequence: [], errors: {} };
  };
  router.get('scheduling/running', () => {
    const running: Record<string, JsonObject[]> = {};
    for (const job of context.jobs.all) {
      if (job.status !== 'RUNNING') continue;
      const notes = context.jobs.notifications(job.id).toReversed();
      (running[job.jobType] ??= []).push({
        jobId: job.id,
        status: 'RUNNING',
        description: asText(notes[0]?.['message']),
        startedTime: job.started ?? null,
        stages: notes.slice(1).map((note) => asText(note['message'])),
      });
    }
    return json(running);
  });
  router.get('scheduling/completed', () => json({}));
  router.get('scheduling/completed/{type}', (call) => json(progressOf(typeOf(call.params['type']!), true)));
  router.get('scheduling/running/{type}', (call) => json(progressOf(typeOf(call.params['type']!), false)));
  router.post('scheduling/cancel/{type}', (call) => {
    const type = typeOf(call.params['type']!);
    for (const job of context.jobs.all)
      if (job.jobType === type && job.status === 'RUNNING') context.jobs.cancel(job.id);
    return empty(204);
  });
  queues(router, context);
}

function queues(router: Router, context: ServerContext): void {
  const table = context.tables.table('jobQueues');
  const unknown = (name: string): Error => refuse(404, `Job queue does not exist: \`${name}\``, 'E7020');
  const checked = (text: string): JsonObject => {
    const body = parseBody(text);
    const sequence = isObject(body) && Array.isArray(body['sequence']) ? body['sequence'].map((id) => asText(id)) : [];
    if (sequence.length < 2) throw refuse(409, 'Job queue must have at least two jobs.', 'E7024');
    for (const id of sequence)
      if (!context.metadata.get('jobConfigurations', id))
        throw refuse(409, `Job with UID does not exist: \`${id}\``, 'E7022');
    return { cronExpression: isObject(body) ? (body['cronExpression'] ?? null) : null, sequence };
  };
  router.get('scheduler/queues', () => json([...table.keys()]));
  router.get('scheduler/queues/{name}', (call) => {
    const queue = table.get(call.params['name']!);
    if (!queue) throw unknown(call.params['name']!);
    return json({ name: call.params['name']!, ...queue });
  });
  router.post('scheduler/queues/{name}', (call) => {
    const name = call.params['name']!;
    if (table.has(name)) throw refuse(409, `Job queue already exist: \`${name}\``, 'E7021');
    table.set(name, checked(bodyText(call)));
    return empty(201);
  });
  router.put('scheduler/queues/{name}', (call) => {
    const name = call.params['name']!;
    if (!table.has(name)) throw unknown(name);
    table.set(name, checked(bodyText(call)));
    return empty(204);
  });
  router.delete('scheduler/queues/{name}', (call) => {
    if (!table.delete(call.params['name']!)) throw unknown(call.params['name']!);
    return empty(204);
  });
}
