import { empty, json, webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { bodyText, flag } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { conflict, parseBody } from '../http/web-error.ts';
import { dayFromText } from '../periods/days.ts';
import { parsePeriod } from '../periods/period.ts';
import type { ServerContext } from '../server/server-context.ts';
import { asText, isObject, objectsAt, textAt } from '../state/json.ts';
import type { JsonObject } from '../state/json.ts';
import { registrationKey } from './completeness-store.ts';
import { shownOptions, valueImportOptions } from './import-options.ts';
import { defaultOptionCombo } from './import-scope.ts';

/** `/api/completeDataSetRegistrations`. */
export function completenessRoutes(router: Router, context: ServerContext): void {
  const table = context.tables.table('completeness');
  router.get('completeDataSetRegistrations', (call) => {
    const wanted = wantedRegistrations(context, call);
    return json({ completeDataSetRegistrations: [...table.values()].filter(wanted) });
  });
  router.post('completeDataSetRegistrations', (call) => register(context, call));
  router.delete('completeDataSetRegistrations', (call) => {
    const period = parsePeriod(call.query.get('pe') ?? '')?.iso ?? '';
    for (const set of call.query.getAll('ds'))
      table.delete(registrationKey(set, period, call.query.get('ou') ?? '', defaultOptionCombo));
    return empty(204);
  });
}

function wantedRegistrations(context: ServerContext, call: Call): (row: JsonObject) => boolean {
  const sets = new Set(call.query.getAll('dataSet'));
  if (sets.size === 0) throw conflict('At least one data set must be specified', 'E2013');
  const roots = call.query.getAll('orgUnit');
  const units = new Set(flag(call, 'children') ? roots.flatMap((root) => context.tree.withDescendants(root)) : roots);
  const periods = new Set(call.query.getAll('period'));
  const from = dayFromText(call.query.get('startDate') ?? undefined) ?? -Infinity;
  const to = dayFromText(call.query.get('endDate') ?? undefined) ?? Infinity;
  return (row) => {
    const period = parsePeriod(asText(row['period']));
    const inTime =
      periods.size > 0 ? periods.has(asText(row['period'])) : period && period.start >= from && period.end <= to;
    return sets.has(asText(row['dataSet'])) && units.has(asText(row['organisationUnit'])) && inTime === true;
  };
}

function register(context: ServerContext, call: Call) {
  const body = parseBody(bodyText(call));
  const options = valueImportOptions(call);
  const counts = { imported: 0, updated: 0, ignored: 0, deleted: 0 };
  const conflicts: JsonObject[] = [];
  let description = 'Import process complete.';
  for (const row of isObject(body) ? objectsAt(body, 'completeDataSetRegistrations') : []) {
    const problem = problemOf(context, row);
    if (problem?.fatal !== undefined) {
      description = problem.fatal;
      Object.assign(counts, { imported: 0, updated: 0, ignored: 0, deleted: 0 });
      conflicts.length = 0;
      break;
    }
    if (problem) {
      conflicts.push({ object: problem.object, value: problem.value });
      counts.ignored++;
    } else store(context, call, row, counts, options.dryRun);
  }
  const failed = conflicts.length > 0 || description.includes('failed');
  const response: JsonObject = {
    status: failed ? 'ERROR' : 'SUCCESS',
    importOptions: shownOptions(options, context.profile.minor),
    description,
    importCount: counts,
    conflicts,
    rejectedIndexes: [],
    responseType: 'ImportSummary',
  };
  return failed
    ? webMessage(409, 'ERROR', { message: 'An error occurred, please check import summary.', response })
    : webMessage(200, 'OK', { message: 'Import was successful.', response });
}

interface Problem {
  readonly object: string;
  readonly value: string;
  /** What ended the whole import. */
  readonly fatal?: string;
}

function problemOf(context: ServerContext, row: JsonObject): Problem | undefined {
  const { metadata } = context;
  const period = textAt(row, 'period') ?? '';
  if (context.profile.minor >= 43 && (period.length < 4 || period.length > 11)) {
    const text = `Period must be have between 4 and 11 characters but got: \`${period}\``;
    return {
      object: period,
      value: text,
      fatal: `The import process failed: java.lang.IllegalArgumentException: ${text}`,
    };
  }
  const set = textAt(row, 'dataSet') ?? '';
  if (!metadata.get('dataSets', set)) return { object: set, value: 'Data set not found or not accessible' };
  if (!parsePeriod(period)) return { object: period, value: 'Period not valid' };
  const unit = textAt(row, 'organisationUnit') ?? '';
  if (!metadata.get('organisationUnits', unit))
    return { object: unit, value: 'Organisation unit not found or not accessible' };
  const combo = textAt(row, 'attributeOptionCombo');
  if (combo !== undefined && !metadata.get('categoryOptionCombos', combo))
    return { object: combo, value: 'Attribute option combo not found or not accessible' };
  return undefined;
}

function store(
  context: ServerContext,
  call: Call,
  row: JsonObject,
  counts: { imported: number; updated: number },
  dryRun: boolean,
): void {
  const table = context.tables.table('completeness');
  const combo = textAt(row, 'attributeOptionCombo') ?? defaultOptionCombo;
  const period = parsePeriod(asText(row['period']))!.iso;
  const key = registrationKey(asText(row['dataSet']), period, asText(row['organisationUnit']), combo);
  if (table.has(key)) counts.updated++;
  else counts.imported++;
  if (dryRun) return;
  const today = context.clock.now().toISOString().slice(0, 10);
  table.set(key, {
    period,
    dataSet: asText(row['dataSet']),
    organisationUnit: asText(row['organisationUnit']),
    attributeOptionCombo: combo,
    date: textAt(row, 'date')?.slice(0, 10) ?? today,
    storedBy: textAt(row, 'storedBy') ?? call.user.username,
    completed: row['completed'] !== false,
  });
}
