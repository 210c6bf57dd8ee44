import { dayFromText } from '../../periods/days.ts';
import type { Period } from '../../periods/period.ts';
import { parsePeriod } from '../../periods/period.ts';
import { periodName, relativeName } from '../../periods/period-names.ts';
import { relativePeriods } from '../../periods/relative-periods.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { Dimension, DimensionItem } from './dimension.ts';
import { fixedDimensions } from './dimension.ts';
import { badQuery } from '../query-failure.ts';

/** Reads the items of `pe`: periods, and relative ones by the server's clock. */
export function periodDimension(context: ServerContext, texts: readonly string[]): Dimension {
  const keywords: Dimension['keywords'] = {};
  const periods: Period[] = [];
  for (const text of texts) {
    const [word = ''] = text.split(':');
    const relative = relativePeriods(word, context.clock.now());
    if (relative) {
      periods.push(...relative);
      keywords[word] = { name: relativeName(word) };
      continue;
    }
    const period = parsePeriod(word) ?? dateRange(word);
    if (period) periods.push(period);
  }
  if (periods.length === 0) throw badQuery('E7124', 'pe');
  return { id: 'pe', ...fixedDimensions['pe']!, items: distinctItems(periods), keywords };
}

function dateRange(text: string): Period | undefined {
  const m = /^(\d{4}-?\d{2}-?\d{2})_(\d{4}-?\d{2}-?\d{2})$/.exec(text);
  const dashed = (date: string): string => date.replace(/^(\d{4})-?(\d{2})-?(\d{2})$/, '$1-$2-$3');
  const start = m ? dayFromText(dashed(m[1]!)) : undefined;
  const end = m ? dayFromText(dashed(m[2]!)) : undefined;
  return start === undefined || end === undefined ? undefined : { type: 'Range', iso: text, start, end };
}

function distinctItems(periods: readonly Period[]): DimensionItem[] {
  const items = periods.map((period): DimensionItem => ({
    id: period.iso,
    name: periodName(period),
    kind: 'period',
    period,
  }));
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
