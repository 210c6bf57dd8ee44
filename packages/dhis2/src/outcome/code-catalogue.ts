import type { CodeEntry, CodeTable } from './codes/code-entry.ts';
import { analyticsCodes } from './codes/analytics-codes.ts';
import { dataValueCodes } from './codes/data-value-codes.ts';
import { metadataCodes } from './codes/metadata-codes.ts';
import { trackerCodes } from './codes/tracker-codes.ts';

/** Where a code comes from. E1000 to E1330 and E4000 to E5001 mean one thing in tracker reports and another elsewhere. */
export type CodeFamily = 'dataValues' | 'metadata' | 'tracker' | 'analytics';

const tables: Readonly<Record<CodeFamily, CodeTable>> = {
  dataValues: dataValueCodes,
  metadata: metadataCodes,
  tracker: trackerCodes,
  analytics: analyticsCodes,
};

const ours: CodeTable = {
  NONE: ['refused without a code', 'read the server’s message; if it says nothing, the server log does'],
  DUPLICATE: ['the same key as an earlier row', 'send each combination of element, period, org unit and combos once'],
  SERVER_ERROR: [
    'the server failed on this value alone',
    'check the value and its period; the server log has the cause',
  ],
  STRATEGY: [
    'left out by the import strategy: the value exists (CREATE) or does not exist (UPDATE)',
    'use importStrategy CREATE_AND_UPDATE',
  ],
  ABSENT: ['nothing to delete: there is no such value', 'nothing to do'],
  IGNORED: [
    'ignored by the server without a reason',
    'the object exists and cannot be changed this way; relationships are to be deleted and created again',
  ],
};

/**
 * What a code means and what to do about it, in our words. A code that is not known gets a general text, so that a newer
 * server's code is shown all the same.
 *
 * @example
 * ```ts
 * import { explainCode } from '@dhow/dhis2';
 *
 * explainCode('E7641').remedy; // 'wait until the period has ended, …'
 * ```
 */
export function explainCode(code: string, family?: CodeFamily): CodeEntry {
  const found = codeEntry(code, family);
  if (found) return found;
  const range = ranges.find(({ pattern }) => pattern.test(code));
  if (range) return { reason: `${range.reason} (${code})`, remedy: range.remedy };
  return { reason: `refused with ${code}`, remedy: 'read the server’s message, which says what is wrong' };
}

/** As {@link explainCode}, but nothing for a code that is not known. */
export function codeEntry(code: string, family?: CodeFamily): CodeEntry | undefined {
  const order: readonly CodeFamily[] = family ? [family, ...families.filter((f) => f !== family)] : families;
  const found = ours[code] ?? order.map((name) => tables[name][code]).find((entry) => entry !== undefined);
  return found && { reason: found[0], remedy: found[1] };
}

/** What the numbers of the newer importer say about a code that is not listed. */
const ranges = [
  { pattern: /^E800/, reason: 'the data set of the values cannot be told', remedy: 'name the data set of the values' },
  {
    pattern: /^E801/,
    reason: 'the user may not write this data',
    remedy: 'share the data set and its categories with the user',
  },
  { pattern: /^E802/, reason: 'a key is not usable with the data set', remedy: 'check the key against the data set' },
  {
    pattern: /^E803/,
    reason: 'the data set does not take data now',
    remedy: 'check expiry, approval and input periods',
  },
  {
    pattern: /^E81[01]/,
    reason: 'a key of the value is missing or cannot be read',
    remedy: 'check keys and id schemes',
  },
  { pattern: /^E812/, reason: 'the value is not valid', remedy: 'correct the value' },
] as const;

const families: readonly CodeFamily[] = ['dataValues', 'metadata', 'tracker', 'analytics'];

/** All known codes of a family, for reference pages. */
export function knownCodes(family: CodeFamily): readonly string[] {
  return Object.keys(tables[family]);
}
