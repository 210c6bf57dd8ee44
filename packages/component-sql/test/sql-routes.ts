import { onTestFinished } from 'vitest';
import type { Exchange } from '@dhow/core';
import { createTestContext, type TestContext } from '@dhow/core/testing';
import { loadYaml } from '@dhow/core/yaml';
import { jdbcComponent, sqlComponent, type DataSource } from '../src/index.ts';

/** A started context with `sql:` and `jdbc:`, the data source as `db`, and the processor `fail`. */
export async function startRoutes(
  yaml: string,
  db: DataSource,
  beans: Readonly<Record<string, unknown>> = {},
): Promise<TestContext> {
  const fail = () => {
    throw new RangeError('fail');
  };
  const context = createTestContext({ components: [sqlComponent(), jdbcComponent()], beans: { db, fail, ...beans } });
  onTestFinished(() => context.clock.runUntil(context.stop()));
  await context.addRoutes(loadYaml(yaml));
  await context.start();
  return context;
}

/** One message through a route of these steps, in YAML's flow style. */
export async function through(
  steps: string,
  db: DataSource,
  { body = null, headers = {} }: { body?: unknown; headers?: Record<string, unknown> } = {},
): Promise<Exchange> {
  const context = await startRoutes(routeOf(steps), db);
  return context.send('loopback:in', body, { headers });
}

export const routeOf = (steps: string, name = 'in', more = ''): string =>
  `- route: { ${more} from: { uri: "loopback:${name}", steps: [${steps}] } }\n`;

/** A step in YAML's flow style: `sql:` with this query. */
export const sqlStep = (query: string, options = ''): string =>
  `{ to: { uri: sql, parameters: { query: ${JSON.stringify(query)}${options === '' ? '' : `, ${options}`} } } }`;
