import { onTestFinished } from 'vitest';
import { loadYaml } from '../src/yaml/load-yaml.ts';
import type { Exchange } from '../src/exchange/exchange.ts';
import { createTestContext, type TestContext } from '../src/testing/test-context.ts';
import { MemoryTransactions } from './memory-transactions.ts';

export interface TransactedRun {
  readonly context: TestContext;
  readonly rows: readonly unknown[];
  readonly events: readonly string[];
  readonly exchange: Exchange;
  readonly mocks: TestContext['mocks'];
}

/**
 * One message through routes that read `loopback:in`. Their steps may name the processors `insertA`, `insertB`, `insertC`,
 * `insertBody`, `fail` and `failTwice`; the only data source is `rows`.
 */
export async function runTransacted(
  yaml: string,
  { body = null, source = new MemoryTransactions(), beans = {} }: Partial<Setting> = {},
): Promise<TransactedRun> {
  let calls = 0;
  const context = createTestContext({
    beans: {
      rows: source,
      insertA: source.insert('a'),
      insertB: source.insert('b'),
      insertC: source.insert('c'),
      insertBody: (exchange: Exchange) => source.insert(exchange.body)(exchange),
      fail: () => {
        throw new RangeError('fail');
      },
      failTwice: () => {
        if (++calls < 3) throw new RangeError(`fail ${calls}`);
      },
      ...beans,
    },
  });
  onTestFinished(() => context.clock.runUntil(context.stop()));
  await context.addRoutes(loadYaml(yaml));
  await context.start();
  const exchange = await context.clock.runUntil(context.send('loopback:in', body));
  return { context, rows: source.rows, events: source.events, exchange, mocks: context.mocks };
}

interface Setting {
  readonly body: unknown;
  readonly source: MemoryTransactions;
  readonly beans: Readonly<Record<string, unknown>>;
}

/** A route from `loopback:<name>` of these steps, in YAML's flow style. */
export const routeOf = (steps: string, name = 'in', more = ''): string =>
  `- route: { ${more} from: { uri: "loopback:${name}", steps: [${steps}] } }\n`;

export const ref = (name: string): string => `{ process: { ref: ${name} } }`;
