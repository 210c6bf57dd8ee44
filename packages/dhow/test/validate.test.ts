import { afterEach, expect, test } from 'vitest';
import { main } from '../src/main.ts';
import { dhow, projectFolder, startDhowCommand, type Ended } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
afterEach(() => folder?.remove());

function validate(files: Readonly<Record<string, string>>, ...args: string[]) {
  folder = projectFolder(files);
  return dhow(['validate', ...args], { cwd: folder.path });
}

const route = (steps: string, from = 'direct:a', id = 'a') => `
- route:
    id: ${id}
    from:
      uri: "${from}"
      steps:
${steps.replace(/^/gm, '        ')}
`;

test('what is valid is listed with its routes, and nothing is started', async () => {
  const files = {
    'dhow.yaml': 'routes: [routes/*.yaml]\nproperties: { where: end }\n',
    'routes/a.yaml': route('- to: "mock:{{where}}"', 'timer:now?delay=0'),
    'routes/b.yaml': route('- log: "never"', 'timer:now?delay=0', 'b'),
  };
  const { code, out, err } = await validate(files);
  expect([code, err]).toEqual([0, '']);
  expect(out).toBe('valid    routes/a.yaml  a\nvalid    routes/b.yaml  b\n');
});

const wrong: readonly [what: string, text: string, message: RegExp][] = [
  ['a step', route('- fliter: { simple: "${body}" }'), /r\.yaml:7:11: .*"fliter".*Did you mean "filter"\?/],
  ['an option of a step', route('- log: { mesage: x }'), /r\.yaml:7:\d+: .*"mesage".*Did you mean "message"\?/],
  ['a scheme', route('- to: "lg:x"'), /r\.yaml:7:\d+: .*"lg".*Did you mean "log"\?/],
  [
    'an option of a URI',
    route('- to: mock:a', 'timer:x?perod=1'),
    /r\.yaml:\d+:\d+: .*"perod".*Did you mean "period"\?/,
  ],
  [
    'a value in a URI',
    route('- to: mock:a', 'timer:x?period=often'),
    /period.*"often".*expected milliseconds or a duration/,
  ],
  [
    'a placeholder',
    route('- to: "mock:{{whre}}"'),
    /r\.yaml:7:21: .*whre[^]*"properties:" of dhow\.yaml.*\{\{whre:value\}\}/,
  ],
  [
    'a placeholder for a part of the message',
    route("- setBody: { simple: '${{body}}' }"),
    /7:\d+: [^]*write \$\{body\}/,
  ],
  ['a bean', route('- process: { ref: mapper }'), /r\.yaml:7:27: .*"mapper"[^]*"- beans:"/],
  [
    'a strategy',
    route("- split:\n    simple: '${body}'\n    aggregationStrategy: '#none'\n    steps: [{ log: x }]"),
    /r\.yaml:9:35: .*#none/,
  ],
  ['a policy', route('- log: x').replace('from:', 'routePolicy: none\n    from:'), /r\.yaml:4:18: .*"none"/],
  [
    'an option among parameters',
    route('- to: { uri: log:a, parameters: { showHeders: true } }'),
    /r\.yaml:7:43: .*Did you mean "showHeaders"\?/,
  ],
  [
    'an error handler',
    `- errorHandler: { deadLetterChannel: { deadLetterUri: "lg:x" } }${route('- log: x')}`,
    /r\.yaml:1:56: /,
  ],
  [
    'the type of a bean',
    `- beans:\n    - name: b\n      type: Nope\n${route('- log: x')}`,
    /dhow: r\.yaml:3:13: ROUTE_BAD_BEAN: bean b: /,
  ],
  [
    'a property of a bean',
    `- beans:\n    - name: b\n      type: GroupedBodyAggregationStrategy\n      properties: { wrong: 1 }\n${route('- log: x')}`,
    /r\.yaml:4:28: .*"wrong"/,
  ],
  ['a JSONPath', route('- setBody: { jsonpath: "$.a[" }'), /r\.yaml:7:22: .*\$\.a\[.*position 3/],
  ['a wait', route('- delay: { constant: 5s }'), /r\.yaml:7:20: .*milliseconds.*"5s".*Write: constant: 5000/],
  [
    'a number of turns',
    route("- loop: { constant: often, steps: [{ log: 'x' }] }"),
    /r\.yaml:7:19: .*whole number.*"often"/,
  ],
  [
    'a file',
    route("- transform: { datasonnet: 'resource:file:map.ds' }"),
    /r\.yaml:7:24: [^]*there is no file .*map\.ds/,
  ],
  ['a document', '- rest: { openApi: { specification: api.yaml } }', /r\.yaml:1:3: OPENAPI_UNREADABLE: .*api\.yaml/],
  ['indentation by tabs', route('- log:\n\t  message: x'), /r\.yaml:8:\d+: .*Indent with blanks/],
  ['depth of steps', route("- filter:\n    simple: '${body}'\n  steps: []"), /7:11: .*stands under "filter:"/],
  ['an expression', route('- setBody: { simple: "${bdy" }'), /\$\{bdy/],
  ['YAML itself', '- route:\n    id: [1\n  x: 2\n', /r\.yaml:\d+:\d+: /],
  ['the top of the file', 'route:\n  id: a\n', /r\.yaml:1:1: /],
  [
    'an id used twice',
    route('- to: mock:a') + route('- to: mock:b', 'direct:b'),
    /r\.yaml:10:9: .*"a".*first in r\.yaml:2/,
  ],
];

test('services are listed too', async () => {
  const { code, out } = await validate({ 'r.yaml': '- rest: { path: /reports, get: [{ to: mock:a }] }' }, 'r.yaml');
  expect([code, out]).toEqual([0, 'valid    r.yaml  rest /reports\n']);
});

/** The command within this process: there are many of them. */
async function validateHere(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended> {
  folder = projectFolder(files);
  const written = { out: '', err: '' };
  const out = (text: string) => void (written.out += text);
  const err = (text: string) => void (written.err += text);
  const before = process.cwd();
  process.chdir(folder.path);
  try {
    const noPerson = { outIsTerminal: false, errIsTerminal: false, useColour: false, columns: 80 };
    return { code: await main(['validate', ...args], { out, err, ...noPerson }), ...written };
  } finally {
    process.chdir(before);
  }
}

test.for(wrong)('%s that is wrong is told with its place and what to write', async ([, text, message]) => {
  const { code, out, err } = await validateHere({ 'r.yaml': text }, 'r.yaml');
  expect([code, out]).toEqual([1, 'invalid  r.yaml\n']);
  expect(err).toMatch(message);
  expect(err).toMatch(/\d+ problems?\n$/);
  expect(err).not.toMatch(/\n +at /);
});

test('several mistakes are told at once, with the line that each is in', async () => {
  const text = route('- fliter: { simple: "${body}" }\n- lgo: x');
  const { err } = await validate({ 'r.yaml': text }, 'r.yaml');
  expect(err).toContain('    7 |         - fliter:');
  expect(err).toMatch(/"fliter"[\s\S]*"lgo"[\s\S]*2 problems\n$/);
});

const reaching = route(
  [
    '- to: direct:a',
    '- to: "direct:ab"',
    '- wireTap: { uri: "{{audit}}" }',
    '- recipientList: { constant: "direct:next, direct:nowhere" }',
    '- toD: "direct:${header.x}"',
    '- to: "direct:optional?failIfNoConsumers=false"',
    '- pollEnrich: { constant: "seda:taken" }',
    '- to: seda:taken',
  ].join('\n'),
  'direct:a',
);

test('what is sent to and read by no route is told, and is refused only when asked', async () => {
  const files = {
    'dhow.yaml': 'routes: [a.yaml, b.yaml]\nproperties: { audit: "seda:audit" }\n',
    'a.yaml': reaching,
    'b.yaml': route('- log: x', 'direct:next', 'b'),
  };
  const { code, out, err } = await validate(files);
  expect([code, out]).toEqual([0, 'valid    a.yaml  a\nvalid    b.yaml  b\n']);
  const told = err.split('\n').filter((line) => line.startsWith('warning:'));
  expect(told).toEqual([
    expect.stringMatching(/^warning: a\.yaml:8:16: .*"direct:ab": a message .* fails\. Did you mean "direct:a"\?/),
    expect.stringMatching(/^warning: a\.yaml:9:\d+: .*"seda:audit": what is sent there is never read/),
    expect.stringMatching(/^warning: a\.yaml:10:\d+: .*"direct:nowhere"/),
  ]);
  expect(err).toMatch(/3 warnings\n$/);
  expect((await dhow(['validate', '--strict'], { cwd: folder!.path })).code).toBe(1);
});

test('run refuses the same files with the same words and code 3', async () => {
  folder = projectFolder({ 'r.yaml': route('- fliter: { simple: "${body}" }') });
  const { code, err } = await dhow(['run', 'r.yaml', '--state', 'memory', '--no-management'], { cwd: folder.path });
  expect([code, err]).toEqual([3, expect.stringMatching(/r\.yaml:7:11: .*Did you mean "filter"\?/)]);
});

test('of a Camel project it is told what would run here and what would not', async () => {
  const resources = 'src/main/resources';
  const files = {
    [`${resources}/camel/good.camel.yaml`]: route('- to: mock:a\n- to: "file:{{out.dir}}"'),
    [`${resources}/camel/other.yaml`]: route('- to: "kafka:orders"\n- marshal: { avro: {} }', 'sftp:host/in', 'b'),
    [`${resources}/camel/beans.yaml`]:
      `- beans: [ { name: mapper, type: org.example.Mapper } ]${route('- process: { ref: mapper }', 'direct:c', 'c')}` +
      route('- to: "file:out?fileExists=Append"', 'direct:d', 'd') +
      route('- setBody: { groovy: "1" }\n- setBody: { simple: "{{nowhere}}" }', 'direct:e', 'e'),
    [`${resources}/camel/source.yaml`]: route('- log: x', 'kamelet:beep-source', 'f'),
    [`${resources}/camel/broken.yaml`]: '- route: { id: g, fro: x }\n',
    [`${resources}/application.properties`]: 'camel.main.name = app\nout.dir = out\n',
    [`${resources}/application.yaml`]: 'camel: { springboot: { name: app } }\n',
    'src/main/java/Orders.java': 'class Orders extends RouteBuilder {}',
    'src/main/java/Other.java': 'class Other {}',
    'src/main/resources/camel-context.xml': '<beans><camelContext/></beans>',
    'target/good.camel.yaml': route('- to: mock:a'),
  };
  const { code, out, err } = await validate(files, '--camel', '.');
  expect([code, err]).toEqual([1, '']);
  expect(out).toContain('1 of 7 routes would run (5 files)');
  const of = (name: string, line: number) => `\\n +${resources}/camel/${name.replace('.', '\\.')}:${line}\\n`;
  for (const [part, place] of [
    ['component kafka', of('other.yaml', 7)],
    ['component sftp', of('other.yaml', 5)],
    ['data format avro', of('other.yaml', 8)],
    ['class org\\.example\\.Mapper: .*TypeScript.*', of('beans.yaml', 1)],
    ['language groovy: .*Simple.*', of('beans.yaml', 21)],
    ['property nowhere: .*dhow\\.yaml.*', of('beans.yaml', 22)],
    ['template or Kamelet beep-source: .*', of('source.yaml', 4)],
  ]) {
    expect(out).toMatch(new RegExp(`  ${part}${place}`));
  }
  expect(out).toMatch(/beans\.yaml:14:\d+: .*"fileExists"\. Did you mean "fileExist"\?/);
  expect(out).toMatch(/broken\.yaml:1:19: .*"fro"\. Did you mean "from"\?/);
  expect(out).toContain('application.properties: 1 property of the routes.');
  expect(out).toMatch(/Not read, .*: src\/main\/java\/Orders\.java, src\/main\/resources\/camel-context\.xml\n/);
});

test('a reader that has had enough of the results ends the command quietly', async () => {
  folder = projectFolder({ 'a.yaml': route('- to: mock:a') });
  const { child, ended } = startDhowCommand(['validate', 'a.yaml'], { cwd: folder.path });
  child.stdout.destroy();
  expect((await ended).err).toBe('');
});

test('a Camel project of which all would run is answered with 0', async () => {
  const { code, out } = await validate({ 'routes/good.camel.yaml': route('- to: mock:a') }, '--camel', '.');
  expect([code, out]).toEqual([0, '1 of 1 route would run (1 file)\n']);
});
