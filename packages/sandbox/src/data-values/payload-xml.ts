import { SaxesParser } from 'saxes';
import { parsePeriod } from '../periods/period.ts';
import { dayFromText } from '../periods/days.ts';
import type { JsonObject } from '../state/json.ts';
import type { RawValue, ValuePayload } from './value-payload.ts';
import { UnreadablePayload } from './value-payload.ts';

type Attributes = Readonly<Record<string, string>>;

/** Walks the elements of an XML text; throws UnreadablePayload where the text is broken. */
function walk(
  text: string,
  open: (name: string, attributes: Attributes) => void,
  message: (error: Error, column: number) => string,
): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new UnreadablePayload(message(error, parser.column + 1));
  });
  parser.on('opentag', (tag) => open(tag.name.replace(/^.*:/, ''), tag.attributes));
  parser.write(text).close();
}

/** Reads DHIS2's own XML (DXF 2). */
export function readXml(text: string, minor: number): ValuePayload {
  const values: RawValue[] = [];
  let header: JsonObject = {};
  const message = (_error: Error, column: number): string =>
    minor >= 43
      ? `Unexpected EOF in attribute value\n at [row,col {unknown-source}]: [1,${column - 1}]`
      : 'Failed to move to start element';
  walk(
    text,
    (name, attributes) => {
      if (name === 'dataValueSet') header = { ...attributes, xmlns: null };
      if (name !== 'dataValue') return;
      const { followUp, deleted, ...rest } = attributes;
      values.push({
        ...rest,
        ...(followUp === 'true' ? { followup: true } : {}),
        ...(deleted === 'true' ? { deleted: true } : {}),
      });
    },
    message,
  );
  return { header, values };
}

const groupKeys = new Set(['orgUnit', 'period', 'dataSet', 'attributeOptionCombo', 'completeDate', 'comment', 'xmlns']);
const valueKeys = new Set(['dataElement', 'value', 'xmlns', 'categoryOptionCombo', 'orgUnit', 'period']);

/** Reads ADX: groups of values by unit and period, disaggregated by attributes named for categories. */
export function readAdx(text: string): readonly ValuePayload[] {
  const groups: { header: JsonObject; values: RawValue[]; codes: true }[] = [];
  walk(
    text,
    (name, attributes) => {
      if (name === 'group') {
        const header: JsonObject = {};
        const options: string[] = [];
        for (const [key, value] of Object.entries(attributes)) {
          if (key === 'period') header['period'] = periodOfAdx(value);
          else if (groupKeys.has(key)) header[key] = value;
          else options.push(value);
        }
        if (options.length > 0) header['attributeCategoryOptions'] = options;
        groups.push({ header, values: [], codes: true });
      }
      if (name !== 'dataValue') return;
      const { dataElement, value } = attributes;
      const options = Object.entries(attributes).filter(([key]) => !valueKeys.has(key));
      groups.at(-1)?.values.push({
        ...(dataElement === undefined ? {} : { dataElement }),
        ...(value === undefined ? {} : { value }),
        ...(options.length > 0 ? { categoryOptions: Object.fromEntries(options) } : {}),
      });
    },
    () => 'Failed to move to start element',
  );
  return groups;
}

const durations: Readonly<Record<string, string>> = {
  P1D: 'Daily',
  P7D: 'Weekly',
  P14D: 'BiWeekly',
  P1M: 'Monthly',
  P2M: 'BiMonthly',
  P3M: 'Quarterly',
  P6M: 'SixMonthly',
  P1Y: 'Yearly',
};

function periodOfAdx(text: string): string {
  const [start = '', duration = ''] = text.split('/');
  if (!durations[duration]) throw new UnreadablePayload(`${duration} is not a supported duration type`);
  const [year = '', month = '1'] = start.split('-');
  const at = Number(month);
  const candidates: Readonly<Record<string, string>> = {
    P1D: start,
    P1M: `${year}${month}`,
    P2M: `${year}0${Math.ceil(at / 2)}B`,
    P3M: `${year}Q${Math.ceil(at / 3)}`,
    P6M: at === 4 ? `${year}AprilS1` : at === 10 ? `${year}AprilS2` : `${year}S${at < 7 ? 1 : 2}`,
    P1Y: at === 4 ? `${year}April` : at === 7 ? `${year}July` : at === 10 ? `${year}Oct` : year,
  };
  const direct = candidates[duration];
  if (direct !== undefined) return direct;
  return weekStarting(dayFromText(start), duration) ?? start;
}

function weekStarting(day: number | undefined, duration: string): string | undefined {
  if (day === undefined) return undefined;
  const year = new Date(day * 86_400_000).getUTCFullYear();
  for (const y of [year, year + 1]) {
    for (let n = 1; n <= 53; n++) {
      const period = parsePeriod(duration === 'P14D' ? `${y}BiW${n}` : `${y}W${n}`);
      if (period?.start === day) return period.iso;
    }
  }
  return undefined;
}

/** How long a period is, as ADX writes it: its first day and an ISO duration. */
export function adxPeriod(iso: string): string {
  const period = parsePeriod(iso);
  if (!period) return iso;
  const duration = Object.keys(durations).find(
    (key) => durations[key] === period.type || (key === 'P1Y' && period.type.startsWith('Financial')),
  );
  return `${new Date(period.start * 86_400_000).toISOString().slice(0, 10)}/${duration ?? 'P1M'}`;
}
