import { expect, test } from 'vitest';
import type { OptionSpec, OptionSpecs } from '../component/option-spec.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { settle } from '../testing/virtual-clock.ts';
import { shelf } from '../../test/shelf.ts';
import { startSteps } from '../../test/run-steps.ts';
import type { EipDefinition } from './eip-definition.ts';
import { standardEips } from './standard-eips.ts';

// Options that routes of Camel have and that mean nothing here: they are accepted, and a message takes the same way.

type Options = Readonly<Record<string, unknown>>;
const constant = (expression: string) => ({ language: 'constant', expression });
const onceToOut = (exchange: Exchange) => (exchange.property('CamelSlipEndpoint') === undefined ? 'mock:out' : null);
const toOut = { expression: constant('mock:out') };

/** The least that each pattern needs to send one message to `mock:out`; blocks do that by their steps. */
const least: Readonly<Record<string, Options>> = {
  aggregate: { correlationExpression: constant('k'), completionSize: 1, aggregationStrategy: '#class:UseLatest' },
  circuitBreaker: {},
  delay: { expression: constant('0') },
  dynamicRouter: { expression: { language: 'function', function: onceToOut } },
  enrich: toOut,
  multicast: {},
  pollEnrich: { expression: constant('shelf:a'), timeout: 0 },
  recipientList: toOut,
  resequence: { expression: { language: 'simple', expression: '${body}' } },
  routingSlip: toOut,
  saga: {},
  split: { expression: { language: 'simple', expression: '${body}' } },
  threads: {},
  throttle: { expression: constant('1') },
  toD: { uri: 'mock:out' },
  wireTap: { uri: 'mock:out' },
};

interface Kept {
  readonly pattern: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

function* keptOptions(pattern: string, specs: OptionSpecs, within: readonly string[] = []): Generator<Kept> {
  for (const [name, spec] of Object.entries(specs)) {
    const path = [...within, name];
    if (spec.description.startsWith('Kept for Camel routes'))
      for (const value of valuesOf(spec)) yield { pattern, path, value };
    if (spec.fields) yield* keptOptions(pattern, spec.fields, path);
  }
}

/** Other values than the default. */
function valuesOf(spec: OptionSpec): readonly unknown[] {
  switch (spec.type) {
    case 'boolean':
      return [spec.default !== true];
    case 'enum':
      return spec.values!;
    case 'integer':
    case 'duration':
      return [7];
    default:
      return spec.type === 'ref' ? [{}] : ['x'];
  }
}

function withOption(options: Options, [name, ...rest]: readonly string[], value: unknown): Options {
  if (rest.length === 0) return { ...options, [name!]: value };
  return { ...options, [name!]: withOption((options[name!] ?? {}) as Options, rest, value) };
}

async function outcome(pattern: string, options: Options) {
  const { shape } = eips.find(({ name }) => name === pattern)!;
  const context = await startSteps(
    (steps) =>
      steps.eip(pattern, options, shape === 'block' ? (inner) => inner.to('mock:out') : undefined).to('mock:end'),
    { components: [shelf()] },
  );
  const { body, exception, pattern: left } = await context.send('loopback:in', '1', { headers: { h: 1 } });
  await settle();
  await context.clock.advance(2000);
  const received = ['mock:out', 'mock:end'].map((uri) =>
    context.mocks.get(uri).received.map((message) => [message.body, message.exchange.pattern]),
  );
  return { body, exception, left, received };
}

const eips: readonly EipDefinition[] = standardEips;
const kept = eips
  .filter((eip) => eip.shape !== 'clause' && 'compile' in eip)
  .flatMap(({ name, options }) => [...keptOptions(name, options)]);

test.each(kept.map((each) => [`${each.pattern}.${each.path.join('.')} ${String(each.value)}`, each] as const))(
  '%s changes nothing',
  async (_, { pattern, path, value }) => {
    const without = await outcome(pattern, least[pattern]!);
    expect(without.exception).toBeUndefined();
    expect(without.received.flat()).not.toEqual([]);
    expect(await outcome(pattern, withOption(least[pattern]!, path, value))).toEqual(without);
  },
);
