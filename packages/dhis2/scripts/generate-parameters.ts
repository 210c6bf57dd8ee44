import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { generateParameters, type OpenApi } from '../src/types-generator/generate-parameters.ts';

// node --conditions=@dhow/source packages/dhis2/scripts/generate-parameters.ts [FOLDER]
// FOLDER (default: the sandbox's data) holds <release>/openapi.json.gz; writes src/http/endpoint-parameters.generated.ts.
const { positionals } = parseArgs({ allowPositionals: true });
const folder = positionals[0] ?? new URL('../../sandbox/data', import.meta.url).pathname;
const read = async (version: string) =>
  JSON.parse(gunzipSync(await readFile(`${folder}/${version}/openapi.json.gz`)).toString()) as OpenApi;
const versions = { 42: await read('2.42'), 43: await read('2.43') };
const text = generateParameters(versions, {
  trackedEntities: ['get', '/api/tracker/trackedEntities/'],
  enrollments: ['get', '/api/tracker/enrollments/'],
  events: ['get', '/api/tracker/events/'],
  trackerEvents: ['get', '/api/tracker/trackerEvents/'],
  singleEvents: ['get', '/api/tracker/singleEvents/'],
  relationships: ['get', '/api/tracker/relationships/'],
  trackerImport: ['post', '/api/tracker/'],
  completeDataSetRegistrations: ['get', '/api/completeDataSetRegistrations/'],
  deletedObjects: ['get', '/api/deletedObjects/'],
  analyticsTables: ['post', '/api/resourceTables/analytics'],
});
await writeFile(new URL('../src/http/endpoint-parameters.generated.ts', import.meta.url), text);
