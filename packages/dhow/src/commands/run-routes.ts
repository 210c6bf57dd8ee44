import {
  createLoggers,
  onStopSignals,
  ProjectWatch,
  startDhow,
  untilIdle,
  type Dhow,
  type WatchedChange,
} from '@dhow/boot';
import { loadConfiguration, type SettingsChange } from '@dhow/boot/configuration';
import { placeOf } from '@dhow/core';
import type { Logger } from '@dhow/core/component';
import type { CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { packageVersion } from '../package-version.ts';
import { reportError } from '../terminal/error-report.ts';
import { plural } from '../terminal/number-text.ts';
import type { RowProgress } from './row-progress.ts';
import { configurationOf } from './run-settings.ts';
import { keepHeapSmall } from './small-heap.ts';

/** Runs routes until they are stopped, or until they are idle. */
export async function runRoutes(call: CommandCall): Promise<number> {
  keepHeapSmall();
  const { terminal } = call;
  let progress: RowProgress | undefined;
  const isWatching = call.options['watch'] === true;
  if (isWatching && call.options['until-idle'] === true)
    throw new UsageError('--watch runs until it is stopped, --until-idle does not: give one of them', 'dhow help run');
  const load = () => loadConfiguration(configurationOf(call));
  const configuration = await load();
  const watch = isWatching ? new ProjectWatch({ configuration, load, routes: call.positionals }) : undefined;
  const dhow = await startDhow({
    routes: call.positionals,
    configuration,
    // A file that is written later may name any of them.
    standardParts: isWatching ? 'all' : 'named',
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
      // Who waits for the end hears of a failure.
      stopAll(dhow, watch).catch(() => undefined);
    },
    () => process.exit(exitCodes.interrupted),
  );
  // Routes that only others call hold no handle of the event loop: this one does until the stop.
  const keepAlive = setInterval(() => undefined, 2 ** 30);
  watch?.start(dhow, {
    routes: (change) => tellRoutes(change, call, log),
    settings: (change) => tellSettings(change, call, log),
  });
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
    await watch?.stop();
    clearInterval(keepAlive);
    stopListening();
  }
}

function tellRoutes({ files, errors }: WatchedChange, { terminal }: CommandCall, log: Logger): void {
  for (const error of errors) reportError(error, terminal, { placeOf });
  if (errors.length > 0) log.warn('a change of route files is not in force: its routes run on as they were');
  if (files.length > 0) log.info(`reloaded ${files.join(', ')}`);
}

function tellSettings({ applied, restart, errors }: SettingsChange, { terminal }: CommandCall, log: Logger): void {
  for (const error of errors) reportError(error, terminal, { placeOf });
  if (errors.length > 0) log.warn('a change of the settings is not in force: all runs on as it was');
  if (applied.length > 0) log.info(`settings in force: ${applied.join(', ')}`);
  if (restart.length > 0) log.warn(`restart to apply: ${restart.join(', ')}`);
}

/** A reload that is under way comes to its end before. */
async function stopAll(dhow: Dhow, watch: ProjectWatch | undefined): Promise<void> {
  await watch?.stop();
  await dhow.stop();
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
