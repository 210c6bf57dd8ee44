import type { Component } from '../component/component.ts';
import type { ContextOptions } from '../engine/context-options.ts';
import { DhowContext } from '../engine/dhow-context.ts';
import { isRouteError, RouteError } from '../errors/route-error.ts';
import { observeRoutes } from '../management/observers.ts';
import { loopback } from './loopback-component.ts';
import { Mocks } from './mock-components.ts';
import { FaultInjection } from './fault-injection.ts';
import { RecordedLog } from './recorded-log.ts';
import { routeCoverage, type RouteCoverage } from './route-coverage.ts';
import { StepSnapshots } from './step-snapshots.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface TestContextOptions extends Omit<ContextOptions, 'components' | 'clock' | 'log'> {
  readonly components?: readonly Component[];
  /** Schemes whose endpoints are mocks: `['http', 'dhis2']`. `mock` always is, unless a component stands for it. */
  readonly mock?: readonly string[];
  readonly clock?: VirtualClock;
}

/** A context with virtual time, mocks, and a look into its routes. */
export class TestContext extends DhowContext {
  readonly clock: VirtualClock;
  readonly mocks: Mocks;
  readonly logged: RecordedLog;
  readonly snapshots: StepSnapshots;
  readonly faults: FaultInjection;

  constructor(options: TestContextOptions = {}) {
    const clock = options.clock ?? new VirtualClock();
    const mocks = new Mocks(() => clock.now());
    const logged = new RecordedLog();
    const { mock = [], components = [], ...rest } = options;
    const schemes = new Set([...mock, ...(components.some((each) => each.spec.scheme === 'mock') ? [] : ['mock'])]);
    super({
      ...rest,
      components: [...components, loopback(), ...[...schemes].map((scheme) => mocks.component(scheme))],
      clock,
      log: logged.factory,
    });
    this.clock = clock;
    this.mocks = mocks;
    this.logged = logged;
    this.snapshots = new StepSnapshots();
    this.faults = new FaultInjection(this);
    observeRoutes(this, this.snapshots);
  }

  override async start(): Promise<void> {
    try {
      await super.start();
    } catch (error) {
      throw withAdvice(error);
    }
  }

  /** Which steps messages have passed so far. */
  coverage(): RouteCoverage {
    return routeCoverage(this);
  }
}

/** A scheme that no component stands for is most often one that the test wants a mock for. */
function withAdvice(error: unknown): unknown {
  if (!isRouteError(error) || !isRouteError(error.cause) || error.cause.code !== 'ROUTE_NO_SUCH_COMPONENT')
    return error;
  const scheme = String(error.cause.details['found']);
  const reason =
    `${String(error.details['reason'])} In a test, have mocks stand in for it (mock: ['${scheme}']), ` +
    `or give its component (components: […]).`;
  return new RouteError(error.code, { ...error.details, reason }, { cause: error.cause });
}

/**
 * A context for tests. Start it after adding routes, and stop it at the end.
 *
 * @example
 * ```ts
 * import { createTestContext } from '@dhow/core/testing';
 *
 * const context = createTestContext({ mock: ['http'] });
 * context.mocks.get('http:api.example.org').reply('{"ok":true}');
 * ```
 */
export function createTestContext(options: TestContextOptions = {}): TestContext {
  return new TestContext(options);
}
