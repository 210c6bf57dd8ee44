import { onTestFinished } from 'vitest';
import { routes } from '../src/builder/route-steps.ts';
import type { RouteModel, StepModel } from '../src/model/route-model.ts';
import { createTestContext, type TestContext, type TestContextOptions } from '../src/testing/test-context.ts';

const to = (uri: string, id?: string): StepModel =>
  id === undefined ? { kind: 'to', options: { uri } } : { kind: 'to', id, options: { uri } };
const plain: RouteModel = {
  id: 'r',
  from: { uri: 'loopback:in' },
  steps: [to('mock:one', 'first'), to('mock:two', 'second')],
};

/**
 * A started context with one of the patterns that stand around routes (`intercept…`, `onCompletion`), as a file has it at its
 * top: its steps send to the URIs given, or are of the kinds given (`stop`).
 */
export async function startScoped(
  scoped: Pick<StepModel, 'kind' | 'options'>,
  block: readonly string[],
  route: RouteModel = plain,
  options?: TestContextOptions,
): Promise<TestContext> {
  const context = createTestContext(options);
  const steps = block.map((step): StepModel => (step.includes(':') ? to(step) : { kind: step, options: {} }));
  await context.addRoutes({ ...routes(), routes: [route], scoped: [{ ...scoped, steps }] });
  await context.start();
  onTestFinished(() => context.clock.runUntil(context.stop()));
  return context;
}
