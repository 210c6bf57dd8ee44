import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestContext } from '@dhow/core/testing';
import { loadYaml } from '@dhow/core/yaml';
import { request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { directComponent } from '../direct/index.ts';
import { platformHttpComponent } from '../platform-http/index.ts';
import { restOpenApiComponent } from './index.ts';

const contract = (path: string, parameter: string) => `openapi: 3.1.0
info: { title: Reports, version: "1" }
paths:
  ${path}:
    get:
      operationId: list
      parameters: [{ name: size, in: query, schema: ${parameter} }]
      responses: { 200: { description: Reports } }
`;

const services = `
- rest: { openApi: { specification: reports.yaml }, clientRequestValidation: true }
- route: { id: list, from: { uri: direct:list, steps: [{ setBody: { constant: listed } }] } }
`;

test('a contract that changes takes effect; one that cannot be read leaves the services as they were', async () => {
  const folder = temporaryFolder();
  const put = (text: string) => writeFileSync(join(folder, 'reports.yaml'), text);
  put(contract('/a', '{ type: integer, maximum: 9 }'));
  const server = platformHttpComponent({ port: 0 });
  const components = [directComponent(), server, restOpenApiComponent()];
  const context = createTestContext({ components, baseFolder: folder });
  onTestFinished(() => context.clock.runUntil(context.stop(0)));
  await context.addRoutes(loadYaml(services, { file: 'services.yaml' }));
  await context.start();
  const status = async (path: string) => {
    const answer = await request(`${server.address!.url}${path}`);
    await answer.body.dump();
    return answer.statusCode;
  };
  const refresh = () => context.reload({ files: context.staleFiles().keys() });
  expect([await status('/a?size=9'), await status('/a?size=10'), await status('/bc')]).toEqual([200, 400, 404]);
  put(contract('/a', '{ type: integer, maximum: 10 }'));
  await refresh();
  expect([await status('/a?size=10'), await status('/a?size=11')]).toEqual([200, 400]);
  put('openapi: nothing of the kind');
  await expect(refresh()).rejects.toThrow('reports.yaml');
  expect(await status('/a?size=10')).toBe(200);
  put(contract('/bc', '{ type: integer, maximum: 10 }'));
  await refresh();
  expect([await status('/bc?size=10'), await status('/a')]).toEqual([200, 404]);
});
