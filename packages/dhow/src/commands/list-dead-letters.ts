import { DeadLetterStore, type DeadLetter, type DeadLetterFilter } from '@dhow/core/state';
import type { CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { textOption } from '../command-line/parse-command.ts';
import { countText } from '../terminal/number-text.ts';
import { tableLines } from '../terminal/table.ts';
import { openState } from './open-state.ts';

/** Prints the letters without their payloads, and how many there are in all. */
export async function listDeadLetters(
  call: CommandCall,
  filter: DeadLetterFilter & { limit: number },
): Promise<number> {
  const { terminal } = call;
  const { state } = await openState(textOption(call, 'state'), textOption(call, 'config'));
  try {
    const letters = new DeadLetterStore(state);
    const found = await letters.list(filter);
    if (call.options['json']) {
      for (const { body: _, headers: __, ...known } of found) terminal.out(`${JSON.stringify(known)}\n`);
      return exitCodes.ok;
    }
    const total = await letters.count(filter);
    if (total === 0) {
      terminal.out('no dead letters\n');
      return exitCodes.ok;
    }
    const lines = tableLines(
      [
        { title: 'id' },
        { title: 'when' },
        { title: 'route' },
        { title: 'code' },
        { title: 'source', maxWidth: 40 },
        { title: 'reason', maxWidth: 70 },
      ],
      found.map(row),
      '',
    );
    terminal.out(`${lines.join('\n')}\n`);
    const rest = total - found.length;
    if (rest > 0) terminal.out(`\n${countText(rest)} more: --limit ${total}, or narrow with --route and --error\n`);
    return exitCodes.ok;
  } finally {
    await state.close();
  }
}

function row({ id, at, routeId, code, source, reason, status }: DeadLetter): string[] {
  const place = source ? source.name + (source.row === undefined ? '' : `, row ${source.row}`) : '';
  const when = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  return [id, when, routeId, code, place, status === 'waiting' ? reason : `(${status}) ${reason}`];
}
