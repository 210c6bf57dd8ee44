import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import { formatError } from '../errors/error-report.ts';
import type { Limits } from '../runtime/limits.ts';
import { serveJsonLines } from './jsonl/jsonl-server.ts';
import { prepareTransform } from './transform-job.ts';
import type { CommandEnvironment } from './transform-environment.ts';
import { commandExit } from './transform-environment.ts';
import type { TransformArguments } from './transform-options.ts';
import { CommandUsageError, numberOf } from './transform-options.ts';

/**
 * `dhow transform MAPPING.ds [INPUT]`, its `--watch`, and `dhow transform --jsonl`. Answers the exit code: 0 done, 1 the
 * mapping or an input is wrong (said on `err` with place and call stack), 2 the command line is.
 */
export async function runTransform(args: TransformArguments, environment: CommandEnvironment): Promise<number> {
  try {
    const limits = limitsOf(args);
    if (args.values.jsonl) {
      await serveJsonLines(environment, {
        limits,
        workers: numberOf('workers', args.values.workers) ?? 1,
        memoryMb: numberOf('max-memory', args.values['max-memory']) ?? 1_024,
      });
      return commandExit.ok;
    }
    return args.values.watch ? await watchTransform(args, limits, environment) : await once(args, limits, environment);
  } catch (error) {
    if (!(error instanceof CommandUsageError)) throw error;
    environment.err(`${error.message}\n`);
    return commandExit.usage;
  }
}

function limitsOf({ values }: TransformArguments): Partial<Limits> {
  const timeMs = numberOf('max-time', values['max-time']);
  const steps = numberOf('max-steps', values['max-steps']);
  const callDepth = numberOf('max-depth', values['max-depth']);
  const outputSize = numberOf('max-output', values['max-output']);
  return {
    ...(timeMs === undefined ? {} : { timeMs }),
    ...(steps === undefined ? {} : { steps }),
    ...(callDepth === undefined ? {} : { callDepth }),
    ...(outputSize === undefined ? {} : { outputSize }),
  };
}

async function once(
  args: TransformArguments,
  limits: Partial<Limits>,
  environment: CommandEnvironment,
): Promise<number> {
  try {
    const job = await prepareTransform(args, limits, environment);
    await job.run();
    return commandExit.ok;
  } catch (error) {
    if (!DatasonnetError.is(error)) throw error;
    environment.err(`${formatError(error)}\n`);
    return commandExit.failed;
  }
}

async function watchTransform(
  args: TransformArguments,
  limits: Partial<Limits>,
  environment: CommandEnvironment,
): Promise<number> {
  let code = await once(args, limits, environment);
  let running = Promise.resolve();
  const paths = watchedPaths(args);
  environment.watch(
    paths,
    () => {
      running = running.then(async () => {
        code = await once(args, limits, environment);
        environment.err(code === commandExit.ok ? 'transformed again\n' : '');
      });
    },
    environment.stop,
  );
  await new Promise<void>((resolve) => {
    if (environment.stop.aborted) resolve();
    else environment.stop.addEventListener('abort', () => resolve(), { once: true });
  });
  await running;
  return code;
}

function watchedPaths({ positionals, values }: TransformArguments): readonly string[] {
  const named = (values.input ?? []).map((pair) => pair.slice(pair.indexOf('=') + 1));
  return [...positionals, ...named].filter((path) => path !== '-');
}
