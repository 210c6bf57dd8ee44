import type { RegisteredError } from '@dhow/core/management';

/** Counts and times of a context, a route or a step; times in milliseconds, moments in milliseconds since 1970. */
export interface StatisticsView {
  readonly exchangesTotal: number;
  readonly exchangesCompleted: number;
  readonly exchangesFailed: number;
  readonly exchangesInflight: number;
  readonly failuresHandled: number;
  readonly redeliveries: number;
  readonly externalRedeliveries: number;
  readonly minProcessingTime: number;
  readonly meanProcessingTime: number;
  readonly maxProcessingTime: number;
  readonly lastProcessingTime: number;
  readonly totalProcessingTime: number;
  readonly lastExchangeCompletedTimestamp: number | undefined;
  readonly lastExchangeFailureTimestamp: number | undefined;
}

export interface StepView {
  readonly id: string;
  readonly kind: string;
  /** `routes.yaml:7` */
  readonly sourceLocation: string | undefined;
  readonly statistics: StatisticsView;
}

export type RouteStateName = 'Stopped' | 'Starting' | 'Started' | 'Suspended' | 'Stopping';

export interface RouteView {
  readonly id: string;
  readonly group: string | undefined;
  readonly description: string | undefined;
  /** The source, with secrets masked. */
  readonly endpointUri: string;
  readonly sourceLocation: string | undefined;
  readonly state: RouteStateName;
  /** Whether the route should run: a stopped one that nobody stopped is a failure. */
  readonly shouldRun: boolean;
  readonly uptimeMillis: number;
  /** Code or class of the last failure of the source or the start; never its text, which may name data. */
  readonly lastError: string | undefined;
  readonly statistics: StatisticsView;
  /** Messages a second, of the last minute above all. */
  readonly throughput: number;
  /** Of the message that has been under way in it longest. */
  readonly oldestInflightMillis: number | undefined;
  readonly steps: readonly StepView[];
}

export interface InflightView {
  readonly exchangeId: string;
  readonly routeId: string | undefined;
  readonly fromRouteId: string | undefined;
  readonly durationMillis: number;
  /** The step that it waits in now, a redelivery included, and how long already. */
  readonly waitsIn: string | undefined;
  readonly waitingMillis: number | undefined;
}

export type ErrorView = RegisteredError;

export interface EndpointHealthView {
  /** Masked. */
  readonly uri: string;
  readonly status: 'UP' | 'DOWN' | 'UNKNOWN';
  readonly details?: Readonly<Record<string, unknown>>;
}

/** `stopAndFail` stops it and has it count as failed, `reset` sets its numbers back. */
export type RouteAction = 'start' | 'stop' | 'suspend' | 'resume' | 'restart' | 'stopAndFail' | 'reset';

/** What the management endpoints see of the engine. */
export interface EngineView {
  readonly name: string;
  readonly isStarted: boolean;
  readonly uptimeMillis: number;
  statistics(): StatisticsView;
  routes(): readonly RouteView[];
  inflight(): readonly InflightView[];
  /** The last failures, newest first. */
  errors(): readonly ErrorView[];
  /** Asks the other sides of endpoints whether they can be reached. */
  checkEndpoints(signal: AbortSignal): Promise<readonly EndpointHealthView[]>;
  /** `delayMs` is the wait between stop and start of a restart. */
  control(routeId: string, action: RouteAction, delayMs?: number): Promise<void>;
}
