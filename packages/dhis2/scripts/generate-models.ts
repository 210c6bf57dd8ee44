import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { generateModels } from '../src/types-generator/generate-models.ts';
import { generateResources } from '../src/types-generator/generate-resources.ts';
import type { Schemas } from '../src/types-generator/schema.ts';

// node --conditions=@dhow/source packages/dhis2/scripts/generate-models.ts FOLDER
// FOLDER holds <version>/schemas.json.gz; writes src/models/dhis2-<release>.generated.ts and resources.generated.ts.
const { positionals } = parseArgs({ allowPositionals: true });
const folder = positionals[0] ?? 'recorded/dhis2';
const versions = { '2.42.5.2': '2.42', '2.43.1': '2.43' } as const;
const models = new URL('../src/models/', import.meta.url);
const all: Schemas[] = [];
for (const [version, release] of Object.entries(versions)) {
  const schemas = JSON.parse(gunzipSync(await readFile(`${folder}/${version}/schemas.json.gz`)).toString()) as Schemas;
  all.push(schemas);
  const text = generateModels(schemas, { version, modelsName: `Models${release.replace('2.', '2')}` });
  await writeFile(new URL(`dhis2-${release}.generated.ts`, models), text);
}
await writeFile(new URL('resources.generated.ts', models), generateResources(all));
