import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { noRoutes, type StepModel } from '../model/route-model.ts';
import { createTestContext } from '../testing/index.ts';
import { loadYaml } from '../yaml/load-yaml.ts';

const root = mkdtempSync(join(tmpdir(), 'dhow-reload-files-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

/** Each write is longer than the one before, so that it shows even where the clock of the disk is coarse. */
const longer = () => ' '.repeat(++count);

async function running(routes: string, files: Readonly<Record<string, string>>, properties = {}) {
  const folder = mkdtempSync(join(root, 'case-'));
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text + longer());
  for (const [name, text] of Object.entries(files)) put(name, text);
  const context = createTestContext({ components: [], baseFolder: folder, properties });
  onTestFinished(() => context.clock.runUntil(context.stop()));
  const reloaded: string[] = [];
  context.events.listen((event) => {
    if (event.type === 'RouteReloaded') reloaded.push(event.routeId);
  });
  await context.addRoutes(loadYaml(routes, { file: 'routes.yaml' }));
  await context.start();
  const stale = () => [...context.staleFiles().keys()].map((path) => path.slice(folder.length + 1));
  const refresh = () => context.reload({ files: context.staleFiles().keys() });
  const reply = async (uri = 'loopback:in') => String(await context.request(uri, 'x')).trimEnd();
  return { context, put, stale, refresh, reply, reloaded };
}

const reading = (id: string, file: string) =>
  `- route: { id: ${id}, from: { uri: "loopback:${id}", steps: [{ to: "language:simple:resource:file:${file}" }] } }\n`;

test('routes are made anew of files that changed, and no others', async () => {
  const { put, stale, refresh, reply, reloaded } = await running(reading('in', 'a.txt') + reading('other', 'b.txt'), {
    'a.txt': 'one',
    'b.txt': 'two',
  });
  expect([stale(), await reply()]).toEqual([[], 'one']);
  put('a.txt', 'three ${body}');
  expect([stale(), await reply()]).toEqual([['a.txt'], 'one']);
  await refresh();
  expect([stale(), await reply(), await reply('loopback:other'), reloaded]).toEqual([[], 'three x', 'two', ['in']]);
});

test('a file that does not compile leaves the route as it was, until it is put right', async () => {
  const { put, stale, refresh, reply, reloaded } = await running(reading('in', 'a.txt'), { 'a.txt': 'one' });
  put('a.txt', '${nope}');
  await expect(refresh()).rejects.toMatchObject({ code: 'ROUTE_CREATE_FAILED' });
  expect([stale(), await reply(), reloaded]).toEqual([['a.txt'], 'one', []]);
  put('a.txt', 'two');
  await refresh();
  expect([stale(), await reply(), reloaded]).toEqual([[], 'two', ['in']]);
});

test('what a Kamelet reads is read by the route that uses it, and producers of computed places read anew', async () => {
  const { put, refresh, reply, reloaded } = await running(
    `
- routeTemplate: { id: say, from: { uri: kamelet:source, steps: [{ to: "language:simple:resource:file:a.txt" }] } }
- route: { id: in, from: { uri: "loopback:in", steps: [{ to: kamelet:say }] } }
- route: { id: computed, from: { uri: "loopback:computed", steps: [{ toD: "language://simple:resource:file:\${body}.txt" }] } }
`,
    { 'a.txt': 'one', 'x.txt': 'computed one' },
  );
  expect([await reply(), await reply('loopback:computed')]).toEqual(['one', 'computed one']);
  put('a.txt', 'two');
  put('x.txt', 'computed two');
  await refresh();
  expect([await reply(), await reply('loopback:computed')]).toEqual(['two', 'computed two']);
  expect(reloaded).toEqual(['say-1', 'in']);
});

test('files that are not there any more, and files that only a failed reload read, count too', async () => {
  const { context, put, stale, reply } = await running(reading('in', 'a.txt'), { 'a.txt': 'one' });
  const next = { ...loadYaml(reading('in', 'later.txt')), file: 'routes.yaml' };
  await expect(context.reloadRoutes(next)).rejects.toThrow('later.txt');
  expect([stale(), await reply()]).toEqual([[], 'one']);
  put('later.txt', 'two');
  expect(stale()).toEqual(['later.txt']);
  await context.reload({ sources: [next], files: context.staleFiles().keys() });
  expect([stale(), await reply()]).toEqual([[], 'two']);
});

test('properties with other values make anew what names them, also by other properties', async () => {
  const routes = `
- beans: [{ name: greeting, type: java.lang.String, constructors: { 0: "{{word}} bean" } }]
- route: { id: in, from: { uri: "loopback:in", steps: [{ setBody: { simple: "{{phrase}}" } }] } }
- route: { id: bean, from: { uri: "loopback:bean", steps: [{ setBody: { simple: "\${ref:greeting}" } }] } }
- route: { id: other, from: { uri: "loopback:other", steps: [{ setBody: { simple: "{{other}}" } }] } }
`;
  const { context, reply, reloaded } = await running(routes, {}, { word: 'one', phrase: '{{word}}!', other: 'same' });
  expect([await reply(), await reply('loopback:bean')]).toEqual(['one!', 'one bean']);
  await context.reload({ properties: { word: 'two' } });
  expect([await reply(), await reply('loopback:bean'), reloaded.toSorted()]).toEqual([
    'two!',
    'two bean',
    ['bean', 'in'],
  ]);
  await expect(context.reload({ properties: { phrase: undefined } })).rejects.toThrow('phrase');
  expect(await reply()).toBe('two!');
});

test('an unknown file is nothing to anybody', async () => {
  const steps: StepModel[] = [{ kind: 'setBody', options: { expression: { language: 'constant', expression: 'x' } } }];
  const { context, reloaded } = await running(reading('in', 'a.txt'), { 'a.txt': 'one' });
  await context.addRoutes({ ...noRoutes, routes: [{ id: 'plain', from: { uri: 'loopback:plain' }, steps }] });
  await context.reload({ files: ['/nowhere'] });
  expect(reloaded).toEqual([]);
});
