import type { TableRegistry } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import type { Table } from '../state/table.ts';

/** Who did something, as tracker objects name them. */
export type Actor = {
  readonly uid: string;
  readonly username: string;
  readonly firstName: string;
  readonly surname: string;
};

interface Stamped {
  /** The order in which objects were stored: lists are newest first. */
  readonly serial: number;
  readonly createdAt: string;
  updatedAt: string;
  readonly createdBy: Actor;
  updatedBy: Actor;
  createdAtClient?: string;
  updatedAtClient?: string;
  deleted: boolean;
}

export interface StoredAttribute {
  value: string;
  readonly createdAt: string;
  updatedAt: string;
  storedBy: string;
}

export interface TrackedEntity extends Stamped {
  readonly trackedEntity: string;
  readonly trackedEntityType: string;
  orgUnit: string;
  inactive: boolean;
  potentialDuplicate: boolean;
  geometry?: JsonObject;
  readonly attributes: Record<string, StoredAttribute>;
}

export interface Note {
  readonly note: string;
  readonly value: string;
  readonly storedAt: string;
  readonly storedBy: string;
  readonly createdBy: Actor;
}

export interface Enrollment extends Stamped {
  readonly enrollment: string;
  readonly trackedEntity: string;
  readonly program: string;
  orgUnit: string;
  status: string;
  enrolledAt: string;
  occurredAt: string;
  followUp: boolean;
  completedAt?: string;
  completedBy?: string;
  geometry?: JsonObject;
  readonly notes: Note[];
  readonly attributeOptionCombo: string;
}

export interface StoredDataValue extends StoredAttribute {
  providedElsewhere: boolean;
  readonly createdBy: Actor;
  updatedBy: Actor;
}

export interface TrackerEvent extends Stamped {
  readonly event: string;
  readonly program: string;
  readonly programStage: string;
  /** The enrollment; undefined for events of programs without registration. */
  readonly enrollment?: string;
  orgUnit: string;
  status: string;
  occurredAt?: string;
  scheduledAt?: string;
  completedAt?: string;
  completedBy?: string;
  followUp: boolean;
  attributeOptionCombo: string;
  attributeCategoryOptions: string;
  assignedUser?: string;
  geometry?: JsonObject;
  readonly dataValues: Record<string, StoredDataValue>;
  readonly notes: Note[];
}

/** One end of a relationship: exactly one kind of object. */
export type RelationshipItem = {
  readonly trackedEntity?: string;
  readonly enrollment?: string;
  readonly event?: string;
};

export interface Relationship extends Stamped {
  readonly relationship: string;
  readonly relationshipType: string;
  readonly from: RelationshipItem;
  readonly to: RelationshipItem;
}

/** A change that `changeLogs` lists. */
export type LogEntry = {
  readonly createdBy: Actor;
  readonly createdAt: string;
  readonly type: string;
  readonly change: JsonObject;
};

/** All tracker data: persons, enrollments, events, relationships, owners, change logs. */
export class TrackerStore {
  readonly trackedEntities: Table<TrackedEntity>;
  readonly enrollments: Table<Enrollment>;
  readonly events: Table<TrackerEvent>;
  readonly relationships: Table<Relationship>;
  /** `trackedEntity/program` to the org unit that owns the person in the program. */
  readonly owners: Table<string>;
  /** `user/trackedEntity/program` for access taken with a reason. */
  readonly overrides: Table<string>;
  readonly logs: Table<LogEntry[]>;
  readonly #serials: Table<number>;

  constructor(tables: TableRegistry) {
    this.trackedEntities = tables.table('tracker/trackedEntities');
    this.enrollments = tables.table('tracker/enrollments');
    this.events = tables.table('tracker/events');
    this.relationships = tables.table('tracker/relationships');
    this.owners = tables.table('tracker/owners');
    this.overrides = tables.table('tracker/overrides');
    this.logs = tables.table('tracker/logs');
    this.#serials = tables.table('tracker/serials');
  }

  nextSerial(): number {
    const serial = (this.#serials.get('last') ?? 0) + 1;
    this.#serials.set('last', serial);
    return serial;
  }

  /** Adds to the change log of an object, newest first. */
  log(key: string, entry: LogEntry): void {
    this.logs.set(key, [entry, ...(this.logs.get(key) ?? [])]);
  }

  enrollmentsOf(trackedEntity: string): Enrollment[] {
    return [...this.enrollments.values()].filter((e) => e.trackedEntity === trackedEntity);
  }

  eventsOf(enrollment: string): TrackerEvent[] {
    return [...this.events.values()].filter((e) => e.enrollment === enrollment);
  }
}
