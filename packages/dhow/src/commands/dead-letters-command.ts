import type { DeadLetterFilter, DeadLetterStatus } from '@dhow/core/state';
import type { Command, CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { numberOption, textOption } from '../command-line/parse-command.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { chooseLetters } from './choose-letters.ts';
import { openState } from './open-state.ts';

const statuses: readonly string[] = ['waiting', 'replayed', 'discarded'] satisfies DeadLetterStatus[];

export const deadLettersCommand: Command = {
  name: 'dead-letters',
  summary: 'List, show, replay or discard messages that could not be delivered',
  usage: 'list | show ID | replay ID… | discard ID…',
  description:
    'Works on the state file of the project, also while it runs. A replay starts the routes named with --routes (or those of\n' +
    'dhow.yaml) without their sources, and sends the message again.',
  subcommands: {
    list: 'Letters that wait, oldest first',
    show: 'All that is known of one letter; its payload with --payload',
    replay: 'Send letters again, oldest first: by id, or --all with --route or --error',
    discard: 'Take letters off the list; needs --reason',
  },
  options: {
    state: { type: 'string', value: 'FILE', description: 'The state file; that of dhow.yaml when absent' },
    config: { type: 'string', value: 'FILE', description: 'The settings file instead of dhow.yaml' },
    status: { type: 'string', value: 'STATUS', description: 'waiting, replayed, discarded or all', default: 'waiting' },
    route: { type: 'string', value: 'ID', description: 'Only letters of this route' },
    error: { type: 'string', value: 'CODE', description: 'Only letters with this code' },
    limit: { type: 'string', value: 'N', description: 'How many to list', default: '50' },
    json: { type: 'boolean', description: 'JSON lines instead of a table' },
    payload: { type: 'boolean', description: 'Show the payload too' },
    all: { type: 'boolean', description: 'Replay or discard all that match --route and --error' },
    reason: { type: 'string', value: 'TEXT', description: 'Why letters are discarded' },
    'log-level': { type: 'string', value: 'LEVEL', description: 'What a replay logs; WARN when absent' },
    routes: { type: 'string', value: 'FILE', multiple: true, description: 'Route files for a replay' },
  },
  positionals: { min: 1 },
  examples: [
    'dhow dead-letters list --error E7641',
    'dhow dead-letters show 0mywpiww000lz --payload',
    'dhow dead-letters replay --all --route monthly-report',
  ],
  async run(call) {
    const [subcommand, ...ids] = call.positionals;
    if (subcommand === 'list') return (await import('./list-dead-letters.ts')).listDeadLetters(call, filterOf(call));
    if (subcommand === 'show') return show(call, ids);
    if (subcommand === 'discard') return discard(call, ids);
    return (await import('./replay-dead-letters.ts')).replayDeadLetters(call, ids, filterOf(call));
  },
};

function filterOf(call: CommandCall): DeadLetterFilter & { limit: number } {
  const status = textOption(call, 'status')!;
  if (status !== 'all' && !statuses.includes(status)) {
    throw new UsageError(`--status is one of ${statuses.join(', ')}, all; found "${status}"`, 'dhow help dead-letters');
  }
  const routeId = textOption(call, 'route');
  const code = textOption(call, 'error');
  return {
    ...(status !== 'all' && { status: status as DeadLetterStatus }),
    ...(routeId !== undefined && { routeId }),
    ...(code !== undefined && { code }),
    limit: numberOption(call, 'limit', 50, 1),
  };
}

async function show(call: CommandCall, ids: readonly string[]): Promise<number> {
  if (ids.length !== 1) throw new UsageError('show takes one id', 'dhow help dead-letters');
  const { DeadLetterStore, StateError } = await import('@dhow/core/state');
  const { state } = await openState(textOption(call, 'state'), textOption(call, 'config'));
  try {
    const letter = await new DeadLetterStore(state).get(ids[0]!);
    if (!letter) throw new StateError('STATE_NO_DEAD_LETTER', { id: ids[0] });
    const { body, headers, ...known } = letter;
    const payload = call.options['payload'] ? { headers, body } : {};
    const at = new Date(letter.at).toISOString();
    call.terminal.out(`${JSON.stringify({ ...known, at, hasPayload: body !== undefined, ...payload }, null, 2)}\n`);
    return exitCodes.ok;
  } finally {
    await state.close();
  }
}

async function discard(call: CommandCall, ids: readonly string[]): Promise<number> {
  const reason = textOption(call, 'reason');
  if (!reason)
    throw new UsageError('discard needs --reason TEXT: it is kept with the letter', 'dhow help dead-letters');
  const { AuditLog, DeadLetterStore } = await import('@dhow/core/state');
  const { state } = await openState(textOption(call, 'state'), textOption(call, 'config'));
  try {
    const letters = new DeadLetterStore(state);
    const audit = new AuditLog(state);
    const chosen = await chooseLetters(call, ids, letters, filterOf(call));
    for (const id of chosen) {
      await letters.discard(id, 'cli', reason);
      await audit.add({ actor: 'cli', action: 'dead-letter.discard', target: id, reason, outcome: 'done' });
    }
    call.terminal.out(`${chosen.length} discarded\n`);
    return exitCodes.ok;
  } finally {
    await state.close();
  }
}
