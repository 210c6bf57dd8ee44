import type { Call } from '../../http/call.ts';
import { flag } from '../../http/call.ts';
import type { JsonObject } from '../../state/json.ts';

export type ImportStrategy = 'CREATE' | 'UPDATE' | 'CREATE_AND_UPDATE' | 'DELETE';

/** The parameters of the metadata importer; what is not known, or has a value that is not, keeps its default. */
export interface ImportParams {
  readonly importMode: 'COMMIT' | 'VALIDATE';
  readonly identifier: 'UID' | 'CODE' | 'AUTO';
  readonly importStrategy: ImportStrategy;
  readonly atomicMode: 'ALL' | 'NONE' | 'OBJECT';
  readonly importReportMode: 'ERRORS' | 'FULL' | 'DEBUG' | 'ERRORS_NOT_OWNER';
  readonly mergeMode: string;
  readonly skipSharing: boolean;
  readonly skipTranslation: boolean;
  readonly skipValidation: boolean;
  readonly async: boolean;
}

export const defaultImportParams: ImportParams = {
  importMode: 'COMMIT',
  identifier: 'UID',
  importStrategy: 'CREATE_AND_UPDATE',
  atomicMode: 'ALL',
  importReportMode: 'ERRORS',
  mergeMode: 'REPLACE',
  skipSharing: false,
  skipTranslation: false,
  skipValidation: false,
  async: false,
};

const strategies: Readonly<Record<string, ImportStrategy>> = {
  CREATE: 'CREATE',
  NEW: 'CREATE',
  UPDATE: 'UPDATE',
  UPDATES: 'UPDATE',
  CREATE_AND_UPDATE: 'CREATE_AND_UPDATE',
  NEW_AND_UPDATES: 'CREATE_AND_UPDATE',
  DELETE: 'DELETE',
  DELETES: 'DELETE',
};

export function importParamsOf(call: Call, defaults: ImportParams = defaultImportParams): ImportParams {
  const choice = <T extends string>(name: string, values: readonly T[], fallback: T): T => {
    const value = call.query.get(name);
    return values.find((v) => v === value) ?? fallback;
  };
  return {
    importMode: choice('importMode', ['COMMIT', 'VALIDATE'], defaults.importMode),
    identifier: choice('identifier', ['UID', 'CODE', 'AUTO'], defaults.identifier),
    importStrategy: strategies[call.query.get('importStrategy') ?? ''] ?? defaults.importStrategy,
    atomicMode: choice('atomicMode', ['ALL', 'NONE', 'OBJECT'], defaults.atomicMode),
    importReportMode: choice(
      'importReportMode',
      ['ERRORS', 'FULL', 'DEBUG', 'ERRORS_NOT_OWNER'],
      defaults.importReportMode,
    ),
    mergeMode: call.query.get('mergeMode') ?? defaults.mergeMode,
    skipSharing: flag(call, 'skipSharing', defaults.skipSharing),
    skipTranslation: flag(call, 'skipTranslation', defaults.skipTranslation),
    skipValidation: flag(call, 'skipValidation', defaults.skipValidation),
    async: flag(call, 'async', false),
  };
}

/** The parameters as a job shows them. */
export function shownParams(params: ImportParams): JsonObject {
  return {
    importMode: params.importMode,
    identifier: params.identifier,
    preheatMode: 'REFERENCE',
    importStrategy: params.importStrategy,
    atomicMode: params.atomicMode,
    flushMode: 'AUTO',
    importReportMode: params.importReportMode,
    skipSharing: params.skipSharing,
    skipTranslation: params.skipTranslation,
    skipValidation: params.skipValidation,
    metadataSyncImport: false,
    async: params.async,
    firstRowIsHeader: true,
  };
}
