import type { Answer } from '../../http/answer.ts';
import { json } from '../../http/answer.ts';
import type { Call } from '../../http/call.ts';
import type { Router } from '../../http/router.ts';
import { forbidden } from '../../http/web-error.ts';
import type { MetadataObject } from '../../metadata/metadata-store.ts';
import { mayBySharing } from '../../security/access.ts';
import { hasAuthority } from '../../security/user.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { checkUnits } from '../aggregate/data-query.ts';
import { gridAnswer } from '../grid/grid-answer.ts';
import { badQuery, cacheable, missingTable, refusedQuery } from '../query-failure.ts';
import type { AnalyticsSnapshot } from '../tables/analytics-tables.ts';
import { enrollmentAggregateGrid, enrollmentQueryGrid } from './enrollment-query.ts';
import { entityQueryGrid } from './entity-query.ts';
import { eventAggregateGrid } from './event-aggregate.ts';
import { eventQueryGrid } from './event-query.ts';
import { selectEvents } from './event-selection.ts';
import type { TrackerQuery } from './tracker-query.ts';
import { readTrackerQuery } from './tracker-query.ts';

const anything: readonly string[] = [];

/** `/api/analytics/events`, `/enrollments` and `/trackedEntities`. */
export function eventRoutes(router: Router, context: ServerContext): void {
  const { minor } = context.profile;
  /** Where the SQL of a plain list names its table. */
  const position = minor >= 43 ? 414 : 246;
  const snapshotFor = (table: string, program: string): AnalyticsSnapshot => {
    const snapshot = context.analytics.snapshot(context);
    if (!snapshot) throw missingTable(`${table}_${program.toLowerCase()}`, position);
    return snapshot;
  };
  const prepared = (call: Call): TrackerQuery => {
    requireViewer(call);
    const query = readTrackerQuery(context, call, programOf(context, call));
    checkAccess(context, call, query);
    return query;
  };
  router.get(
    'analytics/events/query/{program}',
    (call) => {
      const query = prepared(call);
      return gridAnswer(
        context,
        call,
        eventQueryGrid(context, call, snapshotFor('analytics_event', query.program!.id), query),
        'events',
      );
    },
    anything,
  );
  router.get(
    'analytics/events/aggregate/{program}',
    (call) => {
      const query = prepared(call);
      return gridAnswer(
        context,
        call,
        eventAggregateGrid(context, call, snapshotFor('analytics_event', query.program!.id), query),
        'events',
      );
    },
    anything,
  );
  router.get('analytics/events/count/{program}', (call) => {
    const query = prepared(call);
    const found = selectEvents(context, snapshotFor('analytics_event', query.program!.id), query);
    const counted = call.query.get('coordinatesOnly') === 'true' ? found.filter(({ event }) => event.geometry) : found;
    return json({ count: counted.length }, 200, cacheable);
  });
  router.get(
    'analytics/enrollments/query/{program}',
    (call) => {
      const query = prepared(call);
      return gridAnswer(
        context,
        call,
        enrollmentQueryGrid(context, call, snapshotFor('analytics_enrollment', query.program!.id), query),
        'enrollments',
      );
    },
    anything,
  );
  router.get(
    'analytics/enrollments/aggregate/{program}',
    (call) => {
      const query = prepared(call);
      return gridAnswer(
        context,
        call,
        enrollmentAggregateGrid(context, snapshotFor('analytics_enrollment', query.program!.id), query),
        'enrollments',
      );
    },
    anything,
  );
  router.get('analytics/trackedEntities/query/{type}', (call) => entityAnswer(context, call, snapshotFor), anything);
}

function entityAnswer(
  context: ServerContext,
  call: Call,
  snapshotFor: (table: string, id: string) => AnalyticsSnapshot,
): Answer {
  requireViewer(call);
  const id = call.params['type']!;
  const type = context.metadata.get('trackedEntityTypes', id);
  if (!type) throw badQuery('E7125', id);
  const programId = call.query.get('program');
  const program = context.metadata.get('programs', programId ?? undefined);
  if (programId !== null && !program) throw badQuery('E7129', programId);
  const query = readTrackerQuery(context, call, program);
  checkAccess(context, call, query);
  const asked = program && !call.query.has('pe') ? { ...query, spans: [], relative: [], periods: [] } : query;
  const answer = gridAnswer(
    context,
    call,
    entityQueryGrid(context, snapshotFor('analytics_te', id), type, asked),
    'trackedEntities',
  );
  const { 'cache-control': _cache, ...headers } = answer.headers;
  return { ...answer, headers };
}

function programOf({ metadata }: ServerContext, call: Call): MetadataObject {
  const id = call.params['program']!;
  const program = metadata.get('programs', id);
  if (!program) throw badQuery('E7129', id);
  return program;
}

function requireViewer(call: Call): void {
  if (!hasAuthority(call.user, 'F_VIEW_EVENT_ANALYTICS')) throw forbidden('Access is denied');
}

function checkAccess(context: ServerContext, call: Call, query: TrackerQuery): void {
  if (query.program && !mayBySharing(call.user, query.program, 'dataRead'))
    throw refusedQuery('E7121', call.user.username, 'Program', query.program.id);
  checkUnits(context, { user: call.user, dimensions: [query.units], filters: [] });
}
