import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { dhow, projectFolder } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
afterEach(() => folder?.remove());

const ours = `export const connectorPackage = () => ({
  components: [{ spec: { scheme: 'ours', title: 'Ours', description: '', options: { far: { type: 'integer', description: 'How far.' } } } }],
});`;

test('the schema of routes has what the project has', async () => {
  folder = projectFolder({ 'dhow.yaml': 'components: [./ours.mjs]\n', 'ours.mjs': ours });
  const { code, out, err } = await dhow(['schema', '-o', 'routes.schema.json'], { cwd: folder.path });
  expect([code, out, err]).toEqual([0, '', '']);
  const schema = JSON.parse(readFileSync(join(folder.path, 'routes.schema.json'), 'utf8')) as {
    readonly definitions: Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>>;
  };
  expect(schema.definitions['parametersOf_ours']!.properties).toMatchObject({ far: { description: 'How far.' } });
  expect(schema.definitions['parametersOf_timer']!.properties).toHaveProperty('period');
  expect(schema.definitions['setBody']!.properties).toHaveProperty('datasonnet');
});

test('without a file it goes to the standard output', async () => {
  folder = projectFolder({});
  const { code, out } = await dhow(['schema'], { cwd: folder.path });
  expect([code, out.startsWith('{'), out.endsWith('}\n')]).toEqual([0, true, true]);
});
