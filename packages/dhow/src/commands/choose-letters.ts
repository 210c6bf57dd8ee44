import type { DeadLetterFilter } from '@dhow/core/state';
import type { CommandCall } from '../command-line/command.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** The ids that were named, or those of the filter with `--all`. */
export async function chooseLetters(
  call: CommandCall,
  ids: readonly string[],
  letters: { list(filter: DeadLetterFilter): Promise<readonly { readonly id: string }[]> },
  { routeId, code }: DeadLetterFilter,
): Promise<readonly string[]> {
  if (ids.length > 0 && call.options['all'])
    throw new UsageError('give ids or --all, not both', 'dhow help dead-letters');
  if (ids.length > 0) return ids;
  if (!call.options['all']) throw new UsageError('give ids, or --all for all that wait', 'dhow help dead-letters');
  return (
    await letters.list({
      status: 'waiting',
      ...(routeId !== undefined && { routeId }),
      ...(code !== undefined && { code }),
    })
  ).map(({ id }) => id);
}
