import {
  Exchange,
  type Component,
  type ComponentContext,
  type ConsumerRoute,
  type Endpoint,
  type OptionSpec,
  type Processor,
} from '@dhow/core/component';
import { FakeClock } from './fake-clock.ts';

export interface FakeContext extends ComponentContext {
  readonly clock: FakeClock;
  readonly lines: string[];
  readonly beans: Map<string, unknown>;
}

/** The least context that a connector needs, so that its tests do not depend on the engine. */
export function fakeContext(overrides: Partial<ComponentContext> = {}): FakeContext {
  const lines: string[] = [];
  const beans = new Map<string, unknown>();
  const line = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  return {
    name: 'test',
    clock: new FakeClock(),
    lines,
    beans,
    state: undefined as never,
    logger: () => ({
      trace: line('TRACE'),
      debug: line('DEBUG'),
      info: line('INFO'),
      warn: line('WARN'),
      error: line('ERROR'),
    }),
    bean: (name) => beans.get(name),
    readResource: (location) => Promise.reject(new Error(`no resource ${location}`)),
    resolvePath: (path) => path,
    convert: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
    endpoint: () => {
      throw new Error('no other endpoints here');
    },
    signal: new AbortController().signal,
    ...overrides,
  } as FakeContext;
}

/** An endpoint of the component with the spec's defaults filled in, as the engine does it. */
export function fakeEndpoint(
  component: Component,
  path: string,
  options: Readonly<Record<string, unknown>>,
  context: ComponentContext,
): Endpoint {
  const scheme = [component.spec.scheme].flat()[0]!;
  const uri = `${scheme}://${path}`;
  return component.createEndpoint(
    { uri, masked: uri, scheme, path, options: withDefaults(component.spec.options, options), rest: {} },
    context,
  );
}

export function withDefaults(
  specs: Readonly<Record<string, OptionSpec>>,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const defaults = Object.entries(specs).flatMap(([name, spec]) =>
    spec.default === undefined ? [] : [[name, spec.default] as const],
  );
  return { ...Object.fromEntries(defaults), ...options };
}

/** A route of one function. A failure of it ends in the exchange, as in the engine. */
export function fakeRoute(process: Processor, routeId = 'r1'): ConsumerRoute & { failures: unknown[] } {
  const failures: unknown[] = [];
  const signal = new AbortController().signal;
  return {
    routeId,
    signal,
    failures,
    createExchange(body, pattern) {
      const exchange = new Exchange(body, pattern);
      exchange.fromRouteId = routeId;
      return exchange;
    },
    process(exchange) {
      const fail = (error: unknown) => {
        exchange.exception = error;
      };
      try {
        return process(exchange, signal)?.catch(fail);
      } catch (error) {
        fail(error);
      }
    },
    handleFailure: (error) => void failures.push(error),
  };
}
