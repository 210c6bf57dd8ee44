import type { Call } from '../http/call.ts';
import { flag } from '../http/call.ts';
import { badRequest } from '../http/web-error.ts';
import type { JsonObject } from '../state/json.ts';

/** The parameters of a tracker import. */
export interface TrackerParams {
  readonly async: boolean;
  readonly importMode: 'COMMIT' | 'VALIDATE';
  readonly importStrategy: 'CREATE' | 'UPDATE' | 'CREATE_AND_UPDATE' | 'DELETE';
  readonly atomicMode: 'ALL' | 'OBJECT';
  readonly validationMode: 'FULL' | 'FAIL_FAST' | 'SKIP';
  readonly skipRuleEngine: boolean;
  readonly reportMode: 'FULL' | 'ERRORS' | 'WARNINGS';
  readonly schemes: Readonly<Record<string, string>>;
}

const schemeNames = [
  'idScheme',
  'dataElementIdScheme',
  'orgUnitIdScheme',
  'programIdScheme',
  'programStageIdScheme',
  'categoryOptionComboIdScheme',
  'categoryOptionIdScheme',
] as const;

export function trackerParams(call: Call): TrackerParams {
  const choice = <T extends string>(name: string, values: readonly T[], fallback: T): T => {
    const value = call.query.get(name);
    if (value === null) return fallback;
    const found = values.find((v) => v === value);
    if (found === undefined)
      throw badRequest(`Value '${value}' is not valid for parameter ${name}. Valid values are: [${values.join(', ')}]`);
    return found;
  };
  const schemes: Record<string, string> = {};
  for (const name of schemeNames) {
    const value = call.query.get(name);
    if (value !== null) schemes[name] = value;
  }
  return {
    async: flag(call, 'async', true),
    importMode: choice('importMode', ['COMMIT', 'VALIDATE'], 'COMMIT'),
    importStrategy: choice('importStrategy', ['CREATE', 'UPDATE', 'CREATE_AND_UPDATE', 'DELETE'], 'CREATE_AND_UPDATE'),
    atomicMode: choice('atomicMode', ['ALL', 'OBJECT'], 'ALL'),
    validationMode: choice('validationMode', ['FULL', 'FAIL_FAST', 'SKIP'], 'FULL'),
    skipRuleEngine: flag(call, 'skipRuleEngine'),
    reportMode: choice('reportMode', ['FULL', 'ERRORS', 'WARNINGS'], 'FULL'),
    schemes,
  };
}

/** The parameters as the job of an import shows them. */
export function shownTrackerParams(params: TrackerParams): JsonObject {
  const idSchemes: JsonObject = {};
  for (const name of schemeNames) {
    const [idScheme = 'UID', attributeUid] = (params.schemes[name] ?? params.schemes['idScheme'] ?? 'UID').split(':');
    idSchemes[name] = { idScheme, attributeUid: attributeUid ?? null };
  }
  return {
    importMode: params.importMode,
    idSchemes,
    importStrategy: params.importStrategy,
    atomicMode: params.atomicMode,
    flushMode: 'AUTO',
    validationMode: params.validationMode,
    skipPatternValidation: false,
    skipSideEffects: false,
    skipRuleEngine: params.skipRuleEngine,
    reportMode: params.reportMode,
  };
}
