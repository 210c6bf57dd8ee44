import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import type { JsonObject } from '../state/json.ts';
import { textAt } from '../state/json.ts';

/** The parameters of a data value import. */
export interface ValueImportOptions {
  readonly idSchemes: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
  readonly async: boolean;
  readonly atomic: boolean;
  readonly importStrategy: string;
  readonly preheatCache: boolean | undefined;
  readonly skipExistingCheck: boolean;
  readonly skipAudit: boolean;
  readonly force: boolean;
  readonly firstRowIsHeader: boolean;
  readonly dataSet: string | undefined;
  readonly strict: Readonly<Record<StrictFlag, boolean>>;
}

export const strictFlags = [
  'strictPeriods',
  'strictDataElements',
  'strictCategoryOptionCombos',
  'strictAttributeOptionCombos',
  'strictOrganisationUnits',
  'strictDataSetApproval',
  'strictDataSetLocking',
  'strictDataSetInputPeriods',
  'requireCategoryOptionCombo',
  'requireAttributeOptionCombo',
] as const;
export type StrictFlag = (typeof strictFlags)[number];

const schemes = [
  'idScheme',
  'dataElementIdScheme',
  'orgUnitIdScheme',
  'categoryOptionComboIdScheme',
  'attributeOptionComboIdScheme',
  'dataSetIdScheme',
  'categoryIdScheme',
  'categoryOptionIdScheme',
] as const;

const strategies: Readonly<Record<string, string>> = {
  NEW: 'CREATE',
  UPDATES: 'UPDATE',
  NEW_AND_UPDATES: 'CREATE_AND_UPDATE',
  DELETES: 'DELETE',
};

export function valueImportOptions(call: Call): ValueImportOptions {
  const idSchemes: Record<string, string> = {};
  for (const name of schemes) {
    const value = call.query.get(name);
    if (value !== null) idSchemes[name] = value;
  }
  const strict = Object.fromEntries(strictFlags.map((name) => [name, flag(call, name)])) as Record<StrictFlag, boolean>;
  const strategy = call.query.get('importStrategy') ?? 'CREATE_AND_UPDATE';
  return {
    idSchemes,
    dryRun: flag(call, 'dryRun'),
    async: flag(call, 'async'),
    atomic: flag(call, 'atomic'),
    importStrategy: strategies[strategy] ?? strategy,
    preheatCache: call.query.has('preheatCache') ? flag(call, 'preheatCache') : undefined,
    skipExistingCheck: flag(call, 'skipExistingCheck'),
    skipAudit: flag(call, 'skipAudit'),
    force: flag(call, 'force'),
    firstRowIsHeader: flag(call, 'firstRowIsHeader', true),
    dataSet: call.query.get('dataSet') ?? undefined,
    strict,
  };
}

/** The scheme of a kind of id: the payload's header before the query's own parameter before `idScheme`. */
export function schemeOf(options: ValueImportOptions, header: JsonObject, name: string, fallback: string): string {
  const given =
    textAt(header, name) ?? textAt(header, 'idScheme') ?? options.idSchemes[name] ?? options.idSchemes['idScheme'];
  return given ?? fallback;
}

/** The options as answers echo them. `forJob` shows empty ones too, as the job's log does. */
export function shownOptions(options: ValueImportOptions, minor: number, forJob = false): JsonObject {
  const shown: JsonObject = { idSchemes: shownSchemes(options) };
  if (minor >= 43) shown['atomic'] = options.atomic;
  shown['dryRun'] = options.dryRun;
  if (options.preheatCache !== undefined) shown['preheatCache'] = options.preheatCache;
  else if (forJob) shown['preheatCache'] = null;
  Object.assign(shown, {
    async: options.async,
    importStrategy: options.importStrategy,
    mergeMode: 'REPLACE',
    reportMode: 'FULL',
    skipExistingCheck: options.skipExistingCheck,
    sharing: false,
    skipNotifications: false,
    skipAudit: options.skipAudit,
    datasetAllowsPeriods: false,
    ...options.strict,
    skipPatternValidation: false,
    ignoreEmptyCollection: false,
    force: options.force,
    firstRowIsHeader: options.firstRowIsHeader,
  });
  if (forJob) Object.assign(shown, { filename: null, notificationLevel: null });
  Object.assign(shown, { skipLastUpdated: false, mergeDataValues: false, skipCache: false });
  if (options.dataSet !== undefined) shown['dataSet'] = options.dataSet;
  else if (forJob) shown['dataSet'] = null;
  return shown;
}

function shownSchemes({ idSchemes }: ValueImportOptions): JsonObject {
  const shown: JsonObject = {};
  for (const [name, value] of Object.entries(idSchemes)) {
    const [type, attribute] = value.split(':');
    shown[name] = attribute === undefined ? { type: type! } : { type: type!, attribute };
  }
  return shown;
}
