import type { Dhis2Version } from './dhis2-version.ts';

/** Releases that the client knows. */
export const profileNames = ['2.40', '2.41', '2.42', '2.43', '2.44'] as const;

/** A release that the client knows. */
export type ProfileName = (typeof profileNames)[number];

/** What differs between releases and matters to a client. */
export interface VersionProfile {
  readonly name: ProfileName;
  /** `classic` rejects single values and stores the rest; `grouped` (2.43 on) refuses all values of a data set's group. */
  readonly dataValueImporter: 'classic' | 'grouped';
  /** Whether new values are counted as `imported`; from 2.43 on all are `updated`. */
  readonly countsNewValues: boolean;
  /** How tracker lists are paged: flat keys with `instances`, both, or `pager` with a named list. */
  readonly trackerPaging: 'flat' | 'both' | 'nested';
  /** Separator and name of the org unit parameters of tracker lists. */
  readonly trackerOrgUnits: { readonly list: string; readonly separator: ',' | ';'; readonly mode: string };
  /** The parameter of ownership transfers that names the org unit. */
  readonly ownershipOrgUnit: 'ou' | 'orgUnit';
  /** The parameter of tracker calls that names one tracked entity. */
  readonly trackedEntityParameter: 'trackedEntity' | 'trackedEntityInstance';
  /** Whether enrollments and events are only listed with a program. */
  readonly trackerListsNeedProgram: boolean;
  /** How a data value set is asked for as ADX: by the Accept header or by the suffix of the path. */
  readonly adxExport: 'accept' | 'suffix';
  /** Whether a single data value that is not there is 404 (else 409). */
  readonly missingValueIsNotFound: boolean;
  /** Whether analytics runs need the list of data output period types, which is empty on a new database. */
  readonly hasOutputPeriodTypes: boolean;
  readonly oauth2TokenPath: string;
  /** Where approved data is accepted: a path of its own up to 2.41, then one below that of approvals. */
  readonly acceptancesPath: '/api/dataAcceptances' | '/api/dataApprovals/dataAcceptances';
}

const classic = {
  dataValueImporter: 'classic',
  countsNewValues: true,
  ownershipOrgUnit: 'ou',
  trackerListsNeedProgram: false,
  adxExport: 'accept',
  missingValueIsNotFound: false,
  hasOutputPeriodTypes: false,
} as const;

const current = {
  ...classic,
  trackerPaging: 'nested',
  trackerOrgUnits: { list: 'orgUnits', separator: ',', mode: 'orgUnitMode' },
  trackedEntityParameter: 'trackedEntity',
  oauth2TokenPath: '/oauth2/token',
  acceptancesPath: '/api/dataApprovals/dataAcceptances',
} as const;

const grouped = {
  ...current,
  dataValueImporter: 'grouped',
  countsNewValues: false,
  ownershipOrgUnit: 'orgUnit',
  trackerListsNeedProgram: true,
  adxExport: 'suffix',
  missingValueIsNotFound: true,
  hasOutputPeriodTypes: true,
} as const;

const profiles: Readonly<Record<ProfileName, VersionProfile>> = {
  '2.40': {
    ...classic,
    name: '2.40',
    trackerPaging: 'flat',
    trackerOrgUnits: { list: 'orgUnit', separator: ';', mode: 'ouMode' },
    trackedEntityParameter: 'trackedEntity',
    oauth2TokenPath: '/uaa/oauth/token',
    acceptancesPath: '/api/dataAcceptances',
  },
  '2.41': {
    ...classic,
    name: '2.41',
    trackerPaging: 'both',
    trackerOrgUnits: { list: 'orgUnits', separator: ',', mode: 'orgUnitMode' },
    trackedEntityParameter: 'trackedEntity',
    oauth2TokenPath: '/uaa/oauth/token',
    acceptancesPath: '/api/dataAcceptances',
  },
  '2.42': { ...current, name: '2.42' },
  '2.43': { ...grouped, name: '2.43' },
  '2.44': { ...grouped, name: '2.44' },
};

/** The profile for a version; for one outside of the known range the nearest. */
export function profileOf(version: Dhis2Version): VersionProfile {
  const minor = Math.min(44, Math.max(40, version.minor));
  return profiles[`2.${minor}` as ProfileName];
}

/** A sentence when the version is outside of the range that the client knows, else undefined. */
export function versionWarning(version: Dhis2Version): string | undefined {
  const known = `${profileNames[0]} to ${profileNames.at(-1)}`;
  if (version.minor < 40)
    return `DHIS2 ${version.text} is older than what is supported (${known}); behaving as for 2.40`;
  if (version.minor > 44) return `DHIS2 ${version.text} is newer than what is known (${known}); behaving as for 2.44`;
  return undefined;
}
