import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dhow, testProject } from './spawn-dhow.ts';

const settings = 'routes: [routes.yaml]\nmanagement: { enabled: false }\n';
const route = (more: string) => `
- route:
    id: lines
    from:
      uri: file:inbox
      parameters: { noop: true, delay: 50 }
      steps:
        - resumable: { resumeStrategy: "#state" }
        - split:
            tokenize: { token: "\\n" }
            streaming: true
            steps:
              - log: "took \${body}"${more}
`;
const waiting = `
              - filter: { simple: "\${body} == 'wait'", steps: [{ delay: { constant: 3600000 } }] }`;

test('a process that is killed amid a file neither loses what was not done, nor takes again what was', async () => {
  const { path: cwd, start } = testProject({
    'dhow.yaml': settings,
    'routes.yaml': route(waiting),
    'inbox/a.log': 'one\ntwo\n',
  });
  const taken = (out: string) => Array.from(out.matchAll(/took (\w+)/g), ([, line]) => line);
  const first = await dhow(['run', '--until-idle'], { cwd });
  expect([first.code, taken(first.out)]).toEqual([0, ['one', 'two']]);

  appendFileSync(join(cwd, 'inbox/a.log'), 'three\nwait\nfour\n');
  const running = start('run');
  await running.shows(/took wait/);
  running.child.kill('SIGKILL');
  const killed = await running.ended;
  expect(taken(killed.out)).toEqual(['three', 'wait']);

  writeFileSync(join(cwd, 'routes.yaml'), route(''));
  const next = await dhow(['run', '--until-idle'], { cwd });
  expect([next.code, taken(next.out)]).toEqual([0, ['three', 'wait', 'four']]);
  const last = await dhow(['run', '--until-idle'], { cwd });
  expect([last.code, taken(last.out)]).toEqual([0, []]);
});
