import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { componentLanguages, standardDataFormats } from '@dhow/components';
import { standardLanguages } from '@dhow/core';
import { runRoute } from '@dhow/core/testing';
import { loadYaml } from '@dhow/core/yaml';

const file = 'routes/facility-report.yaml';
const route = loadYaml(readFileSync(file, 'utf8'), { file });

/** Sends one file's text through the route. Nothing is read or written: mocks stand in for files. */
const run = (text) =>
  runRoute(route, text, {
    mock: ['file'],
    dataFormats: standardDataFormats(),
    languages: [...standardLanguages, ...componentLanguages()],
    headers: { CamelFileName: 'january.csv' },
  });

test('rows become data values', async () => {
  const { exception, mocks } = await run('facility,month,indicator,count\nFAC_0001,2026-01,ANC_1,41\n');
  assert.equal(exception, undefined);
  const [sent] = mocks.get('file:outbox').received;
  assert.equal(sent.headers.CamelFileName, 'january.json');
  assert.deepEqual(JSON.parse(sent.body).dataValues, [
    { dataElement: 'ANC_1', orgUnit: 'FAC_0001', period: '202601', value: '41' },
  ]);
});

test('every step is passed', async () => {
  const { coverage } = await run('facility,month,indicator,count\n');
  assert.deepEqual(coverage.uncovered, []);
});
