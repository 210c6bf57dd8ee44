import { commandTable } from './command-line/command-table.ts';
import { exitCodes } from './command-line/exit-codes.ts';
import { UsageError } from './command-line/usage-error.ts';
import { processTerminal, type Terminal } from './terminal/terminal.ts';

/**
 * Runs the command line and answers the exit code.
 *
 * @example
 * ```ts
 * import { main } from 'dhow';
 *
 * process.exitCode = await main(['validate', 'routes.yaml']);
 * ```
 */
export async function main(args: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  const [first, ...rest] = args;
  const isVerbose = Boolean(process.env['DHOW_DEBUG']);
  try {
    if (first === undefined || first === '--help' || first === '-h') return await help([], terminal);
    if (first === 'help') return await help(rest, terminal);
    if (first === '--version' || first === '-V' || first === 'version') {
      const { packageVersion } = await import('./package-version.ts');
      terminal.out(`${packageVersion()}\n`);
      return exitCodes.ok;
    }
    const command = await (await find(first)).load();
    if (rest.includes('--help') || rest.includes('-h')) return await help([first], terminal);
    const { parseCommand } = await import('./command-line/parse-command.ts');
    return await command.run({ ...(await parseCommand(command, rest)), terminal });
  } catch (error) {
    const { reportError } = await import('./terminal/error-report.ts');
    const isOfRoutes = String((error as { code?: unknown } | null)?.code).startsWith('ROUTE_');
    const placed = isOfRoutes ? { placeOf: (await import('@dhow/core')).placeOf } : {};
    reportError(error, terminal, { isVerbose, ...placed });
    return error instanceof UsageError ? exitCodes.usage : exitCodes.cannotStart;
  }
}

async function help([name]: readonly string[], terminal: Terminal): Promise<number> {
  const { commandHelp, generalHelp } = await import('./command-line/help-text.ts');
  terminal.out(name === undefined ? generalHelp() : commandHelp(await (await find(name)).load()));
  return exitCodes.ok;
}

async function find(name: string) {
  const entry = commandTable.find((one) => one.name === name);
  if (entry) return entry;
  const { nearestHint } = await import('@dhow/core');
  const names = [...commandTable.map((one) => one.name), 'help'];
  throw new UsageError(`there is no command "${name}".${nearestHint(name, names)}`);
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
