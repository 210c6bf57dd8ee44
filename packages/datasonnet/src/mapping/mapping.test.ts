import { describe, expect, it } from 'vitest';
import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import { errorReport, formatError } from '../errors/error-report.ts';
import { inputSchemas } from '../schema/input-schemas.ts';
import type { CompileOptions } from './compile.ts';
import { compile } from './compile.ts';
import type { Limits } from '../runtime/limits.ts';
import type { Mapping } from './mapping.ts';
import { MappingCache } from './mapping-cache.ts';
import { library, native } from '../runtime/native.ts';

function json(value: unknown) {
  return { mediaType: 'application/json', content: JSON.stringify(value) };
}

function run(source: string, payload: unknown = {}, options: CompileOptions = {}): unknown {
  return compile(source, options).run({ payload: json(payload) }).content;
}

function failing(source: string, payload: unknown = {}, options: CompileOptions = {}): DatasonnetError {
  try {
    run(source, payload, options);
  } catch (error) {
    if (DatasonnetError.is(error)) return error;
    throw error;
  }
  throw new Error(`${source} did not fail`);
}

describe('a mapping', () => {
  it('runs again and again, with what it was given that time', () => {
    const mapping = compile('payload.n + 1');
    expect([1, 2, 3].map((n) => mapping.run({ payload: json({ n }) }).content)).toEqual(['2', '3', '4']);
  });

  it('takes inputs by name, also ones not named beforehand', () => {
    const mapping = compile('payload.a + other.b');
    expect(mapping.run({ payload: json({ a: 1 }), other: json({ b: 2 }) }).content).toBe('3');
    expect(mapping.unknownNames.map(({ name }) => name)).toEqual(['other']);
    expect(compile('payload.a + other.b', { inputs: ['other'] }).unknownNames).toEqual([]);
  });

  it('says which input is not given', () => {
    const mapping = compile('1', { inputs: ['facilities'] });
    expect(() => mapping.run({ payload: json({}), facility: json({}) })).toThrow('the input facilities is not given');
    expect(() => compile('1', { inputs: ['my-input'] })).toThrow('an input cannot be called "my-input"');
  });

  it('takes and gives JavaScript values as java-object', () => {
    const mapping = compile('{ sum: payload.a + 1, list: payload.list }', {
      defaultOutput: 'application/x-java-object',
    });
    const { content, mediaType } = mapping.run({ payload: { content: { a: 1, list: [true, null] } } });
    expect(content).toEqual({ sum: 2, list: [true, null] });
    expect(mediaType).toBe('application/x-java-object');
  });

  it('maps JavaScript values without their types being said', () => {
    const mapping = compile('{ name: payload.first + unit.suffix, on: payload.on, tags: payload.tags }', {
      inputs: ['unit'],
    });
    const result = mapping.evaluate<{ name: string; tags: string[] }>({
      payload: { first: 'Ann', on: new Map([['a', 1]]), tags: new Set(['x']) },
      unit: { suffix: '!' },
    });
    expect(result).toEqual({ name: 'Ann!', on: { a: 1 }, tags: ['x'] });
  });

  it('may run itself, through a function of the host', () => {
    const depth = native('again', ['n:number'], (_runtime, n) => Number(mapping.evaluate({ payload: n })));
    const mapping: Mapping = compile('if payload == 0 then 0 else 1 + host.again(payload - 1)', {
      libraries: { host: library([depth]) },
    });
    expect(mapping.evaluate({ payload: 5 })).toBe(5);
  });

  it('keeps digits that a double would lose, and the order of keys that look like numbers', () => {
    const content = '{"10":1,"9":12345678901234567890,"b":0.12345678901234567890}';
    const mapping = compile('payload');
    expect(mapping.run({ payload: { mediaType: 'application/json', content } }).content).toBe(content);
  });

  it('evaluates a local once, however often it is read', () => {
    const traced: string[] = [];
    const host = { trace: (message: string) => void traced.push(message) };
    expect(run("local x = std.trace('once', 1); [x, x, x + x]", {}, { host })).toBe('[1,1,2]');
    expect(traced).toEqual(['once']);
    const doubling = Array.from({ length: 25 }, (_, at) => `local a${at + 1} = a${at} + a${at};`).join(' ');
    expect(run(`local a0 = 1; ${doubling} a25`)).toBe('33554432');
  });

  it('gives one value of a clock to all who look at it', () => {
    let ticks = 0n;
    const host = { now: () => (ticks += 1_000_000_000n) };
    const text = String(run('local now = { at: ds.zoneddatetime.now() }; [now, now, now]', {}, { host }));
    const [first, ...rest] = JSON.parse(text) as { at: string }[];
    expect(rest).toEqual([first, first]);
  });

  it('grows objects in a fold without growing slower', () => {
    const source = `
      local words = ['w' + (x % 50) for x in std.range(1, 20000)];
      std.foldl(function(m, w) m + { [w]: (if w in m then m[w] else 0) + 1 }, words, {})['w7']`;
    expect(run(source, {}, { limits: { timeMs: 5_000 } })).toBe('400');
  });

  it('leaves objects that share layers apart', () => {
    const source =
      'local a = { x: 1 } + { y: 2 }; local b = a + { x: 3, z: self.x }, c = a + { x: 4 }; [a, b, c, b + c]';
    expect(run(source)).toBe('[{"x":1,"y":2},{"x":3,"y":2,"z":3},{"x":4,"y":2},{"x":4,"y":2,"z":4}]');
  });

  it('calls itself at its end without taking stack', () => {
    expect(run('local loop(i, acc=0) = if i == 0 then acc else loop(i - 1, acc + i); loop(300000, 0)')).toBe(
      '45000150000',
    );
  });

  it('checks inputs against schemas, naming the place and not the value', () => {
    const checkInput = inputSchemas({
      payload: {
        type: 'object',
        required: ['orgUnit'],
        properties: {
          orgUnit: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]{10}$' },
          values: { items: { $ref: '#/$defs/value' } },
        },
        $defs: {
          value: {
            type: 'object',
            required: ['v'],
            additionalProperties: false,
            properties: { v: { type: 'integer', minimum: 0 } },
          },
        },
      },
    });
    const options = { checkInput };
    expect(run('payload.orgUnit', { orgUnit: 'DiszpKrYNg8' }, options)).toBe('"DiszpKrYNg8"');
    const error = failing('1', { orgUnit: 'secret', values: [{ v: 1 }, { v: -3, w: 'hidden' }] }, options);
    expect(error.code).toBe('DS_INPUT');
    expect(error.message).toBe(
      'the input payload does not fit its schema: /orgUnit must match ^[A-Za-z][A-Za-z0-9]{10}$ (and 2 more)',
    );
    expect(JSON.stringify(error.details)).not.toMatch(/secret|hidden/);
  });
});

describe('a cache of mappings', () => {
  it('compiles the same content once', () => {
    const cache = new MappingCache(2);
    const first = cache.get('payload.a', { imports: { 'l.libsonnet': '1' } });
    expect(cache.get('payload.a', { imports: { 'l.libsonnet': '1' } })).toBe(first);
    expect(cache.get('payload.a', { imports: { 'l.libsonnet': '2' } })).not.toBe(first);
    expect(cache.get('payload.a')).not.toBe(first);
    expect(cache.size).toBe(2);
    expect(() => cache.get('{')).toThrow(DatasonnetError);
  });
});

describe('limits', () => {
  it.each<[string, string, Partial<Limits>]>([
    ['DS_DEPTH', 'local f(n) = 1 + f(n + 1); f(0)', { callDepth: 50 }],
    ['DS_DEPTH', 'local f(n) = 1 + f(n + 1); f(0)', { callDepth: 1e9 }],
    ['DS_DEPTH', '{ a: self }', {}],
    ['DS_STEPS', 'std.foldl(function(a, b) a + b, std.range(1, 10000), 0)', { steps: 5_000 }],
    ['DS_STEPS', '[x for x in std.range(1, 100) for y in std.range(1, 100)]', { steps: 5_000 }],
    ['DS_SIZE', "std.foldl(function(a, b) a + a, std.range(1, 40), 'x')", { valueSize: 10_000 }],
    ['DS_SIZE', 'std.range(1, 1e12)', {}],
    ['DS_SIZE', "std.repeat('x', 1e12)", {}],
    ['DS_SIZE', 'std.range(1, 1000)', { outputSize: 1_000 }],
    ['DS_TIME', 'local loop(x) = loop(x + 1); loop(0)', { timeMs: 30 }],
  ])('%s: %s', (code, source, limits) => {
    expect(failing(source, {}, { limits }).code).toBe(code);
  });

  it('of work cannot be caught by the mapping, of depth can, as the mapper has it', () => {
    const endless = 'local loop(x) = loop(x + 1); try loop(0) else 1';
    expect(failing(endless, {}, { limits: { steps: 10_000 } }).code).toBe('DS_STEPS');
    expect(run('local f(n) = 1 + f(n); try f(0) else 1')).toBe('1');
  });

  it('hold for regular expressions that other engines never finish', () => {
    expect(run(`ds.matches('${'a'.repeat(5_000)}!', '(a+)+')`, {}, { limits: { timeMs: 5_000 } })).toBe('false');
  });

  it('do not hold for how long a mapping is', () => {
    const lines = (line: (at: number) => string) => Array.from({ length: 2_000 }, (_, at) => line(at)).join('\n');
    expect(
      run(`${lines((at) => `local x${at} = ${at === 0 ? 'payload.n' : `x${at - 1} + 1`};`)} x1000`, { n: 5 }),
    ).toBe('1005');
    expect(run(`${lines((at) => `if payload.n == ${at} then 'v${at}' else`)} null`, { n: 1_999 })).toBe('"v1999"');
    expect(run(`payload.n ${lines(() => '+ payload.n')}`, { n: 1 })).toBe('2001');
    expect(run(`{ ${lines((at) => `a${at}: payload.n,`)} }.a77`, { n: 7 })).toBe('7');
  });

  it('say when one expression has too many parts', () => {
    expect(failing(`payload${'.a'.repeat(50_000)}`).code).toBe('DS_SYNTAX');
    expect(failing(`payload.n${' + payload.n'.repeat(200_000)}`, { n: 1 }).code).toMatch(/DS_DEPTH|DS_SYNTAX/);
  });

  it('leave a mapping that exceeded them usable', () => {
    const mapping = compile('std.foldl(function(a, b) a + b, std.range(1, payload.n), 0)', {
      limits: { steps: 5_000 },
    });
    expect(() => mapping.run({ payload: json({ n: 100_000 }) })).toThrow(DatasonnetError);
    expect(mapping.run({ payload: json({ n: 100 }) }).content).toBe('5050');
  });
});

describe('an error', () => {
  it.each<[string, string]>([
    ['DS_SYNTAX', '{ a: 1'],
    ['DS_FIELD', 'payload.zz'],
    ['DS_CALL', 'std.length()'],
    ['DS_CALL', '(function(x) x)(y=1)'],
    ['DS_VALUE', "std.parseInt('x')"],
    ['DS_CYCLE', 'local x = x; x'],
    ['DS_CYCLE', '{ a: self.a }.a'],
    ['DS_OUTPUT', '/** DataSonnet\nversion=3.0\noutput application/xml\n*/\n[1]'],
    ['DS_HOST', 'ds.datetime.now()'],
  ])('%s: %s', (code, source) => {
    expect(failing(source).code).toBe(code);
  });

  it('says what input cannot be read, and where', () => {
    const run = () =>
      compile('payload').run({ payload: { mediaType: 'application/json', content: '{"a": 1,\n "b" 2}' } });
    expect(run).toThrow('the JSON is not readable at line 2, column 6: expected :, found "2"');
  });

  it('has its place, the way there and the nearest name', () => {
    const error = failing(
      'local patient(te) = { name: te.fullNmae };\nlocal all(list) = std.map(patient, list);\n{ entry: all(payload) }',
      [{ fullName: 'x' }],
      { name: 'm.ds' },
    );
    expect(error.message).toBe('there is no field fullNmae; did you mean fullName?');
    expect(errorReport(error)).toMatchObject({
      code: 'DS_FIELD',
      range: { file: 'm.ds', start: { line: 1, column: 31 }, end: { line: 1, column: 40 } },
    });
    expect(formatError(error)).toContain(
      '  1 | local patient(te) = { name: te.fullNmae };\n    |                               ^^^^^^^^^',
    );
  });

  it('names no value of the payload, nor a name that is computed from it', () => {
    const payload = { secret: 'Jane Doe', list: ['Jane Doe'] };
    for (const source of [
      '{ a: 1 }[payload.secret]',
      'payload.secret - 1',
      'std.parseInt(payload.secret)',
      'std.assertEqual(payload.secret, 1)',
      'payload.list[payload.secret]',
      'payload.secret.x',
      'std.join(1, payload.list)',
      'ds.datetime.parse(payload.secret)',
      'std.sort([payload.secret, 1])',
    ]) {
      expect(`${source}: ${formatError(failing(source, payload))}`).not.toContain('Jane');
    }
  });

  it('of a library that is imported is told with its file', () => {
    const imports = {
      'lib/a.libsonnet': "{ f(x):: (import 'b.libsonnet').g(x) }",
      'lib/b.libsonnet': '{ g(x)::\n x.y }',
    };
    const error = failing("(import 'lib/a.libsonnet').f({})", {}, { imports });
    expect(error.range?.source.name).toBe('lib/b.libsonnet');
    expect(error.range?.source.positionAt(error.range.start)).toEqual({ line: 2, column: 3 });
    expect(error.callStack.map(({ range }) => range.source.name)).toEqual(['lib/a.libsonnet', '']);
    expect(failing('1', {}, { imports: { 'l.libsonnet': '{' } }).code).toBe('DS_SYNTAX');
    expect(failing("import 'lbi'", {}, { imports: { lib: '1' } }).message).toBe(
      'there is no file "lbi" to import; did you mean "lib"?',
    );
  });
});

describe('the dhow profile', () => {
  const dhow = { profile: 'dhow' } as const;

  it('selects what may not be there', () => {
    expect(run('[payload?.a?.b ?? 1, payload.zz ?? 2, payload?["x"], [1]?[3] ?? 3, null ?? 4]', { a: {} }, dhow)).toBe(
      '[1,2,null,3,4]',
    );
  });

  it('puts expressions into text', () => {
    expect(run('$"${payload.n + 1} of \\${x} ${"a" + \'b\'} ${{ a: [1] }}"', { n: 1 }, dhow)).toBe(
      JSON.stringify('2 of ${x} ab {"a": [1]}'),
    );
  });

  it('computes exact decimals exactly, and doubles as ever', () => {
    expect(run('[0.1m + 0.2m, 1.10m * 3, 10m / 4, 1m / 3, -1.50m, 7.5m % 2, 0.1 + 0.2]', {}, dhow)).toBe(
      '[0.3,3.30,2.5,0.3333333333333333333333333333333333,-1.50,1.5,0.30000000000000004]',
    );
    const big = { payload: { mediaType: 'application/json', content: '{"n":12345678901234567890}' } };
    expect(compile('[payload.n + 1, payload.n > 5, std.type(payload.n)]', dhow).run(big).content).toBe(
      '[12345678901234567891,true,"number"]',
    );
  });

  it('leaves nulls out of the output when asked to', () => {
    const source =
      '/** DataSonnet\nversion=3.0\noutput application/json; skipNulls=true\n*/\n{ a: null, b: { c: null, d: 1 } }';
    expect(run(source, {}, dhow)).toBe('{"b":{"d":1}}');
    expect(failing(source).code).toBe('DS_MEDIA_TYPE');
  });

  it('shows its libraries to what is imported', () => {
    expect(run("(import 'l.libsonnet')", {}, { ...dhow, imports: { 'l.libsonnet': "ds.upper('a')" } })).toBe('"A"');
  });

  it('reads no spelling of its own in strict', () => {
    for (const source of ['payload?.a', '1 ?? 2', '$"x"', '1m']) expect(failing(source).code).toBe('DS_SYNTAX');
  });
});

it('what is imported can be checked before the first run, however deep it is; what is not there fails when reached', () => {
  const mapping = (imports: Readonly<Record<string, string>>) =>
    compile("function(x) if x then import 'a/b.libsonnet' else import 'nowhere'", { profile: 'jsonnet', imports });
  const broken = { 'a/b.libsonnet': "import 'c.libsonnet'", 'a/c.libsonnet': "(import 'b.libsonnet') +" };
  expect(() => mapping(broken).checkImports()).toThrow(
    expect.objectContaining({
      code: 'DS_SYNTAX',
      range: expect.objectContaining({
        source: expect.objectContaining({ name: 'a/c.libsonnet' }) as unknown,
      }) as unknown,
    }),
  );
  mapping({ ...broken, 'a/c.libsonnet': "import 'b.libsonnet'" }).checkImports();
});
