import { callOptions, type CallOptions } from '../http/call-options.ts';
import { checkParameters } from '../http/endpoint-parameters.ts';
import { endpointParameters } from '../http/endpoint-parameters.generated.ts';
import type { HttpClient } from '../http/http-client.ts';
import { segment } from '../http/query.ts';
import type { Page } from '../metadata/page.ts';
import type { ImportOutcome } from '../outcome/import-outcome.ts';
import { sendImport } from '../outcome/send-import.ts';
import type { VersionGuard } from '../version/version-guard.ts';
import { pageOf, TrackerList, type TrackerKind } from './tracker-list.ts';
import type { Enrollment, Relationship, TrackedEntity, TrackerEvent, TrackerPayload } from './tracker-models.ts';
import {
  trackerImportQuery,
  type EnrollmentQuery,
  type EventQuery,
  type RelationshipQuery,
  type TrackedEntityQuery,
  type TrackerImportOptions,
} from './tracker-options.ts';

/** One change of a tracked entity or event. */
export interface TrackerChange {
  readonly createdAt: string;
  readonly type: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly createdBy?: { readonly uid: string; readonly username: string };
  readonly change: Readonly<Record<string, unknown>>;
}

/** `/api/tracker`: import, and export of tracked entities, enrollments, events and relationships. */
export class TrackerApi {
  readonly trackedEntities: TrackerList<TrackedEntity, TrackedEntityQuery>;
  readonly enrollments: TrackerList<Enrollment, EnrollmentQuery>;
  readonly events: TrackerList<TrackerEvent, EventQuery>;
  /** Events of programs with registration; 2.43 on. */
  readonly trackerEvents: TrackerList<TrackerEvent, EventQuery>;
  /** Events of programs without registration; 2.43 on. */
  readonly singleEvents: TrackerList<TrackerEvent, EventQuery>;
  readonly relationships: TrackerList<Relationship, RelationshipQuery>;
  readonly #http: HttpClient;
  readonly #versions: VersionGuard;

  constructor(http: HttpClient, versions: VersionGuard) {
    this.#http = http;
    this.#versions = versions;
    const list = <Model, Query>(
      plural: keyof typeof endpointParameters,
      kind: Partial<TrackerKind> & { uid: string },
    ) =>
      new TrackerList<Model, Query>(http, versions, {
        plural,
        oneOrgUnit: false,
        parameters: endpointParameters[plural],
        ...kind,
      });
    const event = { uid: 'event', oneOrgUnit: true };
    const since = { minor: 43, replacement: 'Use tracker.events' };
    this.trackedEntities = list('trackedEntities', { uid: 'trackedEntity' });
    this.enrollments = list('enrollments', { uid: 'enrollment' });
    this.events = list('events', event);
    this.trackerEvents = list('trackerEvents', { ...event, since });
    this.singleEvents = list('singleEvents', { ...event, since });
    this.relationships = list('relationships', { uid: 'relationship' });
  }

  /**
   * Imports and waits for the report. A synchronous import answers 200 even when objects were rejected (`atomic: false`):
   * read the outcome. One import is one transaction, so a lost one has stored all or nothing.
   *
   * @example
   * ```ts
   * import { createClient, uidFrom } from '@dhow/dhis2';
   *
   * const dhis2 = createClient({ baseUrl: 'http://localhost:8080' });
   * const event = { event: uidFrom('clinic-a', 'visit 17'), program: 'prEvent0001', orgUnit: 'ouFacil0001', occurredAt: '2026-03-01' };
   * const outcome = await dhis2.tracker.import({ events: [event] });
   * ```
   */
  import(payload: TrackerPayload, options: TrackerImportOptions = {}): Promise<ImportOutcome> {
    return this.#import(payload, options, false);
  }

  /** Imports as a job; follow `job` of the outcome with `dhis2.jobs`. */
  importAsync(payload: TrackerPayload, options: TrackerImportOptions = {}): Promise<ImportOutcome> {
    return this.#import(payload, options, true);
  }

  /** Imports events from CSV, as the export writes it. */
  async importCsv(
    csv: string | AsyncIterable<Uint8Array>,
    options: TrackerImportOptions & { readonly skipFirst?: boolean } = {},
  ): Promise<ImportOutcome> {
    const { skipFirst = true, ...rest } = options;
    return sendImport(
      this.#http,
      {
        method: 'POST',
        path: '/api/tracker',
        query: { ...trackerImportQuery(rest, false), skipFirst },
        body: csv,
        contentType: 'text/csv',
        ...callOptions(options),
      },
      options.rowOfUid ? { rowOfUid: options.rowOfUid } : {},
    );
  }

  /** What was changed at a tracked entity or event, newest first (2.42 on). A new server of 2.43 answers with none. */
  async changes(
    kind: 'trackedEntities' | 'events',
    uid: string,
    options: CallOptions & { readonly program?: string; readonly page?: number; readonly pageSize?: number } = {},
  ): Promise<Page<TrackerChange>> {
    const path = `/api/tracker/${kind}/${segment(uid)}/changeLogs`;
    const { program, page, pageSize } = options;
    const query = { program, page, pageSize };
    const body = await this.#http.json<Record<string, unknown>>({
      method: 'GET',
      path,
      query,
      ...callOptions(options),
    });
    return pageOf(body, 'changeLogs');
  }

  /** Adds a note. */
  async addNote(kind: 'enrollments' | 'events', uid: string, value: string, options: CallOptions = {}): Promise<void> {
    const path = `/api/tracker/${kind}/${segment(uid)}/note`;
    await this.#http.read({ method: 'POST', path, body: { value }, ...options });
  }

  /** Moves the ownership of a tracked entity in a program to another org unit. */
  async transferOwnership(
    trackedEntity: string,
    program: string,
    orgUnit: string,
    options: CallOptions = {},
  ): Promise<void> {
    const { ownershipOrgUnit } = await this.#versions.profile(options.signal);
    const query = { trackedEntity, program, [ownershipOrgUnit]: orgUnit };
    await this.#http.read({ method: 'PUT', path: '/api/tracker/ownership/transfer', query, ...options });
  }

  /** Breaks the glass: temporary access to a tracked entity of a protected program, recorded with the reason. */
  async overrideOwnership(
    trackedEntity: string,
    program: string,
    reason: string,
    options: CallOptions = {},
  ): Promise<void> {
    const query = { trackedEntity, program, reason };
    await this.#http.read({ method: 'POST', path: '/api/tracker/ownership/override', query, ...options });
  }

  /** The file of an attribute or of a data value, as it arrives. */
  async file(
    of:
      | { readonly trackedEntity: string; readonly attribute: string; readonly program?: string }
      | { readonly event: string; readonly dataElement: string },
    options: CallOptions = {},
  ): Promise<AsyncIterable<Uint8Array>> {
    const path =
      'event' in of
        ? `/api/tracker/events/${segment(of.event)}/dataValues/${segment(of.dataElement)}/file`
        : `/api/tracker/trackedEntities/${segment(of.trackedEntity)}/attributes/${segment(of.attribute)}/file`;
    const query = 'program' in of ? { program: of.program } : undefined;
    const answer = await this.#http.stream({ method: 'GET', path, query, accept: '*/*', ...options });
    return answer.stream();
  }

  async #import(payload: TrackerPayload, options: TrackerImportOptions, async: boolean): Promise<ImportOutcome> {
    const query = trackerImportQuery(options, async);
    const { version } = await this.#versions.get(options.signal);
    checkParameters(endpointParameters.trackerImport, query, version);
    return sendImport(
      this.#http,
      { method: 'POST', path: '/api/tracker', query, body: payload, ...callOptions(options) },
      options.rowOfUid ? { rowOfUid: options.rowOfUid } : {},
    );
  }
}
