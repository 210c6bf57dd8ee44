/** OpenTelemetry traces of routes, with the names of Camel's tracer. */
export { activeLogFields } from './span-place.ts';
export { traceRoutes, type TraceOptions } from './trace-routes.ts';
export { startDroppingTracing, startTracing, type Tracing, type TracingOptions } from './start-tracing.ts';
