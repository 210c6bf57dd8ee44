import { iterate } from '@dhow/core/component';
import type { Statement } from '../data-source.ts';

/** The same insert, giving the columns that the database filled in; all of them when none are named. */
export function givingKeys({ text, values }: Statement, columns: unknown): Statement {
  const whole = text.join('?');
  if (/\breturning\b/i.test(whole) || !/^\s*(?:insert|update|with|merge|replace)\b/i.test(whole))
    return { text, values };
  const names = Array.from(iterate(columns ?? []), (name) => `"${String(name).trim().replaceAll('"', '""')}"`);
  const end = `${text.at(-1)!.replace(/[\s;]+$/, '')} returning ${names.join(', ') || '*'}`;
  return { text: [...text.slice(0, -1), end], values };
}
