import { Cron } from 'croner';
import { ComponentError } from '../component-error.ts';
import type { CronEndpointUri } from './cron-endpoint.ts';

/** When a source fires. Times are milliseconds since 1970. */
export interface Schedule {
  /** The first time behind `after`; undefined when there is none any more. `fired` messages were made so far. */
  next(after: number, fired: number): number | undefined;
}

/** @throws ComponentError ENDPOINT_OPTION_INVALID */
export function scheduleOf({ scheme, masked, options }: CronEndpointUri): Schedule {
  const option = scheme === 'quartz' ? 'cron' : 'schedule';
  const text = options.cron ?? options.schedule;
  const refuse = (name: string, found: string, expected: string, cause?: unknown): never => {
    throw new ComponentError('ENDPOINT_OPTION_INVALID', { endpoint: masked, option: name, found, expected }, cause);
  };
  if (text === undefined) {
    const { repeatIntervalMs, repeatCount, triggerStartDelayMs } = options;
    if (repeatIntervalMs === undefined) return refuse(option, 'absent', 'a schedule such as "0 30 2 * * ?"');
    return {
      next: (after, fired) => {
        if (repeatCount >= 0 && fired > repeatCount) return undefined;
        return after + (fired === 0 ? Math.max(0, triggerStartDelayMs) : repeatIntervalMs);
      },
    };
  }
  const { timeZone } = options;
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    return refuse('trigger.timeZone', timeZone, 'a time zone such as Africa/Kampala');
  }
  const fields = (/\s/.test(text.trim()) ? text : text.replaceAll('+', ' ')).trim().split(/\s+/);
  try {
    const cron = new Cron(pattern(fields), {
      paused: true,
      mode: fields.length === 5 ? '5-part' : '6-or-7-parts',
      // Quartz counts weekdays from Sunday as 1, Unix from Sunday as 0.
      alternativeWeekdays: fields.length > 5,
      sloppyRanges: true,
      ...(timeZone === undefined ? {} : { timezone: timeZone }),
    });
    return { next: (after) => cron.nextRun(new Date(after))?.getTime() };
  } catch (cause) {
    return refuse(
      option,
      text,
      'five fields (minute hour day month weekday) or six or seven (second first, year last)',
      cause,
    );
  }
}

/** A question mark says nothing of the day; here that is a star. */
function pattern(fields: readonly string[]): string {
  return fields.map((field) => (field === '?' ? '*' : field)).join(' ');
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
