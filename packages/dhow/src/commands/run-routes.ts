import { createLoggers, onStopSignals, startDhow, untilIdle, type Dhow } from '@dhow/boot';
import { loadConfiguration } from '@dhow/boot/configuration';
import type { CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { packageVersion } from '../package-version.ts';
import { plural } from '../terminal/number-text.ts';
import type { RowProgress } from './row-progress.ts';
import { configurationOf } from './run-settings.ts';
import { keepHeapSmall } from './small-heap.ts';

/** Runs routes until they are stopped, or until they are idle. */
export async function runRoutes(call: CommandCall): Promise<number> {
  keepHeapSmall();
  const { terminal } = call;
  let progress: RowProgress | undefined;
  const configuration = await loadConfiguration(configurationOf(call));
  const dhow = await startDhow({
    routes: call.positionals,
    configuration,
    standardParts: 'named',
    version: packageVersion(),
    loggers: createLoggers({
      ...configuration.settings.log,
      ...(terminal.errIsTerminal && {
        write(line) {
          progress?.pause();
          terminal.out(line);
        },
      }),
    }),
  });
  const interrupted = new AbortController();
  const log = dhow.loggers.factory('dhow.run');
  const stopListening = onStopSignals(
    (signal) => {
      log.info(`${signal}: stopping, messages under way finish first; once more ends at once`);
      interrupted.abort();
      void dhow.stop();
    },
    () => process.exit(exitCodes.interrupted),
  );
  // Routes that only others call hold no handle of the event loop: this one does until the stop.
  const keepAlive = setInterval(() => undefined, 2 ** 30);
  try {
    if (!call.options['until-idle']) {
      await dhow.stopped;
      return exitCodes.ok;
    }
    if (terminal.errIsTerminal) {
      progress = new (await import('./row-progress.ts')).RowProgress(dhow.state, terminal, {
        messages: () => dhow.context.core.counter.completed,
      });
    }
    return await runUntilIdle(dhow, interrupted.signal, call, () => progress?.finish());
  } finally {
    clearInterval(keepAlive);
    stopListening();
  }
}

async function runUntilIdle(
  dhow: Dhow,
  signal: AbortSignal,
  { terminal }: CommandCall,
  finishProgress: () => Promise<void> | undefined,
): Promise<number> {
  const before = await dhow.deadLetters.count({ status: 'waiting' });
  try {
    await untilIdle(dhow.context, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    await dhow.stopped;
    return exitCodes.interrupted;
  }
  await finishProgress();
  const after = await dhow.deadLetters.count({ status: 'waiting' });
  await dhow.stop();
  const { completed, failed, failuresHandled } = dhow.context.core.counter;
  const letters = Math.max(0, after - before);
  const parts = [`${plural(completed, 'message')} completed`];
  if (failed > 0) parts.push(`${plural(failed, 'message')} failed`);
  if (failuresHandled > 0) parts.push(`${plural(failuresHandled, 'failure')} handled`);
  if (letters > 0) parts.push(`${plural(letters, 'dead letter')} (dhow dead-letters list)`);
  terminal.err(`${parts.join(', ')}\n`);
  return failed + failuresHandled + letters > 0 ? exitCodes.rejected : exitCodes.ok;
}
