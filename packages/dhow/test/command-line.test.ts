import { afterEach, expect, test } from 'vitest';
import { dhow, projectFolder } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
afterEach(() => folder?.remove());

function at(files: Readonly<Record<string, string>> = {}) {
  folder = projectFolder(files);
  return { cwd: folder.path };
}

test('without arguments, and with help, the commands are listed', async () => {
  const where = at();
  const answers = await Promise.all([dhow([], where), dhow(['help'], where), dhow(['--help'], where)]);
  for (const { code, out, err } of answers) {
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Usage: dhow COMMAND[\s\S]*run[\s\S]*sandbox[\s\S]*dead-letters/);
  }
});

test('help of a command shows its options, and --version the version', async () => {
  const where = at();
  const [help, same, version] = await Promise.all([
    dhow(['help', 'run'], where),
    dhow(['run', '--help'], where),
    dhow(['--version'], where),
  ]);
  expect(help.out).toMatch(/--until-idle +End when all sources are empty/);
  expect(same.out).toBe(help.out);
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('a mistyped command or option is answered with the right one and code 2', async () => {
  const where = at();
  const [command, option, help] = await Promise.all([
    dhow(['rum'], where),
    dhow(['run', '--until-idel'], where),
    dhow(['help', 'sandbx'], where),
  ]);
  expect([command.code, command.err]).toEqual([2, expect.stringContaining('Did you mean "run"?')]);
  expect([option.code, option.err]).toEqual([2, expect.stringContaining('Did you mean "--until-idle"?')]);
  expect([help.code, help.err]).toEqual([2, expect.stringContaining('Did you mean "sandbox"?')]);
});

test('settings that are wrong are told with their place and code 3', async () => {
  const where = at({ 'dhow.yaml': 'management:\n  prot: 1\n', 'routes.mjs': 'export default [];' });
  const { code, err, out } = await dhow(['run', 'routes.mjs'], where);
  expect([code, out]).toEqual([3, '']);
  expect(err).toContain('dhow.yaml:2:3: there is no setting "management.prot". Did you mean "management.port"?');
});
