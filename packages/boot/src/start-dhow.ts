import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createContext, type ContextOptions, type DhowContext, type RoutesModel } from '@dhow/core';
import type { Component } from '@dhow/core/component';
import { DeadLetterStore, memoryStateStore, MessageHistoryStore, StateError, type StateStore } from '@dhow/core/state';
import { BootError } from './boot-errors.ts';
import {
  loadConfiguration,
  type Configuration,
  type ConfigurationOptions,
} from './configuration/load-configuration.ts';
import { connectionBeans } from './connection-beans.ts';
import { connectorParts } from './connectors/connector-parts.ts';
import { createLoggers, type Loggers } from './logging/pino-loggers.ts';
import { engineViewOf } from './management/engine-view-of-context.ts';
import { engineWatchOf } from './management/engine-watch.ts';
import type { ManagementListener } from './management/management-listener.ts';
import { keepFailedMessages } from './process/failed-messages.ts';
import { findRouteFiles } from './routes/find-route-files.ts';
import { loadRoutes, modelOf, type RouteSource } from './routes/load-routes.ts';
import { replayDeadLetter } from './routes/replay-dead-letter.ts';
import { allStandardParts, standardPartsFor } from './standard/standard-parts.ts';

/** How a Dhow process is put together. */
export interface DhowOptions {
  /** Route files (or patterns) and routes; added to those that the settings list. */
  readonly routes?: readonly (string | RouteSource)[];
  /** Where settings come from; dhow.yaml and the environment when absent. */
  readonly configuration?: ConfigurationOptions | Configuration;
  /** Connectors beside the standard ones; one with the same scheme takes a standard one's place. */
  readonly components?: ContextOptions['components'];
  readonly dataFormats?: ContextOptions['dataFormats'];
  /** Expression languages beside the standard ones. */
  readonly languages?: ContextOptions['languages'];
  /** Objects that routes name. */
  readonly beans?: ContextOptions['beans'];
  readonly clock?: ContextOptions['clock'];
  /** Instead of the file that the settings name; the caller closes it. */
  readonly state?: StateStore;
  /** Instead of loggers to the standard output. */
  readonly loggers?: Loggers;
  /** Changes each source before it is added: for replays without sources, and for tests. */
  readonly adapt?: (source: RoutesModel) => RoutesModel;
  /**
   * `all` (the default) loads every standard connector, data format and language; `named` those that the routes name, which
   * starts faster and suits a process whose code sends to no others.
   */
  readonly standardParts?: 'all' | 'named';
  /** Called with the context before its routes start: to listen to its events, say. */
  readonly onContext?: (context: DhowContext) => void;
  /** Shown by `/management/info`. */
  readonly version?: string;
}

/** A running Dhow process. */
export interface Dhow {
  readonly context: DhowContext;
  readonly configuration: Configuration;
  readonly state: StateStore;
  readonly loggers: Loggers;
  /** `http://127.0.0.1:9876/management`; undefined when it is switched off. */
  readonly managementUrl: string | undefined;
  readonly deadLetters: DeadLetterStore;
  /** Sends a dead letter again and settles it. */
  replay(id: string): Promise<unknown>;
  /** Stops sources, waits for what is under way, then closes all. The same promise for every caller. */
  stop(timeoutMs?: number): Promise<void>;
  /** Resolves when it has stopped, by whomever. */
  readonly stopped: Promise<void>;
}

/**
 * The composition root: settings, loggers, state file, routes, management listener, in the order in which they need each
 * other; they stop in the reverse order.
 *
 * Rejects with CONFIG_…, BOOT_…, STATE_… or ROUTE_… errors; what had started is stopped again.
 *
 * @example
 * ```ts
 * import { startDhow } from '@dhow/boot';
 *
 * const dhow = await startDhow({ routes: ['routes/*.yaml'] });
 * process.once('SIGTERM', () => void dhow.stop());
 * ```
 */
export async function startDhow(options: DhowOptions): Promise<Dhow> {
  const configuration = await configurationOf(options.configuration);
  const { settings, folder } = configuration;
  const loggers = options.loggers ?? createLoggers(settings.log);
  const log = loggers.factory('dhow.boot');
  const models = await gatherRoutes(options, configuration);
  const connectors = await connectorParts(configuration);
  const components = [...connectors.components, ...(options.components ?? [])];
  const parts = await partsFor(options.standardParts, components, models, settings.properties);
  const opened = options.state ?? (await openState(settings.state.file, folder));
  const closing: (() => Promise<void>)[] = [() => connectors.close()];
  if (!options.state) closing.push(() => opened.close());

  try {
    const context = createContext({
      name: settings.name,
      components: [...parts.components, ...components],
      dataFormats: [...parts.dataFormats, ...connectors.dataFormats, ...(options.dataFormats ?? [])],
      languages: [...parts.languages, ...connectors.languages, ...(options.languages ?? [])],
      converters: parts.converters,
      properties: settings.properties,
      state: opened,
      log: loggers.factory,
      baseFolder: folder,
      shutdownTimeoutMs: settings.shutdown.timeout,
      beans: { ...connectors.beans, ...connectionBeans(settings), ...options.beans },
      ...(options.clock && { clock: options.clock }),
    });
    const stopRun = stopOnce(closing, (timeoutMs) => context.stop(timeoutMs));
    const deadLetters = new DeadLetterStore(opened, context.core.clock);
    const { keep, payload } = settings.deadLetters;
    if (keep) closing.push(keepFailedMessages(context, deadLetters, payload));
    const replay = (id: string) => replayDeadLetter(context, deadLetters, id);
    options.onContext?.(context);
    await context.addRoutes(...models);

    let listener: ManagementListener | undefined;
    if (settings.management.enabled) {
      const { startManagementListener } = await import('./management/management-listener.ts');
      listener = await startManagementListener({
        engine: engineViewOf(context),
        watch: engineWatchOf(context),
        configuration,
        loggers,
        state: opened,
        version: options.version ?? '',
        replay,
        shutdown: () => void stopRun.stop(),
      });
      closing.push(() => listener!.close());
    }
    if (settings.tracing.enabled) {
      const { traceProcess } = await import('./process/trace-process.ts');
      closing.push(await traceProcess({ context, settings, loggers, folder }));
    }
    await context.start();
    if ([settings.history.payload, ...Object.values(settings.history.routes)].some((kept) => kept !== 'off')) {
      const { keepHistory } = await import('./process/keep-history.ts');
      keepHistory(context, new MessageHistoryStore(opened, context.core.clock), settings.history);
    }
    log.info('started', { routes: context.routes.ids.length, ...(listener && { management: listener.url }) });
    return {
      context,
      configuration,
      state: opened,
      loggers,
      managementUrl: listener?.url,
      deadLetters,
      replay,
      stop: stopRun.stop,
      stopped: stopRun.stopped,
    };
  } catch (error) {
    for (const close of closing.toReversed()) await close();
    throw error;
  }
}

async function configurationOf(given: DhowOptions['configuration']): Promise<Configuration> {
  return given && 'origins' in given ? given : loadConfiguration(given);
}

async function gatherRoutes(
  options: DhowOptions,
  { settings, folder }: Configuration,
): Promise<readonly RoutesModel[]> {
  const given = options.routes ?? [];
  const names = given.filter((one) => typeof one === 'string');
  const files = [
    ...findRouteFiles(names, process.cwd()),
    // Files on the command line take the place of those in the settings.
    ...(names.length === 0 ? findRouteFiles(settings.routes, folder) : []),
  ];
  const sources = [...(await loadRoutes(files)), ...given.filter((one) => typeof one !== 'string')];
  if (sources.length === 0) throw new BootError('BOOT_NO_ROUTES');
  const models = await Promise.all(sources.map(modelOf));
  const { adapt } = options;
  return adapt ? models.map((model) => adapt(model)) : models;
}

function partsFor(
  standardParts: DhowOptions['standardParts'],
  components: readonly Component[],
  models: readonly RoutesModel[],
  properties: Readonly<Record<string, string>>,
) {
  if (standardParts !== 'named') return allStandardParts();
  return standardPartsFor(models, properties, new Set(components.flatMap(({ spec }) => spec.scheme)));
}

async function openState(name: string, folder: string): Promise<StateStore> {
  if (name === 'memory') return memoryStateStore();
  const file = resolve(folder, name);
  try {
    mkdirSync(dirname(file), { recursive: true });
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw new StateError('STATE_CANNOT_OPEN', { file, reason: (error as { code?: string }).code ?? 'unknown' }, error);
  }
  const { sqliteStateStore } = await import('@dhow/core/state/sqlite');
  const state = sqliteStateStore({ file });
  state.open();
  return state;
}

/** One stop for all who ask: the context first, then what it stood on, whatever fails on the way. */
function stopOnce(closing: readonly (() => Promise<void>)[], stopContext: (timeoutMs?: number) => Promise<void>) {
  const stopped = Promise.withResolvers<void>();
  // Whoever asked for the stop hears of its failure; nobody need listen here.
  stopped.promise.catch(() => undefined);
  const run = async (timeoutMs?: number): Promise<void> => {
    const failures: unknown[] = [];
    for (const step of [() => stopContext(timeoutMs), ...closing.toReversed()]) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  let isAsked = false;
  const stop = (timeoutMs?: number): Promise<void> => {
    if (!isAsked) {
      isAsked = true;
      stopped.resolve(run(timeoutMs));
    }
    return stopped.promise;
  };
  return { stop, stopped: stopped.promise };
}
