import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import type { JsonObject } from '../state/json.ts';
import { textAt } from '../state/json.ts';
import type { IntegrityCheck } from './integrity-checks.ts';
import { integrityChecks } from './integrity-checks.ts';
import { jobAnswer } from './job-answer.ts';

/** `/api/dataIntegrity`: checks of the metadata, run as jobs. */
export function integrityRoutes(router: Router, context: ServerContext): void {
  const results = { summary: new Map<string, JsonObject>(), details: new Map<string, JsonObject>() };
  const run = (call: Call, kind: 'summary' | 'details', atRoot = false): Answer => {
    const checks = namesOf(call);
    const job = context.jobs.add({
      jobType: 'DATA_INTEGRITY',
      userId: call.user.id,
      parameters: { type: kind.toUpperCase() === 'DETAILS' && !atRoot ? 'DETAILS' : 'SUMMARY', checks },
      delayMs: context.importDelayMs,
      startMessage: '',
      run: () => {
        for (const check of wanted(checks)) results[kind].set(check.name, resultOf(context, check, kind));
        return { message: '' };
      },
    });
    const path = atRoot ? 'dataIntegrity/details' : `dataIntegrity/${kind}`;
    return jobAnswer(call, job, `${call.baseUrl}/api/${path}?checks=${checks.join(',')}`);
  };
  router.get('dataIntegrity', (call) => json(wanted(namesOf(call)).map((check) => head(check))));
  router.post('dataIntegrity', (call) => run(call, 'details', true));
  for (const kind of ['summary', 'details'] as const) {
    router.post(`dataIntegrity/${kind}`, (call) => run(call, kind));
    router.get(`dataIntegrity/${kind}`, (call) => {
      if (call.query.get('timeout') !== '0') context.jobs.runNow();
      const found: JsonObject = {};
      for (const check of wanted(namesOf(call))) {
        const result = results[kind].get(check.name);
        if (result) found[check.name] = result;
      }
      return json(found);
    });
    router.get(`dataIntegrity/${kind}/running`, () => json([]));
    router.get(`dataIntegrity/${kind}/completed`, () => json([...results[kind].keys()]));
  }
}

function namesOf({ query }: Call): string[] {
  return query
    .getAll('checks')
    .flatMap((text) => text.split(','))
    .filter((name) => name !== '');
}

function wanted(names: readonly string[]): readonly IntegrityCheck[] {
  if (names.length === 0) return integrityChecks;
  const folded = new Set(names.map((name) => name.replaceAll('-', '_').toLowerCase()));
  return integrityChecks.filter((check) => folded.has(check.name) || folded.has(initials(check.name).toLowerCase()));
}

function initials(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

function head(check: IntegrityCheck): JsonObject {
  return {
    name: check.name,
    displayName: check.displayName,
    section: check.section,
    sectionOrder: 1,
    severity: check.severity,
    description: check.displayName,
    introduction: check.introduction,
    recommendation: check.recommendation,
    issuesIdType: check.issuesIdType,
    isSlow: false,
    isProgrammatic: false,
    code: initials(check.name),
  };
}

function resultOf(context: ServerContext, check: IntegrityCheck, kind: 'summary' | 'details'): JsonObject {
  const started = timestamp(context.clock.now());
  const all = [...context.metadata.all(check.issuesIdType)];
  const bad = all.filter((object) => check.fails(context, object));
  // 2.43 knows no average before the second run of the details.
  const average = kind === 'summary' || context.profile.minor < 43 ? { averageExecutionTime: 1 } : {};
  const times = { ...average, startTime: started, finishedTime: timestamp(context.clock.now()) };
  if (kind === 'summary')
    return {
      ...head(check),
      ...times,
      count: bad.length,
      percentage: all.length === 0 ? 0 : (100 * bad.length) / all.length,
    };
  return {
    ...head(check),
    ...times,
    issues: bad.map((object) => ({ id: object.id, name: textAt(object, 'name') ?? '' })),
  };
}
