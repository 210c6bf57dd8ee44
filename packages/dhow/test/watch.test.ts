import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { dhow, projectFolder, startDhowCommand, type Running } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
let running: Running | undefined;
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  running = undefined;
  folder?.remove();
});

const settings = 'routes: [routes/*]\nstate: { file: memory }\nmanagement: { port: 0, access: unrestricted }\n';
const ticking = (id: string, text: string) => `
- route:
    id: ${id}
    from: { uri: "timer:${id}?period=50&delay=0", steps: [{ log: "${text} of ${id}" }] }
`;

function write(name: string, text: string): void {
  // As editors do: a new file takes the place of the old one.
  const path = join(folder!.path, name);
  writeFileSync(`${path}~`, text);
  renameSync(`${path}~`, path);
}

async function start(files: Readonly<Record<string, string>>) {
  folder = projectFolder({ 'dhow.yaml': settings, ...files });
  running = startDhowCommand(['run', '--watch', '--log-format', 'json'], { cwd: folder.path });
  const [, url] = await running.shows(/"management":"([^"]+)"/);
  const ids = async () => {
    const listed = (await (await fetch(`${url}/routes`)).json()) as { id: string }[];
    return listed.map(({ id }) => id);
  };
  return { shows: (pattern: RegExp) => running!.shows(pattern), ids };
}

test('a file that changes takes effect: its routes are new, and those that it has no more are gone', async () => {
  const { shows, ids } = await start({
    'routes/a.yaml': ticking('one', 'old') + ticking('two', 'old'),
    'routes/b.yaml': ticking('other', 'old'),
  });
  await shows(/old of one[^]*old of two|old of two[^]*old of one/);
  write('routes/a.yaml', ticking('one', 'new') + ticking('three', 'new'));
  await shows(/reloaded routes\/a\.yaml/);
  expect((await ids()).toSorted()).toEqual(['one', 'other', 'three']);
  await shows(/new of one[^]*new of three|new of three[^]*new of one/);
  writeFileSync(join(folder!.path, 'routes/c.mjs'), `export default () => (${JSON.stringify(model('module'))});`);
  await shows(/reloaded routes\/c\.mjs/);
  rmSync(join(folder!.path, 'routes/b.yaml'));
  await shows(/reloaded routes\/b\.yaml/);
  expect((await ids()).toSorted()).toEqual(['module', 'one', 'three']);
  running!.child.kill('SIGTERM');
  expect(await running!.ended).toMatchObject({ code: 0, err: '' });
});

test('a file that cannot run is told with its place, and all run on until it is put right', async () => {
  const { shows, ids } = await start({ 'routes/a.yaml': ticking('one', 'old') });
  await shows(/old of one/);
  write('routes/a.yaml', `${ticking('one', 'new')}    stepps: []\n`);
  await shows(/routes\/a\.yaml:\d+:\d+: .*stepps/);
  await shows(/not in force/);
  write('routes/a.yaml', ticking('one', 'new') + ticking('two', 'new').replace('timer:two', 'timr:two'));
  await shows(/"timr"[^]*Did you mean "timer"/);
  expect(await ids()).toEqual(['one']);
  write('routes/a.yaml', ticking('one', 'new') + ticking('two', 'new'));
  await shows(/reloaded routes/);
  expect(await ids()).toEqual(['one', 'two']);
});

test('a module is read anew', async () => {
  const module = (text: string) =>
    `export default () => (${JSON.stringify(model('m', 'timer:m?period=50', [{ kind: 'log', options: { message: text } }]))});`;
  const { shows } = await start({ 'routes/m.mjs': module('first words') });
  await shows(/first words/);
  write('routes/m.mjs', module('second words'));
  await shows(/second words/);
});

const mapping = `
- route:
    id: mapped
    from:
      uri: "timer:mapped?period=50&delay=0"
      steps:
        - transform: { datasonnet: { expression: "resource:file:maps/a.ds" } }
        - log: "\${body}"
`;

test('a mapping that changes takes effect, and so does what it imports; one that is wrong leaves the old one running', async () => {
  const { shows } = await start({
    'routes/a.yaml': mapping + ticking('other', 'still'),
    'maps/a.ds': "local lib = import 'lib.libsonnet'; 'first ' + lib.word",
    'maps/lib.libsonnet': "{ word: 'red' }",
  });
  await shows(/first red/);
  write('maps/lib.libsonnet', "{ word: 'green' }");
  await shows(/reloaded maps\/lib\.libsonnet[^]*first green/);
  write('maps/a.ds', "local lib = import 'lib.libsonnet'; 'second ' + lib.");
  await shows(/maps\/a\.ds:1:\d+: DS_SYNTAX[^]*used at routes\/a\.yaml:7:\d+/);
  await shows(/not in force[^]*first green/);
  write('maps/lib.libsonnet', "{ word: 'blue' ");
  await shows(/maps\/a\.ds:1:\d+: DS_SYNTAX[^]*maps\/(?:a\.ds|lib\.libsonnet):\d+:\d+: DS_SYNTAX/);
  write('maps/lib.libsonnet', "{ word: 'green' }");
  write('maps/a.ds', "local lib = import 'lib.libsonnet'; 'third ' + lib.word");
  await shows(/reloaded maps\/a\.ds[^]*third green[^]*still of other/);
});

test('a Kamelet that changes takes effect in the routes that use it', async () => {
  const kamelet = (word: string) => `apiVersion: camel.apache.org/v1
kind: Kamelet
metadata: { name: say }
spec:
  template:
    from: { uri: kamelet:source, steps: [{ log: "${word} of a Kamelet" }] }
`;
  const { shows, ids } = await start({
    'routes/a.yaml': `- route: { id: a, from: { uri: "timer:a?period=50&delay=0", steps: [{ to: "kamelet:say" }] } }\n`,
    'routes/say.kamelet.yaml': kamelet('old'),
  });
  await shows(/old of a Kamelet/);
  write('routes/say.kamelet.yaml', kamelet('new'));
  await shows(/reloaded routes\/say\.kamelet\.yaml[^]*new of a Kamelet/);
  expect((await ids()).toSorted()).toEqual(['a', 'say-1']);
});

test('settings take effect where they can, and of the others it is told that they need a restart', async () => {
  const { shows, ids } = await start({
    'dhow.yaml': `${settings}properties: { word: old }\n`,
    'routes/a.yaml': ticking('a', '{{word}}'),
    'more/b.yaml': ticking('b', 'more'),
  });
  await shows(/old of a/);
  const changed = settings.replace('routes/*', 'routes/*, more/*').replace('port: 0', 'port: 1');
  write('dhow.yaml', `${changed}properties: { word: new }\nlog: { levels: { a: DEBUG } }\n`);
  await shows(/settings in force: log\.levels\.a, properties\.word, routes[^]*restart to apply: management\.port/);
  await shows(/new of a[^]*more of b|more of b[^]*new of a/);
  expect(await ids()).toEqual(['a', 'b']);
  write('dhow.yaml', `${changed}properties: { wort: newer }\n`);
  await shows(/not found in properties from text: \{\{word\}\}/);
  await shows(/the settings is not in force/);
  write('routes/a.yaml', ticking('a', '{{wort}}'));
  await shows(
    /reloaded routes\/a\.yaml[^]*settings in force: (?:log\.levels\.a, )?properties\.word, properties\.wort[^]*newer of a/,
  );
  write('routes/a.yaml', ticking('a', '{{word:gone}}'));
  await shows(/gone of a/);
  write('dhow.yaml', `${changed}propertys: {}\n`);
  await shows(/dhow\.yaml:\d+:1: there is no setting "propertys"/);
  write('dhow.yaml', `${changed}properties: { word: newest }\n`);
  await shows(/newest of a/);
});

test('watching and ending when idle are not asked for together', async () => {
  folder = projectFolder({ 'dhow.yaml': settings, 'routes/a.yaml': ticking('one', 'old') });
  const { code, err } = await dhow(['run', '--watch', '--until-idle'], { cwd: folder.path });
  expect([code, err]).toEqual([2, expect.stringContaining('give one of them')]);
});

function model(id: string, uri = 'direct:m', steps: object[] = [{ kind: 'log', options: { message: 'x' } }]) {
  const none = { scoped: [], routeConfigurations: [], routeTemplates: [], templatedRoutes: [] };
  return { routes: [{ id, from: { uri }, steps }], ...none, beans: [], dataFormats: [], rests: [] };
}
