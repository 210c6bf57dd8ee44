import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { basicAuth, createClient, isDhis2Error, type Dhis2Client } from '@dhow/dhis2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox, type SeedMetadata } from '../src/index.ts';
import { analyticsScenarios } from './client-methods/analytics-scenarios.ts';
import { dataScenarios } from './client-methods/data-scenarios.ts';
import { integrationScenarios } from './client-methods/integration-scenarios.ts';
import { metadataScenarios } from './client-methods/metadata-scenarios.ts';
import type { Scenarios } from './client-methods/scenario.ts';
import { systemScenarios } from './client-methods/system-scenarios.ts';
import { trackerScenarios } from './client-methods/tracker-scenarios.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const seed = JSON.parse(
  gunzipSync(readFileSync(join(root, 'recorded/dhis2/2.42.5.2/seed.json.gz'))).toString(),
) as SeedMetadata;

const scenarios: Scenarios = {
  ...systemScenarios,
  ...dataScenarios,
  ...metadataScenarios,
  ...trackerScenarios,
  ...analyticsScenarios,
  ...integrationScenarios,
};

/** The methods of the reference page, as `dataValueSets.import`, `<resource>.get` or `tracker.<list>.page`. */
function documentedMethods(): string[] {
  const page = readFileSync(join(root, 'docs/dhis2-client-reference.md'), 'utf8');
  return page.split('\n## ').flatMap((section) => {
    const heading = section
      .split('\n', 1)[0]!
      .replace(/^dhis2\./, '')
      .replace(/,.*/, '');
    return [...section.matchAll(/^\| `(\w+)\(/gm)].map(([, method]) => `${heading}.${method}`);
  });
}

test('every method of the reference page has its scenario', () => {
  expect(Object.keys(scenarios).sort()).toEqual(documentedMethods().sort());
});

describe.each(['2.40', '2.41', '2.42', '2.43', '2.44'])('each method of the client against %s', (version) => {
  let sandbox: Sandbox;
  let dhis2: Dhis2Client;
  beforeAll(async () => {
    sandbox = await startSandbox({ version, seed, now: '2026-11-23T06:52:00Z' });
    dhis2 = createClient({ baseUrl: sandbox.url, auth: basicAuth('admin', 'district'), retry: false });
  });
  afterAll(async () => {
    await dhis2.close();
    await sandbox.stop();
  });

  test.each(Object.entries(scenarios))('%s', async (_, scenario) => {
    try {
      await scenario({ dhis2, sandbox, version });
    } catch (error) {
      // What the server said shows why.
      if (isDhis2Error(error)) throw new Error(`${error.message} ${JSON.stringify(error.details)}`, { cause: error });
      throw error;
    }
  });
});
