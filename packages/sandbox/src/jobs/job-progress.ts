import type { JsonObject } from '../state/json.ts';
import { asText } from '../state/json.ts';
import type { Job } from './job-runner.ts';

/** How a job went, built from its log: one stage an entry, as `/api/scheduling/completed/{type}` shows it. */
export function jobProgress(job: Job, log: readonly JsonObject[]): JsonObject {
  const notes = log.toReversed();
  const [first, ...rest] = notes;
  const last = rest.at(-1)?.['completed'] === true ? rest.pop() : undefined;
  const stages: JsonObject[] = [];
  for (const note of rest) {
    const message = asText(note['message']);
    const open = stages.at(-1);
    if (message.startsWith('Import summary') && open) {
      const item = stageOf('#1', note, open['startedTime']);
      open['items'] = [{ summary: `#1 +${sumOf(message)}`, ...item }];
      stages[stages.length - 1] = { summary: message, ...open };
    } else stages.push({ ...stageOf(message, note), totalItems: 0, items: [] });
  }
  const status = job.status === 'FAILED' ? 'FAILED' : 'SUCCESS';
  const process: JsonObject = {
    summary: asText(last?.['message']),
    status,
    startedTime: first?.['time'] ?? null,
    completedTime: last?.['time'] ?? null,
    description: asText(first?.['message']),
    stages: stages.map((stage) => ordered(stage)),
    jobId: job.id,
    userId: job.userId,
    duration: 1,
    complete: last !== undefined,
  };
  return { sequence: [process], errors: errorMap(job) };
}

/** All numbers of a text such as `[imports=0, updates=1, ignores=1]`, added. */
function sumOf(text: string): number {
  return (text.match(/\d+/g) ?? []).reduce((sum, n) => sum + Number(n), 0);
}

function stageOf(
  description: string,
  note: JsonObject,
  started: JsonObject[string] = note['time'] ?? null,
): JsonObject {
  return {
    status: 'SUCCESS',
    startedTime: started,
    completedTime: note['time'] ?? null,
    description,
    onFailure: 'FAIL',
    duration: 1,
    complete: true,
  };
}

function ordered({
  summary,
  status,
  startedTime,
  completedTime,
  description,
  totalItems,
  onFailure,
  items,
  ...rest
}: JsonObject): JsonObject {
  return {
    ...(summary === undefined ? {} : { summary }),
    status: status!,
    startedTime: startedTime!,
    completedTime: completedTime!,
    description: description!,
    totalItems: totalItems!,
    onFailure: onFailure!,
    items: items!,
    ...rest,
  };
}

function errorMap(job: Job): JsonObject {
  const map: Record<string, Record<string, JsonObject[]>> = {};
  for (const { message: _message, ...error } of job.errors ?? []) {
    const id = asText(error['id']);
    const code = asText(error['code']);
    ((map[id] ??= {})[code] ??= []).push(error);
  }
  return map;
}

/** What went wrong in a job, as `/api/jobConfigurations/errors` lists it. */
export function jobErrors(job: Job): JsonObject {
  return {
    id: job.id,
    file: job.id,
    type: job.jobType,
    user: job.userId,
    errors: [...(job.errors ?? [])],
    created: job.created,
    executed: job.started ?? null,
    filesize: job.inputSize ?? 0,
    filetype: 'application/json',
    finished: job.finished ?? null,
    codes: job.jobType === 'TRACKER_IMPORT_JOB' ? 'ValidationCode' : 'ErrorCode',
    input: null,
  };
}
