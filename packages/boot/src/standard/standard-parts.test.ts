import type { RouteModel, RoutesModel, StepModel } from '@dhow/core';
import { standardComponents, standardDataFormats, componentLanguages } from '@dhow/components';
import { expect, test } from 'vitest';
import { allStandardParts, standardPartsFor, type StandardParts } from './standard-parts.ts';

function routes(from: string, ...steps: StepModel[]): RoutesModel {
  const route: RouteModel = { id: 'r', from: { uri: from }, steps };
  const none = { scoped: [], routeConfigurations: [], routeTemplates: [], templatedRoutes: [] };
  return { routes: [route], ...none, beans: [], dataFormats: [], rests: [] };
}

const names = ({ components, dataFormats, languages }: StandardParts) => ({
  components: components.flatMap(({ spec }) => spec.scheme),
  dataFormats: dataFormats.map(({ spec }) => spec.name),
  languages: languages.map(({ name }) => name),
});

const load = async (model: RoutesModel, properties: Record<string, string> = {}, known: string[] = []) =>
  names(await standardPartsFor([model], properties, new Set(known)));

test('all parts are those of the package of components', async () => {
  const all = names(await allStandardParts());
  const sorted = (list: readonly (string | readonly string[])[]) => list.flat().sort((a, b) => (a < b ? -1 : 1));
  expect(sorted(all.components)).toEqual(sorted(standardComponents().map(({ spec }) => spec.scheme)));
  const formats = [...standardDataFormats().map(({ spec }) => spec.name), 'yaml'];
  expect(sorted(all.dataFormats)).toEqual(sorted([...new Set(formats)]));
  for (const { name } of componentLanguages()) expect(all.languages).toContain(name);
});

test('routes get what they name and nothing else', async () => {
  const parts = await load(
    routes(
      'timer:x',
      { kind: 'marshal', options: { dataFormat: { kind: 'csv', options: {} } } },
      { kind: 'to', options: { uri: 'mock:x' } },
    ),
  );
  expect(parts.components).toEqual(['mock', 'timer']);
  expect(parts.dataFormats).toEqual(['csv']);
  expect(parts.languages).toContain('simple');
  expect(parts.languages).not.toContain('xpath');
});

test('names count wherever they stand: in Simple, in properties, in texts that are computed', async () => {
  const simple = { language: 'simple', expression: '${jsonpath($.a)}' };
  expect((await load(routes('direct:a', { kind: 'setBody', options: { expression: simple } }))).languages).toContain(
    'jsonpath',
  );
  expect((await load(routes('{{source}}'), { source: 'seda:in' })).components).toContain('seda');
  const toD = { kind: 'toD', options: { uri: 'https:${header.host}/x' } };
  expect((await load(routes('direct:a', toD))).components).toEqual(['direct', 'http', 'https']);
});

test('a REST service gets what receives requests', async () => {
  const service: StepModel = { kind: 'rest', options: { path: '/a', get: [{ to: 'direct:a' }] } };
  expect((await load({ ...routes('direct:a'), rests: [service] })).components).toContain('platform-http');
  expect((await load(routes('platform-http:/a'))).components).toContain('platform-http');
});

test('conversions to XML come with the types that need them', async () => {
  const convert = (type: string) => routes('direct:a', { kind: 'convertBodyTo', options: { type } });
  const parts = (type: string) => standardPartsFor([convert(type)], {}, new Set());
  expect([...(await parts('org.w3c.dom.Document')).converters.keys()]).toContain('org.w3c.dom.Document');
  expect((await parts('java.lang.String')).converters.size).toBe(0);
});

const dynamic: readonly StepModel[] = [
  { kind: 'toD', options: { uri: '${header.to}' } },
  { kind: 'recipientList', options: { expression: { language: 'header', expression: 'to' } } },
  { kind: 'routingSlip', options: { expression: { language: 'header', expression: 'to' } } },
  { kind: 'enrich', options: { expression: { language: 'header', expression: 'to' } } },
  { kind: 'to', options: { uri: 'tmier:x' } },
];

test.for(dynamic)('$kind to what cannot be known, or is not, loads all', async (step) => {
  expect((await load(routes('direct:a', step))).components).toContain('dhis2');
});

test('a scheme that the program brings is known', async () => {
  expect((await load(routes('kafka:a'), {}, ['kafka'])).components).toEqual([]);
});
