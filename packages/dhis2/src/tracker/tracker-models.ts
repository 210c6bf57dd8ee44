import type { Geometry } from '../models/dhis2-2.42.generated.ts';

/** A user as tracker objects name one. */
export interface TrackerUser {
  uid: string;
  username: string;
  firstName?: string;
  surname?: string;
}

export interface TrackerAttribute {
  attribute: string;
  /** Null takes the stored value away. */
  value: string | null;
  code?: string;
  displayName?: string;
  valueType?: string;
  createdAt?: string;
  updatedAt?: string;
  storedBy?: string;
}

export interface TrackerDataValue {
  dataElement: string;
  /** Null takes the stored value away; a value left out stays. */
  value: string | null;
  providedElsewhere?: boolean;
  createdAt?: string;
  updatedAt?: string;
  storedBy?: string;
  createdBy?: TrackerUser;
  updatedBy?: TrackerUser;
}

export interface TrackerNote {
  note: string;
  value: string;
  storedAt?: string;
  storedBy?: string;
  createdBy?: TrackerUser;
}

export interface ProgramOwner {
  program: string;
  orgUnit: string;
  trackedEntity?: string;
}

/** A tracked entity, as `/api/tracker` reads and writes it. */
export interface TrackedEntity {
  trackedEntity: string;
  trackedEntityType: string;
  orgUnit: string;
  createdAt?: string;
  createdAtClient?: string;
  updatedAt?: string;
  updatedAtClient?: string;
  inactive?: boolean;
  deleted?: boolean;
  potentialDuplicate?: boolean;
  geometry?: Geometry;
  storedBy?: string;
  createdBy?: TrackerUser;
  updatedBy?: TrackerUser;
  attributes?: TrackerAttribute[];
  enrollments?: Enrollment[];
  relationships?: Relationship[];
  programOwners?: ProgramOwner[];
}

export type EnrollmentStatusName = 'ACTIVE' | 'COMPLETED' | 'CANCELLED';

export interface Enrollment {
  enrollment: string;
  trackedEntity?: string;
  program: string;
  orgUnit: string;
  enrolledAt: string;
  status?: EnrollmentStatusName;
  occurredAt?: string;
  createdAt?: string;
  createdAtClient?: string;
  updatedAt?: string;
  updatedAtClient?: string;
  completedAt?: string;
  completedBy?: string;
  followUp?: boolean;
  deleted?: boolean;
  geometry?: Geometry;
  storedBy?: string;
  createdBy?: TrackerUser;
  updatedBy?: TrackerUser;
  /** From 2.43 on. */
  attributeOptionCombo?: string;
  attributes?: TrackerAttribute[];
  events?: TrackerEvent[];
  relationships?: Relationship[];
  notes?: TrackerNote[];
}

/** `VISITED` is gone after 2.40. */
export type EventStatusName = 'ACTIVE' | 'COMPLETED' | 'SCHEDULE' | 'OVERDUE' | 'SKIPPED' | 'VISITED';

/** An event of a program with or without registration. */
export interface TrackerEvent {
  event: string;
  program: string;
  programStage?: string;
  enrollment?: string;
  trackedEntity?: string;
  orgUnit: string;
  status?: EventStatusName;
  occurredAt?: string;
  scheduledAt?: string;
  completedAt?: string;
  completedBy?: string;
  createdAt?: string;
  createdAtClient?: string;
  updatedAt?: string;
  updatedAtClient?: string;
  followUp?: boolean;
  deleted?: boolean;
  geometry?: Geometry;
  storedBy?: string;
  createdBy?: TrackerUser;
  updatedBy?: TrackerUser;
  assignedUser?: TrackerUser;
  attributeOptionCombo?: string;
  /** Uids with commas between them. */
  attributeCategoryOptions?: string;
  dataValues?: TrackerDataValue[];
  relationships?: Relationship[];
  notes?: TrackerNote[];
}

/** One side of a relationship: exactly one of the three. */
export interface RelationshipItem {
  trackedEntity?: { trackedEntity: string };
  enrollment?: { enrollment: string };
  event?: { event: string };
}

/** Relationships cannot be changed: delete and create. */
export interface Relationship {
  relationship: string;
  relationshipType: string;
  relationshipName?: string;
  bidirectional?: boolean;
  createdAt?: string;
  createdAtClient?: string;
  updatedAt?: string;
  deleted?: boolean;
  from: RelationshipItem;
  to: RelationshipItem;
}

/** What an import takes: flat lists, or trees (tracked entity > enrollments > events). */
export interface TrackerPayload {
  readonly trackedEntities?: readonly TrackerDraft<TrackedEntity>[];
  readonly enrollments?: readonly TrackerDraft<Enrollment>[];
  readonly events?: readonly TrackerDraft<TrackerEvent>[];
  readonly relationships?: readonly TrackerDraft<Relationship>[];
}

/** An object to be imported. Always give uids of your own: reports name objects by uid alone. */
export type TrackerDraft<Model> = { readonly [Key in keyof Model]?: Model[Key] };
