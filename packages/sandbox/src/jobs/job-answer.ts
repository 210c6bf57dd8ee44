import type { Answer } from '../http/answer.ts';
import { webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { JsonObject } from '../state/json.ts';
import type { Job } from './job-runner.ts';

/** The answer to a request that started a job. */
export function jobAnswer(call: Call, job: Job, location?: string): Answer {
  const response: JsonObject = {
    name: job.name,
    id: job.id,
    created: job.created,
    jobType: job.jobType,
    jobStatus: 'NOT_STARTED',
    jobParameters: job.parameters,
    relativeNotifierEndpoint: `/api/system/tasks/${job.jobType}/${job.id}`,
    responseType: 'JobConfiguration',
  };
  const headers = { location: location ?? `${call.baseUrl}/api/system/tasks/${job.jobType}` };
  return webMessage(200, 'OK', { message: `Initiated ${job.name}`, response }, headers);
}
