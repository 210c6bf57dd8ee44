import type { ServerContext } from '../server/server-context.ts';
import { idWriter } from '../data-values/id-resolver.ts';
import { javaHashOrder } from '../state/java-order.ts';
import type { JsonObject } from '../state/json.ts';
import { objectsAt, refAt, textAt } from '../state/json.ts';
import type { TrackerFields } from './tracker-fields.ts';
import type {
  Enrollment,
  Relationship,
  RelationshipItem,
  TrackedEntity,
  TrackerEvent,
  TrackerStore,
} from './tracker-store.ts';

/** How tracker objects are shown: with which ids, attributes of which program, deleted ones too or not. */
export interface ViewOptions {
  readonly program?: string | undefined;
  readonly includeDeleted: boolean;
  readonly schemes: URLSearchParams;
}

/** What stands at the ends of a relationship when no fields of it are named: going further would not come to an end. */
const endFields = {
  entity: '*,!relationships,!enrollments,!programOwners',
  enrollment: '*,!relationships,!events,!attributes',
  event: '*,!relationships',
} as const;

/** Shows tracker objects as the export endpoints do. */
export class TrackerView {
  readonly #context: ServerContext;
  readonly #store: TrackerStore;
  readonly #options: ViewOptions;
  readonly #id: Readonly<Record<string, (uid: string) => string>>;

  constructor(context: ServerContext, store: TrackerStore, options: ViewOptions) {
    this.#context = context;
    this.#store = store;
    this.#options = options;
    const writer = (plural: string, name: string): ((uid: string) => string) => {
      const write = idWriter(context, plural, options.schemes.get(name) ?? options.schemes.get('idScheme') ?? 'UID');
      return (uid) => write(uid) ?? uid;
    };
    this.#id = {
      orgUnit: writer('organisationUnits', 'orgUnitIdScheme'),
      program: writer('programs', 'programIdScheme'),
      programStage: writer('programStages', 'programStageIdScheme'),
      dataElement: writer('dataElements', 'dataElementIdScheme'),
      combo: writer('categoryOptionCombos', 'categoryOptionComboIdScheme'),
    };
  }

  /** A person; in a list the attributes stand newest first, alone in the order of type and program. */
  entity(entity: TrackedEntity, fields: TrackerFields, inList = false): JsonObject {
    const all: JsonObject = {
      trackedEntity: entity.trackedEntity,
      trackedEntityType: entity.trackedEntityType,
      createdAt: entity.createdAt,
      updatedAt: entity.updatedAt,
      orgUnit: this.#id['orgUnit']!(entity.orgUnit),
      inactive: entity.inactive,
      deleted: entity.deleted,
      potentialDuplicate: entity.potentialDuplicate,
      ...(entity.geometry ? { geometry: entity.geometry } : {}),
      createdBy: entity.createdBy,
      updatedBy: entity.updatedBy,
      attributes: this.attributes(entity, this.#options.program, inList),
    };
    if (fields.has('relationships'))
      all['relationships'] = this.#relationshipsOf('trackedEntity', entity.trackedEntity, fields);
    if (fields.has('enrollments')) {
      const inner = fields.inner('enrollments');
      const shown = this.#store.enrollmentsOf(entity.trackedEntity).filter((e) => this.#shows(e));
      const ofProgram = shown.filter((e) => this.#options.program === undefined || e.program === this.#options.program);
      all['enrollments'] = ofProgram.map((e) => this.enrollment(e, inner));
    }
    if (fields.has('programOwners')) all['programOwners'] = this.#owners(entity.trackedEntity);
    const picked = fields.pick({ ...all, enrollments: null });
    delete picked['enrollments'];
    if (all['enrollments'] !== undefined) picked['enrollments'] = all['enrollments'];
    return picked;
  }

  enrollment(enrollment: Enrollment, fields: TrackerFields): JsonObject {
    const { minor } = this.#context.profile;
    const all: JsonObject = {
      enrollment: enrollment.enrollment,
      createdAt: enrollment.createdAt,
      updatedAt: enrollment.updatedAt,
      trackedEntity: enrollment.trackedEntity,
      program: this.#id['program']!(enrollment.program),
      status: enrollment.status,
      orgUnit: this.#id['orgUnit']!(enrollment.orgUnit),
      enrolledAt: enrollment.enrolledAt,
      occurredAt: enrollment.occurredAt,
      followUp: enrollment.followUp,
      deleted: enrollment.deleted,
      ...this.#storedBy(enrollment.createdBy.username),
      ...(enrollment.completedAt ? { completedAt: enrollment.completedAt } : {}),
      ...(enrollment.completedBy ? { completedBy: enrollment.completedBy } : {}),
      ...(enrollment.geometry ? { geometry: enrollment.geometry } : {}),
      createdBy: enrollment.createdBy,
      updatedBy: enrollment.updatedBy,
      ...(minor >= 43 ? { attributeOptionCombo: enrollment.attributeOptionCombo } : {}),
      notes: enrollment.notes.map((note) => ({ ...note })),
    };
    if (fields.has('attributes')) {
      const entity = this.#store.trackedEntities.get(enrollment.trackedEntity);
      all['attributes'] = entity ? this.attributes(entity, enrollment.program) : [];
    }
    if (fields.has('relationships'))
      all['relationships'] = this.#relationshipsOf('enrollment', enrollment.enrollment, fields);
    const picked = fields.pick({ ...all, events: null });
    delete picked['events'];
    if (fields.has('events')) {
      const inner = fields.inner('events');
      picked['events'] = this.#store
        .eventsOf(enrollment.enrollment)
        .filter((e) => this.#shows(e))
        .map((e) => this.event(e, inner));
    }
    return picked;
  }

  event(event: TrackerEvent, fields: TrackerFields): JsonObject {
    const enrollment = event.enrollment === undefined ? undefined : this.#store.enrollments.get(event.enrollment);
    const all: JsonObject = {
      event: event.event,
      status: event.status,
      program: this.#id['program']!(event.program),
      programStage: this.#id['programStage']!(event.programStage),
      ...(event.enrollment === undefined ? {} : { enrollment: event.enrollment }),
      ...(enrollment ? { trackedEntity: enrollment.trackedEntity } : {}),
      orgUnit: this.#id['orgUnit']!(event.orgUnit),
      ...(event.occurredAt ? { occurredAt: event.occurredAt } : {}),
      ...(event.scheduledAt ? { scheduledAt: event.scheduledAt } : {}),
      ...this.#storedBy(event.createdBy.username),
      followUp: event.followUp,
      deleted: event.deleted,
      createdAt: event.createdAt,
      updatedAt: event.updatedAt,
      attributeOptionCombo: this.#id['combo']!(event.attributeOptionCombo),
      attributeCategoryOptions: event.attributeCategoryOptions,
      ...(event.completedBy ? { completedBy: event.completedBy } : {}),
      ...(event.completedAt ? { completedAt: event.completedAt } : {}),
      ...(event.geometry ? { geometry: event.geometry } : {}),
      createdBy: event.createdBy,
      updatedBy: event.updatedBy,
      dataValues: this.dataValues(event),
      notes: event.notes.map((note) => ({ ...note })),
    };
    if (fields.has('relationships')) all['relationships'] = this.#relationshipsOf('event', event.event, fields);
    return fields.pick(all);
  }

  dataValues(event: TrackerEvent): JsonObject[] {
    return javaHashOrder(Object.keys(event.dataValues).toSorted(byLength)).map((element) => {
      const { value, createdAt, updatedAt, storedBy, providedElsewhere, createdBy, updatedBy } =
        event.dataValues[element]!;
      return {
        createdAt,
        updatedAt,
        storedBy,
        providedElsewhere,
        dataElement: this.#id['dataElement']!(element),
        value,
        createdBy,
        updatedBy,
      };
    });
  }

  relationship(relationship: Relationship, fields: TrackerFields): JsonObject {
    const type = this.#context.metadata.get('relationshipTypes', relationship.relationshipType);
    const all: JsonObject = {
      relationship: relationship.relationship,
      relationshipName: textAt(type, 'name') ?? '',
      relationshipType: relationship.relationshipType,
      createdAt: relationship.createdAt,
      updatedAt: relationship.updatedAt,
      deleted: relationship.deleted,
      bidirectional: type?.['bidirectional'] === true,
    };
    const shown = fields.pick(all);
    for (const side of ['from', 'to'] as const)
      if (fields.has(side)) shown[side] = this.#end(relationship[side], fields.inner(side));
    return shown;
  }

  /** One end of a relationship: the person, enrollment or event, without its own relationships unless they are named. */
  #end(item: RelationshipItem, fields: TrackerFields): JsonObject {
    const { trackedEntity, enrollment, event } = item;
    if (trackedEntity !== undefined && fields.has('trackedEntity')) {
      const person = this.#store.trackedEntities.get(trackedEntity);
      return person ? { trackedEntity: this.entity(person, fields.inner('trackedEntity', endFields.entity)) } : {};
    }
    if (enrollment !== undefined && fields.has('enrollment')) {
      const found = this.#store.enrollments.get(enrollment);
      return found ? { enrollment: this.enrollment(found, fields.inner('enrollment', endFields.enrollment)) } : {};
    }
    if (event !== undefined && fields.has('event')) {
      const found = this.#store.events.get(event);
      return found ? { event: this.event(found, fields.inner('event', endFields.event)) } : {};
    }
    return {};
  }

  /** The attributes of a person: those of its type, and of the program when one is named. */
  attributes(entity: TrackedEntity, program: string | undefined, newestFirst = false): JsonObject[] {
    const { metadata } = this.#context;
    const shown: string[] = [];
    const type = metadata.get('trackedEntityTypes', entity.trackedEntityType);
    for (const entry of objectsAt(type, 'trackedEntityTypeAttributes'))
      shown.push(refAt(entry, 'trackedEntityAttribute')!);
    if (program !== undefined) {
      for (const entry of objectsAt(metadata.get('programs', program), 'programTrackedEntityAttributes'))
        shown.push(refAt(entry, 'trackedEntityAttribute')!);
    }
    const wanted = new Set(shown);
    const stored = Object.keys(entity.attributes);
    const inOrder = this.#context.profile.minor >= 43 ? stored : stored.toReversed();
    const seen = newestFirst
      ? inOrder.filter((id) => wanted.has(id))
      : [...wanted].filter((id) => entity.attributes[id]);
    return seen.map((id) => {
      const attribute = metadata.get('trackedEntityAttributes', id);
      const { value, createdAt, updatedAt, storedBy } = entity.attributes[id]!;
      const code = textAt(attribute, 'code');
      return {
        attribute: id,
        ...(code === undefined ? {} : { code }),
        displayName: textAt(attribute, 'name') ?? '',
        createdAt,
        updatedAt,
        ...this.#storedBy(storedBy),
        valueType: textAt(attribute, 'valueType') ?? 'TEXT',
        value,
      };
    });
  }

  #storedBy(username: string): JsonObject {
    return this.#context.profile.minor >= 43 ? { storedBy: username } : {};
  }

  #shows(object: { readonly deleted: boolean }): boolean {
    return this.#options.includeDeleted || !object.deleted;
  }

  #owners(entity: string): JsonObject[] {
    const owners: JsonObject[] = [];
    for (const [key, orgUnit] of this.#store.owners.entries()) {
      const [trackedEntity = '', program = ''] = key.split('/');
      if (trackedEntity === entity) owners.push({ orgUnit, trackedEntity, program });
    }
    return owners;
  }

  #relationshipsOf(kind: 'trackedEntity' | 'enrollment' | 'event', uid: string, fields: TrackerFields): JsonObject[] {
    const inner = fields.inner('relationships');
    return [...this.#store.relationships.values()]
      .filter((r) => this.#shows(r) && (r.from[kind] === uid || r.to[kind] === uid))
      .map((r) => this.relationship(r, inner));
  }
}

/** The order of keys in the database's JSON: shorter first, then by bytes. */
function byLength(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
