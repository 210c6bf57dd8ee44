import type { IdScheme } from '../data-values/import-options.ts';
import type { CallOptions } from '../http/call-options.ts';
import type { Query } from '../http/query.ts';

export type TrackerImportStrategy = 'CREATE' | 'UPDATE' | 'CREATE_AND_UPDATE' | 'DELETE';

/** How a tracker import runs. What is not given is sent explicitly with these defaults, since the manual's and the code's differ. */
export interface TrackerImportOptions extends CallOptions {
  /** Default `CREATE_AND_UPDATE`. */
  readonly importStrategy?: TrackerImportStrategy;
  /** True (default): one bad object stops the whole import. False: the others are stored. */
  readonly atomic?: boolean;
  /** Checks without storing. The counts are then all 0. */
  readonly dryRun?: boolean;
  /** `SKIP` stores invalid values for superusers; `FAIL_FAST` makes some servers fail. Default `FULL`. */
  readonly validationMode?: 'FULL' | 'FAIL_FAST' | 'SKIP';
  readonly skipPatternValidation?: boolean;
  readonly skipSideEffects?: boolean;
  readonly skipRuleEngine?: boolean;
  readonly flushMode?: 'AUTO' | 'OBJECT';
  readonly reportMode?: 'FULL' | 'ERRORS' | 'WARNINGS';
  readonly idScheme?: IdScheme;
  readonly dataElementIdScheme?: IdScheme;
  readonly orgUnitIdScheme?: IdScheme;
  readonly programIdScheme?: IdScheme;
  readonly programStageIdScheme?: IdScheme;
  readonly categoryOptionIdScheme?: IdScheme;
  readonly categoryOptionComboIdScheme?: IdScheme;
  /** Row number of an object by its uid, for the outcome's rejections. */
  readonly rowOfUid?: (uid: string) => number | undefined;
}

export function trackerImportQuery(options: TrackerImportOptions, async: boolean): Query {
  const { signal: _s, timeoutMs: _t, rowOfUid: _r, atomic, dryRun, ...rest } = options;
  return {
    async,
    importStrategy: 'CREATE_AND_UPDATE',
    atomicMode: atomic === false ? 'OBJECT' : 'ALL',
    importMode: dryRun ? 'VALIDATE' : 'COMMIT',
    ...rest,
  };
}

export type OrgUnitMode = 'SELECTED' | 'CHILDREN' | 'DESCENDANTS' | 'ACCESSIBLE' | 'CAPTURE' | 'ALL';

/** Conditions that all tracker lists know. Names are those of 2.42; older servers get theirs. */
export interface TrackerListQuery {
  /** Needed by most lists, and by 2.43 for enrollments and events. */
  readonly program?: string;
  readonly orgUnits?: string | readonly string[];
  readonly orgUnitMode?: OrgUnitMode;
  readonly updatedAfter?: string;
  readonly updatedBefore?: string;
  /** ISO 8601 duration: `P1D`. */
  readonly updatedWithin?: string;
  readonly includeDeleted?: boolean;
  /** `createdAt:asc`. Pages of a list that grows meanwhile hold objects twice; ascending order avoids it. */
  readonly order?: string;
  /** `attribute:operator:value`, several with all. */
  readonly filter?: string | readonly string[];
  readonly followUp?: boolean;
}

export interface TrackedEntityQuery extends TrackerListQuery {
  readonly trackedEntityType?: string;
  readonly trackedEntities?: readonly string[];
  readonly enrollmentStatus?: string;
  readonly enrollmentEnrolledAfter?: string;
  readonly enrollmentEnrolledBefore?: string;
  readonly enrollmentOccurredAfter?: string;
  readonly enrollmentOccurredBefore?: string;
  readonly programStage?: string;
  readonly eventStatus?: string;
  readonly eventOccurredAfter?: string;
  readonly eventOccurredBefore?: string;
  readonly assignedUserMode?: string;
  readonly assignedUsers?: readonly string[];
  readonly potentialDuplicate?: boolean;
  readonly idScheme?: IdScheme;
  readonly orgUnitIdScheme?: IdScheme;
}

export interface EnrollmentQuery extends TrackerListQuery {
  readonly trackedEntity?: string;
  readonly enrollments?: readonly string[];
  readonly status?: string;
  readonly enrolledAfter?: string;
  readonly enrolledBefore?: string;
}

export interface EventQuery extends TrackerListQuery {
  readonly programStage?: string;
  readonly trackedEntity?: string;
  readonly enrollments?: readonly string[];
  readonly events?: readonly string[];
  readonly status?: string;
  readonly occurredAfter?: string;
  readonly occurredBefore?: string;
  readonly scheduledAfter?: string;
  readonly scheduledBefore?: string;
  readonly filterAttributes?: string | readonly string[];
  readonly attributeCategoryCombo?: string;
  readonly attributeCategoryOptions?: readonly string[];
  readonly enrollmentStatus?: string;
  readonly enrollmentEnrolledAfter?: string;
  readonly enrollmentEnrolledBefore?: string;
  readonly enrollmentOccurredAfter?: string;
  readonly enrollmentOccurredBefore?: string;
  readonly assignedUserMode?: string;
  readonly assignedUsers?: readonly string[];
  readonly idScheme?: IdScheme;
  readonly dataElementIdScheme?: IdScheme;
  readonly orgUnitIdScheme?: IdScheme;
  readonly programIdScheme?: IdScheme;
  readonly programStageIdScheme?: IdScheme;
}

/** Relationships of one object; without one the server refuses. */
export interface RelationshipQuery {
  readonly trackedEntity?: string;
  readonly enrollment?: string;
  readonly event?: string;
  readonly includeDeleted?: boolean;
  readonly order?: string;
}
