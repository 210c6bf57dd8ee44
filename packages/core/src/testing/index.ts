/** The test kit: virtual time, mocks, advice, snapshots of steps, faults, coverage. */
export { VirtualClock, settle } from './virtual-clock.ts';
export { createTestContext, TestContext, type TestContextOptions } from './test-context.ts';
export { runRoute, type RouteRun, type RunRouteOptions } from './run-route.ts';
export { MockEndpoint, type MockMessage } from './mock-endpoint.ts';
export { MockExpectations } from './mock-expectations.ts';
export { Mocks } from './mock-components.ts';
export { advise, RouteAdvice, Weave } from './route-advice.ts';
export { notify, NotifyBuilder } from './notify-builder.ts';
export { StepSnapshots, type MessageState, type StepSnapshot } from './step-snapshots.ts';
export { FaultInjection } from './fault-injection.ts';
export { combinedCoverage, routeCoverage, type RouteCoverage, type StepCoverage } from './route-coverage.ts';
export { RecordedLog, type LoggedLine } from './recorded-log.ts';
export { loopback } from './loopback-component.ts';
