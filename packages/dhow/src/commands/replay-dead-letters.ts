import { startDhow } from '@dhow/boot';
import type { RoutesModel } from '@dhow/core';
import { AuditLog, DeadLetterStore, type DeadLetterFilter } from '@dhow/core/state';
import type { CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { textOption } from '../command-line/parse-command.ts';
import { chooseLetters } from './choose-letters.ts';
import { openState } from './open-state.ts';
import { configurationOf } from './run-settings.ts';

/** Sends letters again, oldest first, through routes that run without their sources. */
export async function replayDeadLetters(
  call: CommandCall,
  ids: readonly string[],
  filter: DeadLetterFilter & { limit: number },
): Promise<number> {
  const { terminal } = call;
  const { state } = await openState(textOption(call, 'state'), textOption(call, 'config'));
  try {
    const chosen = await chooseLetters(call, ids, new DeadLetterStore(state), filter);
    if (chosen.length === 0) {
      terminal.out('no dead letters to replay\n');
      return exitCodes.ok;
    }
    const { overrides, ...configuration } = configurationOf(call);
    const dhow = await startDhow({
      state,
      routes: (call.options['routes'] ?? []) as readonly string[],
      configuration: {
        ...configuration,
        overrides: { 'log.level': 'WARN', ...withoutUndefined(overrides), 'management.enabled': false },
      },
      adapt: withoutSource,
    });
    const audit = new AuditLog(state);
    let failed = 0;
    for (const id of chosen) {
      const entry = { actor: 'cli', action: 'dead-letter.replay', target: id };
      try {
        await dhow.replay(id);
        await audit.add({ ...entry, outcome: 'done' });
        terminal.out(`${id}  sent\n`);
      } catch (error) {
        failed++;
        await audit.add({ ...entry, outcome: 'failed' });
        terminal.out(`${id}  ${error instanceof Error ? error.message : 'failed'}\n`);
      }
    }
    await dhow.stop();
    terminal.out(`${chosen.length - failed} sent, ${failed} failed\n`);
    return failed > 0 ? exitCodes.rejected : exitCodes.ok;
  } finally {
    await state.close();
  }
}

/** Routes that others call keep their source; the others get one that brings nothing by itself. */
function withoutSource(model: RoutesModel): RoutesModel {
  const routes = model.routes.map((route, index) =>
    /^(direct|seda):/.test(route.from.uri)
      ? route
      : { ...route, from: { uri: `direct:dhow-replay-${route.id ?? index}` } },
  );
  return { ...model, routes };
}

function withoutUndefined(values: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
