import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { generateModels } from '../src/types-generator/generate-models.ts';
import { generateResources } from '../src/types-generator/generate-resources.ts';
import type { Schemas } from '../src/types-generator/schema.ts';

// node --conditions=@dhow/source packages/dhis2/scripts/generate-models.ts [FOLDER]
// FOLDER (default: the sandbox's data) holds <release>/schemas.json.gz. Writes src/models/*.generated.ts.
const { positionals } = parseArgs({ allowPositionals: true });
const folder = positionals[0] ?? new URL('../../sandbox/data', import.meta.url).pathname;
const models = new URL('../src/models/', import.meta.url);
const all: Schemas[] = [];
for (const release of ['2.42', '2.43']) {
  const schemas = JSON.parse(gunzipSync(await readFile(`${folder}/${release}/schemas.json.gz`)).toString()) as Schemas;
  all.push(schemas);
  const text = generateModels(schemas, { version: release, modelsName: `Models${release.replace('2.', '2')}` });
  await writeFile(new URL(`dhis2-${release}.generated.ts`, models), text);
}
await writeFile(new URL('resources.generated.ts', models), generateResources(all));
