import type {
  Enrollment,
  Relationship,
  RelationshipItem,
  TrackedEntity,
  TrackerDraft,
  TrackerEvent,
  TrackerPayload,
} from '../tracker/tracker-models.ts';
import { generateUid } from '../uid/uid.ts';

/** A payload of which every object has a uid, with what it holds and refers to. */
export interface IdentifiedPayload {
  readonly payload: TrackerPayload;
  /** Uids of its objects, nested ones too. */
  readonly uids: readonly string[];
  /** Uids of other objects that its objects belong to. */
  readonly references: readonly string[];
}

/**
 * Gives a uid to each object that has none: reports name objects by uid alone, and only with one can an import whose answer
 * was lost be sent again without doubles.
 */
export function identify(payload: TrackerPayload): IdentifiedPayload {
  const walk = new Walk();
  const { trackedEntities, enrollments, events, relationships } = payload;
  const identified: TrackerPayload = {
    ...(trackedEntities ? { trackedEntities: trackedEntities.map(walk.trackedEntity) } : {}),
    ...(enrollments ? { enrollments: enrollments.map(walk.enrollment) } : {}),
    ...(events ? { events: events.map(walk.event) } : {}),
    ...(relationships ? { relationships: relationships.map(walk.relationship) } : {}),
  };
  return { payload: identified, uids: walk.uids, references: walk.references };
}

class Walk {
  readonly uids: string[] = [];
  readonly references: string[] = [];

  readonly trackedEntity = (draft: TrackerDraft<TrackedEntity>): TrackerDraft<TrackedEntity> => ({
    ...draft,
    trackedEntity: this.#own(draft.trackedEntity),
    ...(draft.enrollments ? { enrollments: draft.enrollments.map(this.enrollment) as Enrollment[] } : {}),
    ...(draft.relationships ? { relationships: draft.relationships.map(this.relationship) as Relationship[] } : {}),
  });

  readonly enrollment = (draft: TrackerDraft<Enrollment>): TrackerDraft<Enrollment> => {
    this.#refer(draft.trackedEntity);
    return {
      ...draft,
      enrollment: this.#own(draft.enrollment),
      ...(draft.events ? { events: draft.events.map(this.event) as TrackerEvent[] } : {}),
      ...(draft.relationships ? { relationships: draft.relationships.map(this.relationship) as Relationship[] } : {}),
    };
  };

  readonly event = (draft: TrackerDraft<TrackerEvent>): TrackerDraft<TrackerEvent> => {
    this.#refer(draft.enrollment);
    return {
      ...draft,
      event: this.#own(draft.event),
      ...(draft.relationships ? { relationships: draft.relationships.map(this.relationship) as Relationship[] } : {}),
    };
  };

  readonly relationship = (draft: TrackerDraft<Relationship>): TrackerDraft<Relationship> => {
    this.#refer(end(draft.from));
    this.#refer(end(draft.to));
    return { ...draft, relationship: this.#own(draft.relationship) };
  };

  #own(given: string | undefined): string {
    const uid = given ?? generateUid();
    this.uids.push(uid);
    return uid;
  }

  #refer(uid: string | undefined): void {
    if (uid !== undefined) this.references.push(uid);
  }
}

function end(item: RelationshipItem | undefined): string | undefined {
  return item?.trackedEntity?.trackedEntity ?? item?.enrollment?.enrollment ?? item?.event?.event;
}
