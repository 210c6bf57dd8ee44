/** The composition root of a Dhow process. */
export { startDhow } from './start-dhow.ts';
export type { Dhow, DhowOptions } from './start-dhow.ts';
export { BootError, bootErrorCatalogue, isBootError } from './boot-errors.ts';
export type { BootErrorCode } from './boot-errors.ts';
export { connectionBeans } from './connection-beans.ts';
export { createLoggers } from './logging/pino-loggers.ts';
export type { Loggers, LoggersOptions } from './logging/pino-loggers.ts';
export { isIdle, untilIdle } from './process/idle-watch.ts';
export { onStopSignals } from './process/stop-signals.ts';
export { checkRoutes } from './routes/check-routes.ts';
export type { CheckedFile, CheckOptions } from './routes/check-routes.ts';
export { findRouteFiles } from './routes/find-route-files.ts';
export type { RouteFile } from './routes/find-route-files.ts';
export { loadRoutes } from './routes/load-routes.ts';
export type { RouteSource } from './routes/load-routes.ts';
export { allStandardParts, standardPartsFor } from './standard/standard-parts.ts';
export type { StandardParts } from './standard/standard-parts.ts';
