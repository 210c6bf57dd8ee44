import type { FastifyInstance } from 'fastify';
import type { StateStore } from '@dhow/core/state';
import type { Configuration } from '../configuration/load-configuration.ts';
import type { Loggers } from '../logging/pino-loggers.ts';
import type { EngineView } from './engine-view.ts';
import type { EngineWatch } from './engine-watch.ts';

/** What the endpoints show and steer. */
export interface ManagementServices {
  readonly engine: EngineView;
  readonly watch: EngineWatch;
  readonly configuration: Configuration;
  readonly loggers: Loggers;
  readonly state: StateStore;
  readonly version: string;
  /** Sends a dead letter again and settles it. */
  readonly replay: (id: string) => Promise<unknown>;
  /** Begins a graceful stop. */
  readonly shutdown: () => void;
}

/** One entry below `/management`. */
export interface ManagementEndpoint {
  /** Spring Boot Actuator's id where one exists. */
  readonly id: string;
  /** Other addresses for the list of links, with `{names}` in them. */
  readonly links?: Readonly<Record<string, string>>;
  register(app: FastifyInstance, services: ManagementServices): void;
}
