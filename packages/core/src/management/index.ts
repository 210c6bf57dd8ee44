/** What an operator sees of a context: numbers, events, history, traces, health. */
export { PerformanceCounter } from './performance-counter.ts';
export { ContextCounters, type RouteCounters } from './context-counters.ts';
export {
  EngineEvents,
  type EngineEvent,
  type EngineFailure,
  type EventListener,
  type FailureListener,
} from './engine-events.ts';
export { observe, observeRoutes } from './observers.ts';
export {
  traceContext,
  type RouteTracer,
  type SendTracer,
  type StepTracer,
  type TracedRoute,
  type TracedSend,
} from './route-tracer.ts';
export type { TracePlace } from '../exchange/trace-place.ts';
export { ErrorRegistry, type ErrorRegistryOptions, type RegisteredError } from './error-registry.ts';
export { recordHistory } from './history-recorder.ts';
export { BacklogTracer, type TracedStep, type TracerOptions } from './backlog-tracer.ts';
export {
  StepDebugger,
  type BreakpointCondition,
  type DebuggerOptions,
  type SuspendedMessage,
} from './step-debugger.ts';
export { checkHealth, type HealthCheck } from './health.ts';
export { recordStartup, type StartupStep } from './startup-report.ts';
export { matchesPattern, matchesUri } from '../engine/name-pattern.ts';
