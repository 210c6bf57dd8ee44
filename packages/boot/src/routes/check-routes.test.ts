import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeOf } from '@dhow/core';
import { afterAll, expect, test } from 'vitest';
import { checkRoutes, type CheckOptions } from './check-routes.ts';
import { findRouteFiles } from './find-route-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'check-routes-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function check(files: Readonly<Record<string, string>>, options: Partial<CheckOptions> = {}) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const checked = await checkRoutes(findRouteFiles(Object.keys(files), folder), { baseFolder: folder, ...options });
  return checked.map(({ routeIds, errors, warnings }) => ({
    routeIds,
    lines: errors.map((error) => placeOf(error)?.line),
    errors: errors.map(String),
    warnings: warnings.map(({ message, source }) => `${source?.line}:${source?.column} ${message}`),
  }));
}

const route = (id: string, from: string, ...steps: string[]) => `
- route:
    id: ${id}
    from:
      uri: ${from}
      steps:
${steps.map((step) => `        - ${step}\n`).join('')}`;

test('all that is wrong with a route is found, its source and blocks within blocks included', async () => {
  const text = route(
    'a',
    'tmier:x',
    'to: "lg:x"',
    'filter: { simple: "${body}", steps: [ { to: "lgo:y" }, { process: { ref: nobody } } ] }',
    'aggregate: { steps: [ { to: "lg:z" } ], aggregationStrategy: "#nothing", completionSize: 2, correlationExpression: { constant: 1 } }',
    'doTry: { steps: [ { marshal: { csv: { delimitter: ";" } } } ], doCatch: [ { exception: [ x ], steps: [ { to: "moc:z" } ] } ] }',
    'setBody: { simple: "{{nowhere}}" }',
    'log: good',
  );
  const [a] = await check({ 'a.yaml': text });

  expect(a!.lines).toEqual([5, 7, 8, 8, 9, 9, 10, 10, 11]);
});

test('a mistake in what all routes of a file share is told once', async () => {
  const text = `
- onException:
    exception: [ java.io.IOException ]
    steps: [ { to: "lg:x" } ]
${route('a', 'direct:a', 'log: x')}${route('b', 'direct:b', 'log: x')}`;
  const [a] = await check({ 'shared.yaml': text });
  expect(a!.lines).toEqual([4]);
});

test('a bean that cannot be made is told once, and what uses it is looked at all the same', async () => {
  const beans = '- beans: [ { name: mapper, type: org.example.Mapper } ]\n';
  const text = route('a', 'direct:a', 'bean: { ref: mapper, method: map }', 'process: { ref: mapper }', 'to: "lg:x"');
  const [a, b] = await check({ 'beans.yaml': beans, 'uses.yaml': text });
  expect([a!.lines, b!.lines]).toEqual([[1], [9]]);
  expect(a!.errors[0]).toContain('no class is registered');
});

test('templates of other files are known, their uses are looked at, and nothing of them is started', async () => {
  const template = `
- routeTemplate:
    id: poll
    parameters: [ { name: what } ]
    from: { uri: "broken:{{what}}", steps: [ { to: "lg:{{what}}" } ] }
`;
  const use = `
- templatedRoute: { routeTemplateRef: poll, routeId: units, parameters: [ { name: wht, value: x }, { name: what, value: y } ] }
- templatedRoute: { routeTemplateRef: pol, routeId: other, parameters: [] }
- templatedRoute: { routeTemplateRef: poll, routeId: third, parameters: [] }
`;
  let started = 0;
  const broken = {
    spec: { scheme: 'broken', title: '', description: '', options: {}, lenient: true },
    createEndpoint: ({ uri }: { readonly uri: string }) => ({
      uri,
      createConsumer: () => ({ start: () => void started++, stop: () => undefined }),
    }),
  } as unknown as NonNullable<CheckOptions['components']>[number];
  const [a, b] = await check({ 'template.yaml': template, 'use.yaml': use }, { components: [broken] });
  expect(a).toMatchObject({ routeIds: ['template poll'], lines: [5] });
  expect(b).toMatchObject({ routeIds: ['units', 'other', 'third'], lines: [3, 4] });
  expect(b!.warnings).toEqual([expect.stringMatching(/^2:\d+ .*no parameter "wht"\. Did you mean "what"\?$/)]);
  expect(started).toBe(0);
});

test('a file that cannot be read does not make others wrong that need it', async () => {
  const [, b] = await check({
    'bad.yaml': '- routeTemplate: { id: poll, fro: x }\n',
    'good.yaml': '- templatedRoute: { routeTemplateRef: poll, parameters: [] }\n',
  });
  expect(b!.errors).toEqual([]);
});

test('what fails with the first message, or never does anything, is a warning', async () => {
  const text = route(
    'a',
    'direct:a',
    'toD: "fiel:out/${header.x}"',
    'recipientList: { constant: "driect:a,direct:a" }',
    'to: "https:example.org?httpMethd=GET&fields=id"',
    'throwException: { exceptionType: java.io.IOExcepton, message: x }',
    'doTry: { steps: [ { log: x } ], doCatch: [ { exception: [ IOExeption, DHIS2_CONFLICT, OurOwnError ], steps: [ { log: x } ] } ] }',
  );
  const [a] = await check({ 'doubts.yaml': text });
  expect(a!.errors).toEqual([]);
  expect(a!.warnings).toEqual([
    expect.stringMatching(/^7:17 .*"fiel".*Did you mean "file"\?/),
    expect.stringMatching(/^8:\d+ .*"driect".*Did you mean "direct"\?/),
    expect.stringMatching(/^9:\d+ "httpMethd" is no option of https.*Did you mean "httpMethod"\?/),
    expect.stringMatching(/^10:\d+ .*Did you mean "java.io.IOException"\?/),
    expect.stringMatching(/^11:\d+ .*"IOExeption"\. Did you mean "IOException"\?/),
  ]);
});

test('a function of Simple that is nearly one is a warning where Camel reads something else', async () => {
  const text = route(
    'a',
    'direct:a',
    'setBody: { simple: "${date:nwo:yyyy} ${exchangePropety.x}" }',
    'log: "${headerr.x} ${header.headerr} ${date:now:yyyy} ${date:header.when:yyyy}"',
  );
  const [a] = await check({ 'simple.yaml': text });
  expect(a).toMatchObject({ errors: [] });
  expect(a!.warnings).toEqual([
    expect.stringMatching(/^7:\d+ "exchangePropety" is no function .*"exchangeProperty"\?$/),
    expect.stringMatching(/^7:\d+ "nwo" is no time .*"now"\?$/),
    expect.stringMatching(/^8:\d+ "headerr" is no function .*"header"\?$/),
  ]);
});

test('an endpoint without its name is a warning, unless the name is among the parameters', async () => {
  const named = 'to: { uri: seda, parameters: { name: a } }';
  const [a] = await check({ 'nameless.yaml': route('a', 'seda:a', 'to: seda', 'to: "direct"', named) });
  expect(a!.warnings.filter((each) => each.includes('lacks'))).toEqual([
    expect.stringMatching(/^7:\d+ "seda" lacks its name\. Write "seda:…": /),
    expect.stringMatching(/^8:\d+ "direct" lacks its name\. Write "direct:…": /),
  ]);
});

test('a source without its placeholder is told of with its place, beside a service too', async () => {
  const service = "- rest: { path: /reports, get: [ { path: /, to: 'direct:report' } ] }\n";
  const [a, b] = await check({ 'service.yaml': service, 'source.yaml': route('a', '"file:{{inbox}}"', 'to: "lg:x"') });
  expect([a!.errors, b!.lines]).toEqual([[], [5, 7]]);
});
