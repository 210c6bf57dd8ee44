import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { jobAnswer } from '../jobs/job-answer.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { ValueImportOptions } from './import-options.ts';
import { shownOptions } from './import-options.ts';
import type { ValueSummary } from './import-summary.ts';
import { failedSummary, summaryJson } from './import-summary.ts';

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
    delayMs: context.importDelayMs,
    hangs: call.faults.has('hang-job'),
    startMessage: 'Data value set import',
    run: (log) => {
      for (const step of ['Loading file resource', 'Loading file content']) log.note(step);
      if (minor < 43) log.note('Reading data set header');
      let summary: ValueSummary;
      try {
        summary = run();
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
          log.note(summary.description ?? 'Import failed', 'ERROR');
      } catch (error) {
        log.note(error instanceof Error ? error.message : String(error), 'ERROR');
        summary = failedSummary('Import failed');
      }
      const { imported, updated, deleted, ignored } = summary.counts;
      return {
        message: `Import complete with status ${summary.status}, ${imported} created, ${updated} updated, ${deleted} deleted, ${ignored} ignored`,
        summary: summaryJson(summary, undefined),
        ...(summary.conflicts.length > 0
          ? { errorCodes: [...new Set(summary.conflicts.map((c) => c.errorCode))].join(' ') }
          : {}),
      };
    },
  });
  return jobAnswer(call, job);
}
