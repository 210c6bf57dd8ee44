import { onTestFinished } from 'vitest';
import { route, type RouteSteps } from '../src/builder/route-steps.ts';
import { createTestContext, type TestContext, type TestContextOptions } from '../src/testing/test-context.ts';
import { runRoute, type RouteRun, type RunRouteOptions } from '../src/testing/run-route.ts';
import type { HeaderTypes } from '../src/builder/message.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- tests send whatever they like
type Build = (steps: RouteSteps<any, HeaderTypes>) => { toRoutes: RouteSteps['toRoutes'] };

/** One message through these steps. */
export function runSteps(build: Build, body?: unknown, options?: RunRouteOptions): Promise<RouteRun> {
  return runRoute(build(route('r').from('timer:t')), body, options);
}

/** A started context whose route reads `loopback:in`; it stops with the test. */
export async function startSteps(build: Build, options?: TestContextOptions): Promise<TestContext> {
  const context = createTestContext(options);
  await context.addRoutes(build(route('r').from('loopback:in')));
  await context.start();
  onTestFinished(() => context.clock.runUntil(context.stop()));
  return context;
}

/** Text of what failed. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
