import { describe, expect, test } from 'vitest';
import { scriptedClient } from '../../test/scripted-client.ts';
import { fromTracker, toAttributes, toDataValues } from '../tracker/program-record.ts';
import { generateEndpointTypes, type OpenApiDocument } from './generate-endpoint-types.ts';
import { generateModels } from './generate-models.ts';
import { generateParameters } from './generate-parameters.ts';
import { generateResources } from './generate-resources.ts';
import { generateTypes } from './generate-types.ts';
import type { Schemas } from './schema.ts';

const text = { propertyType: 'TEXT', klass: 'java.lang.String' };
const schemas: Schemas = {
  schemas: [
    {
      klass: 'org.hisp.dhis.dataelement.DataElement',
      name: 'dataElement',
      singular: 'dataElement',
      plural: 'dataElements',
      relativeApiEndpoint: '/dataElements',
      identifiableObject: true,
      properties: [
        { name: 'id', ...text },
        { name: 'name', required: true, ...text },
        { name: 'displayName', ...text },
        {
          name: 'valueType',
          klass: 'org.hisp.dhis.common.ValueType',
          propertyType: 'CONSTANT',
          required: true,
          constants: ['TEXT', 'NUMBER'],
        },
        {
          name: 'categoryCombo',
          klass: 'org.hisp.dhis.category.CategoryCombo',
          propertyType: 'REFERENCE',
          required: true,
        },
        { name: 'optionSet', klass: 'org.hisp.dhis.option.OptionSet', propertyType: 'REFERENCE' },
        {
          name: 'dataElementGroup',
          collectionName: 'dataElementGroups',
          collection: true,
          klass: 'java.util.Set',
          propertyType: 'COLLECTION',
          itemKlass: 'org.hisp.dhis.category.CategoryCombo',
          itemPropertyType: 'REFERENCE',
        },
        { name: 'attributeValues', klass: 'org.hisp.dhis.attribute.AttributeValues', propertyType: 'COMPLEX' },
      ],
    },
    {
      klass: 'org.hisp.dhis.category.CategoryCombo',
      name: 'categoryCombo',
      singular: 'categoryCombo',
      plural: 'categoryCombos',
      relativeApiEndpoint: '/categoryCombos',
      properties: [{ name: 'skipTotal', propertyType: 'BOOLEAN', klass: 'boolean' }],
    },
  ],
};

describe('models', () => {
  test('have the properties of the schemas, required where they are', () => {
    const models = generateModels(schemas, { version: '2.42.5.2' });
    expect(models).toContain("export type ValueType = 'NUMBER' | 'TEXT';");
    expect(models).toContain(
      [
        'export interface DataElement {',
        '  attributeValues?: AttributeValue[];',
        '  categoryCombo: CategoryCombo;',
        '  dataElementGroups?: CategoryCombo[];',
        '  displayName: string;',
        '  id: string;',
        '  name: string;',
        '  optionSet?: Reference;',
        '  valueType: ValueType;',
        '}',
      ].join('\n'),
    );
    expect(models).toContain('  dataElements: DataElement;');
    expect(generateModels(schemas, { version: '2.42.5.2' })).toBe(models);
  });

  test('come with the paths of their resources', () => {
    expect(generateResources([schemas])).toContain("  dataElements: '/api/dataElements',");
  });
});

const api = (parameters: readonly object[]): OpenApiDocument => ({
  paths: { '/api/events/': { get: { parameters } }, '/api/events/#csv': { get: {} } },
  components: { parameters: { Shared: { name: 'fields', in: 'query', schema: { type: 'string' } } } },
});

test('endpoint parameters are typed in place', () => {
  const document = api([
    { $ref: '#/components/parameters/Shared' },
    { name: 'uid', in: 'path' },
    { name: 'status', in: 'query', required: true, schema: { type: 'array', items: { enum: ['A', 'B'] } } },
    { name: 'page-size', in: 'query', schema: { type: 'integer' } },
  ]);
  expect(generateEndpointTypes(document)).toContain(
    `  'GET /api/events': { fields?: string; status: readonly ("A" | "B")[]; "page-size"?: number };`,
  );
});

test('known parameters are listed with the release that they came or went in', () => {
  const versions = {
    42: api([
      { name: 'a', in: 'query' },
      { name: 'old', in: 'query' },
    ]),
    43: api([
      { name: 'a', in: 'query' },
      { name: 'new', in: 'query' },
    ]),
  };
  const generated = generateParameters(versions as never, { events: ['get', '/api/events/'] });
  expect(generated).toContain("known: ['a', 'new', 'old'],");
  expect(generated).toContain('since: { new: 43 },');
  expect(generated).toContain('until: { old: 43 },');
});

describe('types of a server', () => {
  const weight = { id: 'deTrWeight1', name: 'Weight (g)', code: 'WEIGHT', valueType: 'INTEGER' };
  const answers: Readonly<Record<string, unknown>> = {
    '/api/schemas': schemas,
    '/api/attributes': {
      attributes: [
        { id: 'atExtId0001', name: 'External id', code: 'EXT_ID', valueType: 'TEXT', dataElementAttribute: true },
      ],
    },
    '/api/optionSets': { optionSets: [{ id: 'osSex000001', name: 'Sex', options: [{ code: 'M' }, { code: 'F' }] }] },
    '/api/programs': {
      programs: [
        {
          id: 'prChild0001',
          name: 'Child programme',
          programTrackedEntityAttributes: [
            { mandatory: true, trackedEntityAttribute: { id: 'teaName0001', name: 'Full name', valueType: 'TEXT' } },
            {
              trackedEntityAttribute: {
                id: 'teaSex00001',
                name: 'Sex',
                valueType: 'TEXT',
                optionSet: { id: 'osSex000001' },
              },
            },
          ],
          programStages: [
            {
              id: 'psBirth0001',
              name: 'Birth',
              programStageDataElements: [
                { compulsory: true, dataElement: weight },
                { dataElement: { ...weight, id: 'deTrWeight2' } },
                { dataElement: { id: 'deTrFull001', name: '1st dose given?', valueType: 'BOOLEAN' } },
                {
                  dataElement: {
                    id: 'deTrSexNo01',
                    name: 'Sex number',
                    valueType: 'NUMBER',
                    optionSet: { id: 'osSex000001' },
                  },
                },
              ],
            },
          ],
        },
      ],
    },
    '/api/openapi.json': api([]),
  };

  test('hold its option sets, custom attributes and programs', async () => {
    const { dhis2 } = scriptedClient(({ path }) => ({ body: answers[path] }));
    const types = await generateTypes(dhis2, { endpoints: true, modelsName: 'MyModels' });
    expect(types).toContain('export interface MyModels {');
    expect(types).toContain('export type SexOption = "M" | "F";');
    expect(types).toContain(
      "export const dataElementCustomAttributes = {\n  /** External id (TEXT). */\n  extId: 'atExtId0001',",
    );
    expect(types).toContain(
      'export interface ChildProgrammeAttributes {\n  /** Full name. */\n  fullName: string;\n  /** Sex. */\n  sex?: SexOption;\n}',
    );
    expect(types).toContain(
      '  /** Weight (g). */\n  weight: number;\n  /** Weight (g). */\n  weight2?: number;\n  /** 1st dose given?. */\n  _1stDoseGiven?: boolean;',
    );
    expect(types).toContain("    weight: { id: 'deTrWeight1', kind: 'number' },");
    // Codes stay text, whatever the values are.
    expect(types).toContain('  sexNumber?: SexOption;');
    expect(types).toContain("    sexNumber: { id: 'deTrSexNo01', kind: 'text' },");
    expect(types).toContain('export interface EndpointQueries {');
    expect(await generateTypes(dhis2, { endpoints: true, modelsName: 'MyModels' })).toBe(types);
  });
});

describe('a record of a program', () => {
  const map = {
    id: 'psBirth0001',
    fields: {
      weight: { id: 'deTrWeight1', kind: 'number' },
      alive: { id: 'deTrAlive01', kind: 'boolean' },
      note: { id: 'deTrNote001', kind: 'text' },
    },
  } as const;

  test('becomes data values or attributes, with null to take one away', () => {
    expect(toDataValues(map, { weight: 3200, alive: true, note: null })).toEqual([
      { dataElement: 'deTrWeight1', value: '3200' },
      { dataElement: 'deTrAlive01', value: 'true' },
      { dataElement: 'deTrNote001', value: null },
    ]);
    expect(toAttributes(map, { weight: 1 })).toEqual([{ attribute: 'deTrWeight1', value: '1' }]);
  });

  test('comes back with numbers and booleans', () => {
    const values = [...toDataValues(map, { weight: 3200, alive: false }), { dataElement: 'deOther0001', value: 'x' }];
    expect(fromTracker<{ weight: number; alive: boolean }>(map, values)).toEqual({ weight: 3200, alive: false });
  });
});
