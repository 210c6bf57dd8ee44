import type { Schema } from '../../schema/schema-catalog.ts';
import type { Json, JsonObject } from '../../state/json.ts';

export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly args: readonly string[];
  readonly mainKlass: string;
  readonly mainId?: string | undefined;
  readonly errorKlass?: string | undefined;
  readonly errorProperty?: string | undefined;
  /** What the server lists as `errorProperties`, when it is not simply the arguments. */
  readonly properties?: readonly Json[] | undefined;
}

export interface Stats {
  created: number;
  updated: number;
  deleted: number;
  ignored: number;
}

/** What became of one object of the payload. */
export interface ObjectReport {
  readonly index: number;
  readonly uid: string | undefined;
  readonly displayName: string | undefined;
  readonly errors: ErrorReport[];
}

/** What became of the objects of one class. */
export interface TypeReport {
  readonly schema: Schema;
  readonly stats: Stats;
  readonly objects: ObjectReport[];
}

export interface ImportReport {
  readonly status: 'OK' | 'WARNING' | 'ERROR';
  readonly types: readonly TypeReport[];
}

export function errorJson(error: ErrorReport): JsonObject {
  const body: JsonObject = {
    message: error.message,
    args: [...error.args],
    mainKlass: error.mainKlass,
    errorCode: error.code,
  };
  if (error.mainId !== undefined) body['mainId'] = error.mainId;
  if (error.errorKlass !== undefined) body['errorKlass'] = error.errorKlass;
  if (error.errorProperty !== undefined) body['errorProperty'] = error.errorProperty;
  body['errorProperties'] = [...(error.properties ?? error.args)];
  return body;
}

export function objectReportJson(klass: string, report: ObjectReport, withIndex: boolean): JsonObject {
  const body: JsonObject = { klass };
  if (withIndex) body['index'] = report.index;
  if (report.uid !== undefined) body['uid'] = report.uid;
  if (report.displayName !== undefined) body['displayName'] = report.displayName;
  body['errorReports'] = report.errors.map(errorJson);
  return body;
}

function statsJson(stats: Stats): JsonObject {
  const { created, updated, deleted, ignored } = stats;
  return { created, updated, deleted, ignored, total: created + updated + deleted + ignored };
}

/**
 * The report as `/api/metadata` gives it; objects without errors only in the modes that ask for them, their names only in
 * DEBUG and, as `named` says, when nothing was to be stored.
 */
export function importReportJson(report: ImportReport, mode: string, named = false): JsonObject {
  const total: Stats = { created: 0, updated: 0, deleted: 0, ignored: 0 };
  const types = report.types.map(({ schema, stats, objects }) => {
    for (const key of ['created', 'updated', 'deleted', 'ignored'] as const) total[key] += stats[key];
    const shown = objects.filter((o) => o.errors.length > 0 || mode === 'FULL' || mode === 'DEBUG');
    const objectReports = shown.map((o) => {
      const json = objectReportJson(schema.klass, o, true);
      if (mode !== 'DEBUG' && !named) delete json['displayName'];
      return json;
    });
    return { klass: schema.klass, stats: statsJson(stats), objectReports };
  });
  return { status: report.status, typeReports: types, stats: statsJson(total), responseType: 'ImportReport' };
}
