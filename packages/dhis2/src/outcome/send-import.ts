import { isDhis2Error } from '../errors/dhis2-error.ts';
import { isHtmlUnasked, type ApiRequest, type HttpClient } from '../http/http-client.ts';
import type { ImportOutcome } from './import-outcome.ts';
import type { OutcomeContext } from './parse-context.ts';
import { importOutcome, lostOutcome } from './parse-outcome.ts';

/** Statuses behind which nobody looked at the payload: they are errors of the call, not outcomes. */
const notAnOutcome = new Set([401, 403, 404, 405, 406, 413, 415, 429]);

/**
 * Sends a write and gives its outcome. What is about the payload, good or bad, is an outcome; a lost answer is one with
 * status `unknown`; refused credentials, a missing object, a login page or an unreachable server throw.
 */
export async function sendImport(
  http: HttpClient,
  request: ApiRequest,
  context: OutcomeContext = {},
): Promise<ImportOutcome> {
  try {
    const answer = await http.readAny(request);
    const foreign = isHtmlUnasked(answer, request) && answer.status < 500;
    if (foreign || notAnOutcome.has(answer.status) || (answer.status >= 300 && answer.status < 400)) {
      throw http.refusal(answer, request);
    }
    return importOutcome({ status: answer.status, body: answer.text }, context);
  } catch (error) {
    if (!isDhis2Error(error) || error.details.effect !== 'unknown' || error.code === 'DHIS2_ABORTED') throw error;
    return lostOutcome(error.message, context);
  }
}
