import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dhow, testProject } from './spawn-dhow.ts';

const settings = 'routes: [routes.yaml]\nmanagement: { enabled: false }\n';
const route = (more: string) => `
- route:
    id: files
    from:
      uri: file:inbox
      parameters: { noop: true, readLock: markerFile }
      steps:
        - log: "took \${header.CamelFileName}"${more}
`;
const waiting = `
        - delay: { constant: 3600000 }`;

test('a file that was under way in a killed process is taken by the next one, once, and its mark does not stay', async () => {
  const { path: cwd, start } = testProject({
    'dhow.yaml': settings,
    'routes.yaml': route(waiting),
    'inbox/a.csv': 'a',
    'inbox/b.csv': 'b',
  });
  const running = start('run');
  await running.shows(/took a\.csv/);
  running.child.kill('SIGKILL');
  await running.ended;
  expect(existsSync(join(cwd, 'inbox/a.csv.camelLock'))).toBe(true);
  writeFileSync(join(cwd, 'routes.yaml'), route(''));
  const names = (out: string) => Array.from(out.matchAll(/took (\S+\.csv)/g), ([, name]) => name);
  const next = await dhow(['run', '--until-idle'], { cwd });
  expect([next.code, names(next.out)]).toEqual([0, ['a.csv', 'b.csv']]);
  expect(existsSync(join(cwd, 'inbox/a.csv.camelLock'))).toBe(false);
  const last = await dhow(['run', '--until-idle'], { cwd });
  expect([last.code, names(last.out)]).toEqual([0, []]);
});
