import { dayFromText } from '../../periods/days.ts';
import { periodOf } from '../../periods/period.ts';
import { refAt, textAt } from '../../state/json.ts';
import type { RuleLookup, RuleValue } from '../../tracker/rule-expression.ts';
import { evaluateRule } from '../../tracker/rule-expression.ts';
import type { Enrollment, TrackerEvent } from '../../tracker/tracker-store.ts';
import type { CellSource, Located } from './element-cells.ts';
import type { Sample } from './aggregator.ts';
import type { DimensionItem } from '../dimensions/dimension.ts';

type PlacedSample = { readonly located: Located; readonly sample: Sample };

/** One sample for each event (or enrollment) of the programme that the indicator's filter lets through. */
export function programIndicatorSamples(source: CellSource, item: DimensionItem): PlacedSample[] {
  const { snapshot } = source;
  const program = refAt(item.object, 'program') ?? '';
  const enrollments = new Map(snapshot.enrollments.map((e) => [e.enrollment, e]));
  const byEnrollment = textAt(item.object, 'analyticsType') === 'ENROLLMENT';
  const places = byEnrollment
    ? snapshot.enrollments.filter((e) => e.program === program).map((e) => ofEnrollment(source, e))
    : snapshot.events
        .filter((e) => e.program === program && e.occurredAt !== undefined)
        .map((e) => ofEvent(source, e, enrollments.get(e.enrollment ?? '')));
  const expression = textAt(item.object, 'expression') ?? '';
  const filter = textAt(item.object, 'filter') ?? '';
  return places.flatMap(({ day, ou, ao, lookup }) => {
    if (filter.trim() !== '' && evaluateRule(filter, lookup) !== true) return [];
    const value = evaluateRule(expression, lookup);
    const number = typeof value === 'boolean' ? Number(value) : Number(value ?? Number.NaN);
    if (Number.isNaN(number)) return [];
    const located = { dx: item.id, ou, co: '', ao, period: periodOf('Daily', day) };
    return [{ located, sample: { value: number, text: String(number), day, days: 1, unit: ou } }];
  });
}

interface Place {
  readonly day: number;
  readonly ou: string;
  readonly ao: string;
  readonly lookup: RuleLookup;
}

function ofEvent(source: CellSource, event: TrackerEvent, enrollment: Enrollment | undefined): Place {
  return {
    day: dayFromText(event.occurredAt) ?? 0,
    ou: event.orgUnit,
    ao: event.attributeOptionCombo,
    lookup: lookupFor(source, [event], enrollment),
  };
}

function ofEnrollment(source: CellSource, enrollment: Enrollment): Place {
  const events = source.snapshot.events.filter((event) => event.enrollment === enrollment.enrollment);
  return {
    day: dayFromText(enrollment.enrolledAt) ?? 0,
    ou: enrollment.orgUnit,
    ao: enrollment.attributeOptionCombo,
    lookup: lookupFor(source, events, enrollment),
  };
}

function lookupFor(
  { context, snapshot }: CellSource,
  events: readonly TrackerEvent[],
  enrollment: Enrollment | undefined,
): RuleLookup {
  const last = events.at(-1);
  return (kind, name) => {
    if (kind === 'C') return Number(context.metadata.get('constants', name)?.['value'] ?? 0);
    if (kind === 'A')
      return typed(snapshot.trackedEntities.get(enrollment?.trackedEntity ?? '')?.attributes[name]?.value);
    if (kind === '#') {
      const [stage, element = ''] = name.split('.');
      return typed(
        events.findLast((e) => e.programStage === stage && e.dataValues[element])?.dataValues[element]?.value,
      );
    }
    return variable(name, events, last, enrollment);
  };
}

function variable(
  name: string,
  events: readonly TrackerEvent[],
  last: TrackerEvent | undefined,
  enrollment: Enrollment | undefined,
): RuleValue {
  switch (name) {
    case 'event_count':
      return events.length;
    case 'value_count':
      return events.reduce((count, event) => count + Object.keys(event.dataValues).length, 0);
    case 'enrollment_count':
    case 'tei_count':
      return enrollment ? 1 : 0;
    case 'event_date':
      return last?.occurredAt?.slice(0, 10);
    case 'event_status':
      return last?.status;
    case 'enrollment_date':
      return enrollment?.enrolledAt.slice(0, 10);
    case 'enrollment_status':
      return enrollment?.status;
    default:
      return undefined;
  }
}

function typed(text: string | undefined): RuleValue {
  if (text === undefined || text === '') return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
