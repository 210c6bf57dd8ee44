import type { RecordedCase } from './datasonnet-case.ts';

/** What came of a case here: a text, or an error. */
export interface OwnOutcome {
  readonly content: string | undefined;
}

/**
 * The class of `recorded/datasonnet/differences.md` that a difference belongs to, for the classes that can be told from the
 * recording itself; the others are listed there by id.
 */
export function purposeOf(recorded: RecordedCase, { content }: OwnOutcome): string | undefined {
  const message = recorded.expect.error?.message ?? '';
  const isJsonnet = recorded.area.startsWith('jsonnet');
  if (isJsonnet && message.startsWith('Missing argument: file')) {
    return 'recorded through a command line that took the mapping for an option';
  }
  if (content === undefined) return undefined;
  if (isJsonnet && /^Field does not exist: \w+$/.test(message) && recorded.mapping.includes('std.')) {
    return 'a function of Jsonnet 0.22 that the recorded engines do not have';
  }
  const marked = recorded.expect.content;
  if (marked?.includes('__LARGE_INT__') && isUnmarked(content, marked)) return 'a number that keeps its digits';
  return undefined;
}

/** Whether our text is the recorded one with its marked texts written as the numbers that they stand for. */
function isUnmarked(content: string, marked: string): boolean {
  const numbers = (text: string) => text.replaceAll(/"?__LARGE_INT__([-+.0-9eE]+)"?/g, (_, digits: string) => digits);
  const spelled = (text: string) =>
    text.replaceAll(/-?\d[\d.]*(?:[eE][-+]?\d+)?/g, (digits) => digits.toLowerCase().replace('e+', 'e'));
  return spelled(numbers(marked)) === spelled(content);
}
