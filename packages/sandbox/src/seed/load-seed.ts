import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { setAllOutputPeriodTypes } from '../analytics/tables/output-period-types.ts';
import { importMetadata } from '../metadata/importer/import-metadata.ts';
import { defaultImportParams } from '../metadata/importer/import-params.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import { countrySeed } from './country-seed.ts';
import { giveRootToAdmin } from './fresh-server.ts';

/** A metadata export: an object of lists, the path of a JSON file (compressed or not), or `country` for the built-in one. */
export type Seed = Readonly<Record<string, unknown>> | 'country' | (string & {});

/** Stores a seed as the metadata importer does; throws with the first errors when it does not take it. */
export function loadSeed(context: ServerContext, seed: Seed): void {
  const payload = readSeed(seed);
  const user = context.directory.user('M5zQapPyTZI')!;
  const report = importMetadata(context, user, payload, {
    ...defaultImportParams,
    importStrategy: 'CREATE_AND_UPDATE',
  });
  giveRootToAdmin(context);
  if (seed === 'country') setAllOutputPeriodTypes(context);
  if (report.status === 'OK') return;
  const errors = report.types.flatMap((type) =>
    type.objects.flatMap((object) => object.errors.map((e) => `${e.code} ${e.message}`)),
  );
  throw new Error(`The seed was refused: ${errors.length} errors, the first: ${errors.slice(0, 3).join('; ')}`);
}

function readSeed(seed: Seed): JsonObject {
  if (seed === 'country') return countrySeed() as unknown as JsonObject;
  if (typeof seed !== 'string') return structuredClone(seed) as JsonObject;
  const bytes = readFileSync(seed);
  const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
  const parsed: unknown = JSON.parse(text);
  if (!isObject(parsed))
    throw new TypeError(
      `The seed ${seed} is not a metadata export: a JSON object of lists, such as {"organisationUnits": […]}.`,
    );
  return parsed;
}
