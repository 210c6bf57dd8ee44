import type { CallOptions } from '../http/call-options.ts';

/** How an identifier is written: uid, code, name, or a unique attribute. */
export type IdScheme = 'UID' | 'CODE' | 'NAME' | `ATTRIBUTE:${string}`;

/** Id schemes of the keys in a data value payload. `idScheme` counts for all that have none of their own. */
export interface DataValueIdSchemes {
  readonly idScheme?: IdScheme;
  readonly dataElementIdScheme?: IdScheme;
  readonly orgUnitIdScheme?: IdScheme;
  readonly categoryOptionComboIdScheme?: IdScheme;
  readonly attributeOptionComboIdScheme?: IdScheme;
  readonly dataSetIdScheme?: IdScheme;
  /** For ADX. */
  readonly categoryIdScheme?: IdScheme;
  /** For ADX. */
  readonly categoryOptionIdScheme?: IdScheme;
}

export type DataValueImportStrategy = 'CREATE_AND_UPDATE' | 'CREATE' | 'UPDATE' | 'DELETE';

/**
 * Parameters of `POST /api/dataValueSets`. A parameter that the server does not know is ignored there silently
 * (`importMode=VALIDATE` then stores!), so one that is not in this list for the server's version throws
 * DHIS2_UNKNOWN_PARAMETER instead.
 */
export interface DataValueImportParameters extends DataValueIdSchemes {
  /** Default `CREATE_AND_UPDATE`, sent explicitly. */
  readonly importStrategy?: DataValueImportStrategy;
  /** Checks and counts, stores nothing. */
  readonly dryRun?: boolean;
  /** 2.43 on: stores all or nothing. */
  readonly atomic?: boolean;
  /** The data set that all values belong to. */
  readonly dataSet?: string;
  /** For superusers: expiry days, approval and the like are not checked. */
  readonly force?: boolean;
  readonly skipAudit?: boolean;
  /** Only for values that are certainly new: over existing ones 2.42 fails as a whole. */
  readonly skipExistingCheck?: boolean;
  readonly preheatCache?: boolean;
  /** The next five are true by default here, false on the server. */
  readonly strictPeriods?: boolean;
  readonly strictDataElements?: boolean;
  readonly strictCategoryOptionCombos?: boolean;
  readonly strictAttributeOptionCombos?: boolean;
  readonly strictOrganisationUnits?: boolean;
  readonly strictDataSetApproval?: boolean;
  readonly strictDataSetLocking?: boolean;
  readonly strictDataSetInputPeriods?: boolean;
  readonly requireCategoryOptionCombo?: boolean;
  readonly requireAttributeOptionCombo?: boolean;
  /** CSV only. */
  readonly firstRowIsHeader?: boolean;
}

export interface DataValueImportOptions extends DataValueImportParameters, CallOptions {
  /** Row number for a position in the set; default: what {@link rowNumber} carries, else the position plus one. */
  readonly rowAt?: (index: number) => number | undefined;
}

/** The checks that servers up to 2.42 leave out unless asked, and that data without a check breaks reports. */
export const strictDefaults: DataValueImportParameters = {
  importStrategy: 'CREATE_AND_UPDATE',
  strictPeriods: true,
  strictDataElements: true,
  strictCategoryOptionCombos: true,
  strictAttributeOptionCombos: true,
  strictOrganisationUnits: true,
};
