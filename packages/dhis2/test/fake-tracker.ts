import type { TrackerEvent, TrackerPayload } from '../src/index.ts';
import type { ScriptedAnswer, SeenRequest } from './scripted-transport.ts';

/** A tracker that stores events by uid, refuses values that are no numbers, and reports as DHIS2 does. */
export class FakeTracker {
  readonly stored = new Map<string, unknown>();
  readonly sizes: number[] = [];

  answer(request: SeenRequest): ScriptedAnswer {
    const { events = [] } = JSON.parse(request.body) as TrackerPayload;
    this.sizes.push(events.length);
    const strategy = request.query.get('importStrategy') ?? '';
    const stats = { created: 0, updated: 0, deleted: 0, ignored: 0, total: events.length };
    const errorReports: object[] = [];
    for (const event of events) {
      const error = this.#check(event as TrackerEvent, strategy);
      if (error) {
        stats.ignored++;
        errorReports.push({ message: `${error} refused`, errorCode: error, trackerType: 'EVENT', uid: event.event });
        continue;
      }
      stats[this.stored.has(event.event!) ? 'updated' : 'created']++;
      this.stored.set(event.event!, event);
    }
    const status = errorReports.length === events.length && events.length > 0 ? 'ERROR' : 'OK';
    const validationReport = { errorReports, warningReports: [] };
    return { status: status === 'ERROR' ? 409 : 200, body: { status, validationReport, stats } };
  }

  #check(event: TrackerEvent, strategy: string): string | undefined {
    if (strategy === 'CREATE' && this.stored.has(event.event)) return 'E1030';
    const bad = event.dataValues?.some(({ value }) => Number.isNaN(Number(value)));
    return bad ? 'E1302' : undefined;
  }
}
