import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { bodyText, contentType } from '../http/call.ts';
import { jacksonMessage } from '../metadata/jackson-message.ts';
import type { JobLog } from '../jobs/job-runner.ts';
import { jobAnswer } from '../jobs/job-answer.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { ValueImportOptions } from './import-options.ts';
import { shownOptions } from './import-options.ts';
import type { ValueSummary } from './import-summary.ts';
import type { Conflict } from './import-summary.ts';
import { asText } from '../state/json.ts';
import type { JsonObject } from '../state/json.ts';
import { problemText } from './value-type.ts';
import { failedSummary, summaryJson } from './import-summary.ts';

/** A conflict as the job's own list of errors shows it. */
function jobError(conflict: Conflict, minor: number): JsonObject {
  const { errorCode: code, objects, value: message } = conflict;
  const texts = Object.values(objects).map((text) => asText(text));
  const type = [code, ...texts].join(':');
  if (minor >= 43) return { code, type, args: [], message };
  const args = texts.map((text) => problemText(text));
  return { code, id: texts[0] ?? '', type, args, message };
}

/** The steps of an import by groups (2.43). */
function noteGroups(log: JobLog, { counts, groups = [] }: ValueSummary): void {
  const all = counts.imported + counts.updated + counts.ignored + counts.deleted;
  log.note('Deserializing JSON data');
  log.note(`Decoding group ds=? [de= ou= pe= aoc=](${all} values)`);
  log.note(`Validating group ds=? (${all} values)`);
  for (const [set, values] of groups) log.note(`Upserting group ds=${set} (${values} values)`);
}

/** What the JSON reader of 2.42 says about a body that breaks off, and where it was reading. */
function readerProblem(call: Call): string | undefined {
  if (contentType(call) !== 'application/json') return undefined;
  const text = bodyText(call);
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const at = text.indexOf('"dataValues"');
    const done = at < 0 ? 0 : (text.slice(at).match(/\}/g) ?? []).length;
    const chain = `org.hisp.dhis.dxf2.datavalueset.DataValueSet["dataValues"]->java.util.ArrayList[${done}]`;
    const where = at < 0 ? '' : ` (through reference chain: ${chain})`;
    return `com.fasterxml.jackson.databind.JsonMappingException: ${jacksonMessage(text)}${where}`;
  }
}

/** Queues an import and answers with its job; a body that cannot be read fails only in the job. */
export function queueImport(
  context: ServerContext,
  call: Call,
  options: ValueImportOptions,
  run: () => ValueSummary,
): Answer {
  const { minor } = context.profile;
  const job = context.jobs.add({
    jobType: 'DATAVALUE_IMPORT',
    userId: call.user.id,
    parameters: shownOptions(options, minor),
    shownParameters: shownOptions(options, minor, true),
    inputSize: call.body.length,
    delayMs: context.importDelayMs,
    hangs: call.faults.has('hang-job'),
    startMessage: 'Data value set import',
    run: (log) => {
      for (const step of ['Loading file resource', 'Loading file content']) log.note(step);
      if (minor < 43) log.note('Reading data set header');
      let summary: ValueSummary;
      try {
        summary = run();
        if (minor >= 43) noteGroups(log, summary);
        if (minor < 43 && summary.status !== 'ERROR') {
          for (const step of [
            'Creating import context',
            'Preheat caches...',
            'Loading base metadata',
            'Run data set validation',
            'Importing values (list)',
          ])
            log.note(step);
          const { imported, updated, ignored } = summary.counts;
          log.note(`Import summary: [imports=${imported}, updates=${updated}, ignores=${ignored}]`);
        } else if (summary.status === 'ERROR' && summary.conflicts.length === 0)
          log.note(readerProblem(call) ?? summary.description ?? 'Import failed', 'ERROR');
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (minor >= 43) {
          log.note('Deserializing JSON data');
          log.note(message.replace(/^.*?(?=Expected)/s, ''), 'ERROR');
          const step = 'Data value set import\n  => Deserializing JSON data';
          return { message: `Process failed: Non-null post-condition failed after: ${step}`, failed: true };
        }
        log.note(message, 'ERROR');
        summary = failedSummary('Import failed');
      }
      const { imported, updated, deleted, ignored } = summary.counts;
      return {
        message: `Import complete with status ${summary.status}, ${imported} created, ${updated} updated, ${deleted} deleted, ${ignored} ignored`,
        summary: summaryJson(summary, shownOptions(options, minor)),
        ...(summary.conflicts.length > 0
          ? {
              errors: summary.conflicts.map((c) => jobError(c, minor)),
              errorCodes: [...new Set(summary.conflicts.map((c) => c.errorCode))].join(' '),
            }
          : {}),
      };
    },
  });
  return jobAnswer(call, job);
}
