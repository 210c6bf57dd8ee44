import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfiguration, type ConfigurationOptions } from './load-configuration.ts';

const root = mkdtempSync(join(tmpdir(), 'dhow-configuration-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

/** Writes files into a folder of their own and loads the dhow.yaml there. */
function load(files: Readonly<Record<string, string>>, options: ConfigurationOptions = {}) {
  const folder = join(root, `${++count}`);
  mkdirSync(join(folder, 'secrets'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return loadConfiguration({ file: join(folder, 'dhow.yaml'), environment: {}, ...options });
}

const full = `
name: national
routes: [a.yaml, 'routes/*.ts']
log:
  level: debug
  levels: { monthly-report: TRACE, kafka.client: warn }
shutdown: { timeout: 1m30s }
connections:
  national-hmis: { url: https://dhis2.example.org, username: amina }
properties: { inbox: /data/in, 'a.b': 7 }
`;

test('settings are read with their types, and defaults fill the rest', async () => {
  const { settings } = await load({ 'dhow.yaml': full });
  expect(settings).toEqual({
    name: 'national',
    routes: ['a.yaml', 'routes/*.ts'],
    components: [],
    state: { file: '.dhow/state.db' },
    tracing: { enabled: false, headers: {}, processors: false },
    deadLetters: { keep: true, payload: 'full' },
    history: { payload: 'off', routes: {}, days: 30, maxRecords: 1000 },
    shutdown: { timeout: 90_000 },
    management: { enabled: true, host: '127.0.0.1', port: 9876, access: 'read-only' },
    log: { level: 'DEBUG', format: 'auto', levels: { 'monthly-report': 'TRACE', 'kafka.client': 'WARN' } },
    connections: { 'national-hmis': { url: 'https://dhis2.example.org', username: 'amina' } },
    dataSources: {},
    propertyFiles: [],
    properties: { inbox: '/data/in', 'a.b': '7' },
  });
});

test('later sources win, and each value knows where it came from', async () => {
  const { settings, origins } = await load(
    {
      'dhow.yaml': `${full}secrets: secrets\nmanagement:\n  port: 1\n`,
      'dhow.test.yaml': 'management: { port: 2 }\nname: from-profile\n',
      'secrets/connections.national-hmis.password': 'from file\n',
      'secrets/management.token': 'abc',
    },
    {
      profile: 'test',
      environment: { DHOW_MANAGEMENT_PORT: '3', DHOW_CONNECTIONS_NATIONAL_HMIS_USERNAME: 'binta', HOME: '/root' },
      overrides: { 'management.port': 4, name: undefined },
    },
  );
  expect(settings.management).toMatchObject({ port: 4, token: 'abc' });
  expect(settings.name).toBe('from-profile');
  expect(settings.connections['national-hmis']).toMatchObject({ username: 'binta', password: 'from file' });
  const origin = (path: string) => origins.find((one) => one.path === path)!;
  expect(origin('management.port')).toMatchObject({ origin: 'command line', source: 'command line' });
  expect(origin('name').origin).toBe('dhow.test.yaml:2:1');
  expect(origin('connections.national-hmis.url').origin).toMatch(/^dhow\.yaml:\d+:\d+$/);
  expect(origin('connections.national-hmis.username').origin).toBe(
    'environment variable DHOW_CONNECTIONS_NATIONAL_HMIS_USERNAME',
  );
  expect(origin('connections.national-hmis.password')).toMatchObject({ secret: true, source: 'secrets' });
  expect(origin('state.file')).toMatchObject({ origin: 'default' });
});

test('without a file the environment is enough', async () => {
  const { settings } = await loadConfiguration({
    environment: {
      DHOW_CONNECTIONS_NATIONAL_URL: 'http://127.0.0.1:8080',
      DHOW_CONNECTIONS_NATIONAL_TOKEN: 'd2pat_x',
      DHOW_LOG_LEVELS_MONTHLY_REPORT: 'debug',
      DHOW_PROPERTIES_INBOX: 'in',
      DHOW_ROUTES: 'a.yaml, b.yaml',
    },
  });
  expect(settings.connections).toEqual({ national: { url: 'http://127.0.0.1:8080', token: 'd2pat_x' } });
  expect(settings.log.levels).toEqual({ 'monthly-report': 'DEBUG' });
  expect(settings.properties).toEqual({ inbox: 'in' });
  expect(settings.routes).toEqual(['a.yaml', 'b.yaml']);
});

const refused: readonly [what: string, yaml: string, message: RegExp][] = [
  [
    'an unknown setting',
    'management:\n  prot: 1\n',
    /dhow\.yaml:2:3: there is no setting "management\.prot"\. Did you mean "management\.port"\?/,
  ],
  ['an unknown group', 'managment: { port: 1 }\n', /dhow\.yaml:1:1: .*Did you mean "management"\?/],
  [
    'an unknown part of a connection',
    'connections:\n  a: { url: http://x, pasword: x }\n',
    /2:\d+: .*Did you mean "connections\.a\.password"\?/,
  ],
  [
    'a word for a number',
    'management: { port: many }\n',
    /dhow\.yaml:1:15: management\.port does not take "many"; expected a whole number from 0 to 65535/,
  ],
  ['a port out of range', 'management: { port: 70000 }\n', /expected a whole number from 0 to 65535/],
  ['a word that is none of the list', 'log: { level: loud }\n', /expected one of TRACE, DEBUG/],
  ['a text for a group', 'management: yes\n', /dhow\.yaml:1:1: management must be a map/],
  ['a map for a list', 'routes: { a: b }\n', /routes does not take a map; expected a list/],
  ['broken YAML', 'a: [1\nb: 2\n', /CONFIG_SYNTAX: dhow\.yaml:\d+:\d+/],
  [
    'a connection without its address',
    'connections: { a: { username: x } }\n',
    /connections\.a\.url does not take nothing/,
  ],
  [
    'a connection with half an address',
    'connections: { a: { url: play.dhis2.org } }\n',
    /Base URL of a DHIS2, without \/api such as/,
  ],
];

test.for(refused)('%s is refused with its place and the right word', async ([, yaml, message]) => {
  await expect(load({ 'dhow.yaml': yaml })).rejects.toThrow(message);
});

test('a secret never shows in a message', async () => {
  const loading = load({ 'dhow.yaml': 'management: { token: [hunter2] }\n' });
  await expect(loading).rejects.toThrow(/CONFIG_BAD_VALUE: .*management\.token does not take the value given/);
  await expect(loading).rejects.not.toThrow(/hunter2/);
});

test('a mistyped variable is refused with the right name', async () => {
  const loading = loadConfiguration({ environment: { DHOW_MANAGEMENT_PROT: '1' } });
  await expect(loading).rejects.toThrow(
    /CONFIG_UNKNOWN_VARIABLE: .*DHOW_MANAGEMENT_PROT.*Did you mean "DHOW_MANAGEMENT_PORT"\?/,
  );
});

test('a file that is named must be there', async () => {
  await expect(load({})).rejects.toThrow(/CONFIG_FILE_UNREADABLE: .*dhow\.yaml/);
  await expect(load({ 'dhow.yaml': '' }, { profile: 'test' })).rejects.toThrow(/dhow\.test\.yaml/);
  await expect(load({ 'dhow.yaml': 'secrets: nowhere\n' })).rejects.toThrow(/nowhere/);
  await expect(load({ 'dhow.yaml': 'secrets: secrets\n', 'secrets/conections.a.token': 'x' })).rejects.toThrow(
    /CONFIG_UNKNOWN_SETTING/,
  );
});

test('names of the user cannot reach the prototype of the settings', async () => {
  const { settings } = await load({ 'dhow.yaml': 'properties: { __proto__: x, constructor: y }\n' });
  expect(Object.keys(settings.properties)).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('values of placeholders may come from properties files, the last of which counts, and dhow.yaml before all', async () => {
  const files = {
    'dhow.yaml': 'propertyFiles: [a.properties, b.properties]\nproperties: { third: yaml }\n',
    'a.properties': 'first=a\nsecond = a\nthird: a\ncamel.main.name = app\n',
    'b.properties': 'second=b\nthird=b\n',
  };
  const { settings, origins, files: read } = await load(files);
  expect(settings.properties).toEqual({ first: 'a', second: 'b', third: 'yaml', 'camel.main.name': 'app' });
  expect(origins.find(({ path }) => path === 'properties.second')).toMatchObject({ origin: 'b.properties' });
  expect([...read.keys()].filter((name) => name.endsWith('.properties'))).toHaveLength(2);
  const environment = { DHOW_PROPERTYFILES: 'b.properties, a.properties' };
  expect((await load(files, { environment })).settings.properties).toMatchObject({ second: 'a', third: 'yaml' });
  await expect(load({ 'dhow.yaml': 'propertyFiles: [c.properties]' })).rejects.toMatchObject({
    code: 'CONFIG_FILE_UNREADABLE',
    message: expect.stringContaining('c.properties'),
  });
});
