import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, type TestContext } from 'vitest';
import { dhow, projectFolder } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
const mounted: string[] = [];
afterEach(() => {
  for (const path of mounted.splice(0)) spawnSync('umount', [path]);
  folder?.remove();
});

/** A disk of so many kilobytes in the project's folder. */
function smallDisk(name: string, kilobytes: number, context: TestContext): string {
  const path = join(folder!.path, name);
  mkdirSync(path);
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path]);
  if (status !== 0) context.skip('needs root on Linux, to mount a small disk');
  mounted.push(path);
  return path;
}

const routes = `
- route:
    id: copy
    from: { uri: "file:inbox?move=.done&moveFailed=.failed", steps: [ { to: { uri: "file:outbox" } } ] }
`;

test('a full disk where files go: the message fails with the reason, and its file is kept', async (context) => {
  folder = projectFolder({
    'routes.yaml': routes,
    'inbox/large.csv': 'a,b\n'.repeat(60_000),
    'inbox/small.csv': 'a,b\n',
  });
  const outbox = smallDisk('outbox', 120, context);
  const args = ['run', '--until-idle', '--no-management', '--state', 'memory', 'routes.yaml'];
  const { code, out, err } = await dhow(args, { cwd: folder.path });
  expect([code, err]).toEqual([1, '1 message completed, 1 message failed, 1 dead letter (dhow dead-letters list)\n']);
  expect(out).toContain('FILE_NO_SPACE');
  expect(readdirSync(outbox)).toEqual(['small.csv']);
  expect(readFileSync(join(folder.path, 'inbox/.failed/large.csv'), 'utf8')).toHaveLength(240_000);
});

test('a full disk where the state is: nothing starts, nothing is lost, and the reason is told', async (context) => {
  folder = projectFolder({ 'routes.yaml': routes, 'inbox/a.csv': 'a,b\n' });
  const disk = smallDisk('state', 100, context);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(92 * 1024));
  const args = ['run', '--until-idle', '--no-management', '--state', 'state/state.db', 'routes.yaml'];
  const full = await dhow(args, { cwd: folder.path });
  expect([full.code, full.err]).toEqual([3, expect.stringMatching(/STATE_FULL: .*state\.db.*Free space/)]);
  expect(existsSync(join(folder.path, 'inbox/a.csv'))).toBe(true);
  rmSync(join(disk, 'filler'));
  rmSync(join(disk, 'state.db'), { force: true });
  const roomy = await dhow(args.with(4, 'memory'), { cwd: folder.path });
  expect([roomy.code, roomy.err]).toEqual([0, '1 message completed\n']);
});
