import type { ServerContext } from '../server/server-context.ts';
import type { User } from '../security/user.ts';
import { timestamp } from '../state/clock.ts';
import { idResolver } from '../data-values/id-resolver.ts';
import type { IdResolver } from '../data-values/id-resolver.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { JsonObject } from '../state/json.ts';
import { textAt } from '../state/json.ts';
import { trackerMessage } from './tracker-messages.ts';
import type { TrackerParams } from './tracker-params.ts';
import type { TrackerKind, TrackerPayload } from './tracker-payload.ts';
import type { TrackerIssue } from './tracker-report.ts';
import type { Actor, TrackerStore } from './tracker-store.ts';

/** What the checks and the storing of one tracker import share. */
export class TrackerScope {
  readonly context: ServerContext;
  readonly store: TrackerStore;
  readonly user: User;
  readonly params: TrackerParams;
  readonly payload: TrackerPayload;
  readonly now: string;
  /** Uids of the payload by kind, for references within it. */
  readonly entityIds: ReadonlySet<string>;
  readonly enrollmentIds: ReadonlyMap<string, JsonObject>;
  /** Unique attribute values that the payload has claimed: `attribute/value` to uid. */
  readonly claimed = new Map<string, string>();
  /** Uids of objects that may not be stored. */
  readonly invalid = new Set<string>();
  /** Those of them that are refused only because of what they refer to. */
  readonly cascaded = new Set<string>();
  readonly #resolvers = new Map<string, IdResolver>();

  constructor(context: ServerContext, store: TrackerStore, user: User, params: TrackerParams, payload: TrackerPayload) {
    this.context = context;
    this.store = store;
    this.user = user;
    this.params = params;
    this.payload = payload;
    this.now = timestamp(context.clock.now());
    this.entityIds = new Set(payload.trackedEntities.map((e) => textAt(e, 'trackedEntity')!));
    this.enrollmentIds = new Map(payload.enrollments.map((e) => [textAt(e, 'enrollment')!, e]));
  }

  get actor(): Actor {
    const { id, username, firstName, surname } = this.user;
    return { uid: id, username, firstName, surname };
  }

  get isDelete(): boolean {
    return this.params.importStrategy === 'DELETE';
  }

  /** The metadata object that an id of the payload names, in the scheme of its kind. */
  find(plural: string, id: string | undefined): MetadataObject | undefined {
    if (id === undefined) return undefined;
    let resolver = this.#resolvers.get(plural);
    if (!resolver) this.#resolvers.set(plural, (resolver = idResolver(this.context, plural, this.#scheme(plural))));
    return this.context.metadata.get(plural, resolver.uid(id));
  }

  /** An id as Java prints the identifier that it was read into. */
  identifier(plural: string, id: string | undefined): string {
    const [scheme = 'UID', attribute] = this.#scheme(plural).split(':');
    const value = attribute === undefined ? 'null' : id;
    return `MetadataIdentifier(idScheme=${scheme}, identifier=${attribute ?? id ?? 'null'}, attributeValue=${value})`;
  }

  issue(
    kind: TrackerKind,
    uid: string,
    code: string,
    shown: readonly string[],
    args: readonly string[] = shown,
  ): TrackerIssue {
    return { code, kind, uid, args, message: trackerMessage(code, shown, this.context.profile.minor) };
  }

  #scheme(plural: string): string {
    const { schemes } = this.params;
    const name = schemeNames[plural];
    return (name === undefined ? undefined : schemes[name]) ?? schemes['idScheme'] ?? 'UID';
  }
}

const schemeNames: Readonly<Record<string, string>> = {
  dataElements: 'dataElementIdScheme',
  organisationUnits: 'orgUnitIdScheme',
  programs: 'programIdScheme',
  programStages: 'programStageIdScheme',
  categoryOptionCombos: 'categoryOptionComboIdScheme',
  categoryOptions: 'categoryOptionIdScheme',
};
