import { describe, expect, it } from 'vitest';
import { runTransform } from './transform-command.ts';
import type { CommandEnvironment } from './transform-environment.ts';
import type { TransformArguments } from './transform-options.ts';

interface Machine {
  readonly environment: CommandEnvironment;
  readonly files: Map<string, string>;
  readonly out: () => string;
  readonly err: () => string;
  readonly change: () => void;
  readonly interrupt: () => void;
}

function machine(files: Readonly<Record<string, string>>, input = ''): Machine {
  const store = new Map(Object.entries(files));
  const stop = new AbortController();
  let out = '';
  let err = '';
  let changed = () => {};
  const environment: CommandEnvironment = {
    input: (async function* () {
      yield input;
    })(),
    out: (text) => void (out += typeof text === 'string' ? text : new TextDecoder().decode(text)),
    err: (text) => void (err += text),
    outIsTerminal: false,
    read(path) {
      const text = store.get(path);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    async write(path, content) {
      store.set(path, typeof content === 'string' ? content : new TextDecoder().decode(content));
    },
    files: (path) => [...store.keys()].filter((name) => name === path || name.startsWith(`${path}/`)),
    watch: (_paths, callback) => void (changed = callback),
    stop: stop.signal,
    now: () => 0n,
    random: () => 0.5,
  };
  return {
    environment,
    files: store,
    out: () => out,
    err: () => err,
    change: () => changed(),
    interrupt: () => stop.abort(),
  };
}

function transform(
  made: Machine,
  positionals: readonly string[],
  values: TransformArguments['values'] = {},
): Promise<number> {
  return runTransform({ positionals, values }, made.environment);
}

describe('dhow transform', () => {
  it('maps a file by the type of its name, with named inputs and imports beside the mapping', async () => {
    const made = machine({
      'maps/m.ds': "(import 'lib.libsonnet').join(payload.a, other[0].k)",
      'maps/lib.libsonnet': "{ join(a, b):: a + '-' + b }",
      'in.json': '{"a":"x"}',
      'o.csv': 'k\nv\n',
    });
    expect(await transform(made, ['maps/m.ds', 'in.json'], { input: ['other=o.csv'] })).toBe(0);
    expect(made.out()).toBe('"x-v"');
  });

  it('takes the output type from -o when header and call say nothing', async () => {
    const made = machine({ 'm.ds': '{ r: payload }', 'in.json': '{"a":1}' });
    expect(await transform(made, ['m.ds', 'in.json'], { output: 'out.xml' })).toBe(0);
    expect(made.files.get('out.xml')).toContain('<r><a>1</a></r>');
  });

  it('lets the header decide over the name of a file', async () => {
    const made = machine({
      'm.ds': '/** DataSonnet\nversion=3.0\ninput payload text/plain\n*/\nstd.length(payload)',
      'in.json': '{"a":1}',
    });
    expect(await transform(made, ['m.ds', 'in.json'])).toBe(0);
    expect(made.out()).toBe('7');
  });

  it('reads standard input for -', async () => {
    const made = machine({ 'm.ds': 'payload.a' }, '{"a":5}');
    expect(await transform(made, ['m.ds', '-'])).toBe(0);
    expect(made.out()).toBe('5');
  });

  it('says the place, the line and the way of an error', async () => {
    const made = machine({ 'm.ds': 'local f(o) = o.nmae;\nf(payload)', 'in.json': '{"name":1}' });
    expect(await transform(made, ['m.ds', 'in.json'])).toBe(1);
    expect(made.err()).toBe(
      [
        'DS_FIELD: there is no field nmae; did you mean name?',
        '  at m.ds:1:15',
        '    |',
        '  1 | local f(o) = o.nmae;',
        '    |               ^^^^^',
        '  in f, called at m.ds:2:1',
        '',
      ].join('\n'),
    );
  });

  it('warns of variables that nobody defines before it runs', async () => {
    const made = machine({ 'm.ds': 'if true then 1 else paylod.x' });
    expect(await transform(made, ['m.ds'])).toBe(0);
    expect(made.err()).toBe('warning: m.ds:1:21: there is no variable paylod; did you mean payload?\n');
  });

  it('checks an input against a schema', async () => {
    const made = machine({
      'm.ds': 'payload',
      'in.json': '{"ou":"x","values":[1,"2"]}',
      's.json': '{"properties":{"values":{"items":{"type":"number"}}}}',
    });
    expect(await transform(made, ['m.ds', 'in.json'], { schema: ['payload=s.json'] })).toBe(1);
    expect(made.err()).toContain('the input payload does not fit its schema: /values/1 must be number, found string');
  });

  it('refuses command lines that it cannot follow', async () => {
    for (const [positionals, values] of [
      [[], {}],
      [['nope.ds'], {}],
      [['m.ds', 'a', 'b'], {}],
      [['m.ds'], { profile: 'lax' }],
      [['m.ds'], { input: ['x'] }],
      [['m.ds'], { 'max-steps': 'many' }],
    ] as const) {
      const made = machine({ 'm.ds': '1' });
      expect(await transform(made, positionals, values)).toBe(2);
      expect(made.err()).not.toBe('');
    }
  });

  it('transforms again when a file changes, also after a mistake', async () => {
    const made = machine({ 'm.ds': 'payload.a', 'in.json': '{"a":1}' });
    const done = transform(made, ['m.ds', 'in.json'], { watch: true });
    await Promise.resolve();
    made.files.set('m.ds', 'payload.');
    await new Promise((resolve) => setImmediate(resolve));
    made.change();
    await new Promise((resolve) => setImmediate(resolve));
    made.files.set('m.ds', 'payload.a + 1');
    made.change();
    await new Promise((resolve) => setImmediate(resolve));
    made.interrupt();
    expect(await done).toBe(0);
    expect(made.out()).toBe('12');
    expect(made.err()).toContain('DS_SYNTAX');
  });
});

describe('dhow transform --jsonl', () => {
  it('answers each line, whatever is wrong with it, and outlives mappings without end', async () => {
    const payload = { payload: { mediaType: 'application/json', content: '{"a":1}' } };
    const requests = [
      { id: 1, mapping: 'payload.a + 1', inputs: payload },
      { id: 2, mapping: '{ a: payload.b }', inputs: payload },
      { id: 3, mapping: 'local f(x) = f(x + 1); f(0)', inputs: payload },
      { id: 4, mapping: 'local f(x) = 1 + f(x + 1); f(0)', inputs: payload },
      {
        id: 'five',
        mapping: "{ r: { x: (import 'l.libsonnet').x } }",
        imports: { 'l.libsonnet': '{ x: 7 }' },
        inputs: payload,
        output: { mediaType: 'application/xml', params: { OmitXmlDeclaration: 'true' } },
      },
      { id: 6, mapping: '{' },
      { id: 7 },
      { id: 8, mapping: "'é' + std.length('😀')", profile: 'jsonnet' },
    ];
    const text = [...requests.map((request) => JSON.stringify(request)), 'no json'].join('\n');
    const made = machine({}, text);
    expect(await transform(made, [], { jsonl: true, 'max-steps': '100000', 'max-time': '5000' })).toBe(0);
    const answers = made
      .out()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const byId = new Map(answers.map((answer) => [answer['id'], answer]));
    expect(byId.get(1)).toEqual({ id: 1, content: '2', mediaType: 'application/json' });
    expect(byId.get(2)).toMatchObject({
      error: { code: 'DS_FIELD', range: { start: { line: 1, column: 13 }, end: { line: 1, column: 15 } } },
    });
    expect(byId.get(3)).toMatchObject({ error: { code: 'DS_STEPS' } });
    expect(byId.get(4)).toMatchObject({ error: { code: 'DS_DEPTH' } });
    expect(byId.get('five')).toEqual({ id: 'five', content: '<r><x>7</x></r>', mediaType: 'application/xml' });
    expect(byId.get(6)).toMatchObject({ error: { code: 'DS_SYNTAX' } });
    expect(byId.get(7)).toMatchObject({ error: { code: 'DS_REQUEST' } });
    expect(byId.get(8)).toMatchObject({ content: '"é1"' });
    expect(byId.get(null)).toMatchObject({ error: { code: 'DS_REQUEST' } });
    expect(answers).toHaveLength(requests.length + 1);
  }, 30_000);

  it('replaces the thread of a mapping that takes all memory', async () => {
    const greedy =
      'std.foldl(function(a, x) [a, [[x, y] for y in std.range(1, 100000)], std.length(std.toString([[x, y] for y in std.range(1, 100000)]))], std.range(1, 10000), [])';
    const requests = [
      { id: 1, mapping: greedy, inputs: { payload: { content: '' } } },
      { id: 2, mapping: '1 + 1', inputs: { payload: { content: '' } } },
    ];
    const made = machine({}, requests.map((request) => JSON.stringify(request)).join('\n'));
    expect(await transform(made, [], { jsonl: true, 'max-memory': '24', 'max-time': '20000' })).toBe(0);
    const answers = made
      .out()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(answers.find(({ id }) => id === 1)).toHaveProperty('error.code');
    expect(answers.find(({ id }) => id === 2)).toEqual({ id: 2, content: '2', mediaType: 'application/json' });
  }, 60_000);
});
