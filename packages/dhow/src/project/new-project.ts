import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { packageFolder } from '../package-folder.ts';
import { packageVersion } from '../package-version.ts';
import { styleOf } from '../terminal/style.ts';

/** npm leaves files of this name out of packages, so that the template has it without the dot. */
const renamed: Readonly<Record<string, string>> = { gitignore: '.gitignore' };

/** Copies the template into a new folder and puts the name and the version in. */
export function newProject({ positionals, terminal }: CommandCall): number {
  const folder = resolve(positionals[0]!);
  const name = basename(folder);
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) {
    throw new UsageError(
      `"${name}" cannot be the name of a project: use small letters, digits, dots and hyphens`,
      'dhow help new',
    );
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new UsageError(`${folder} is there already and is not empty; choose another name`, 'dhow help new');
  }
  mkdirSync(folder, { recursive: true });
  cpSync(join(packageFolder(), 'template'), folder, { recursive: true });
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    const text = readFileSync(path, 'utf8');
    const filled = text.replaceAll('PROJECT_NAME', name).replaceAll('DHOW_VERSION', packageVersion());
    if (filled !== text) writeFileSync(path, filled);
    if (renamed[file.name]) renameSync(path, join(file.parentPath, renamed[file.name]!));
  }
  const { bold, dim } = styleOf(terminal.useColour);
  const shown = relative(process.cwd(), folder) || '.';
  terminal.out(
    [
      `${bold(name)} is ready. Now:`,
      '',
      `  cd ${shown}`,
      `  npm install`,
      `  npx dhow run --until-idle   ${dim('# inbox/sample.csv becomes outbox/sample.json')}`,
      '',
    ].join('\n'),
  );
  return exitCodes.ok;
}
