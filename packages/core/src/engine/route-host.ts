import type { Component, ComponentContext } from '../component/component.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import type { DataFormatFactory } from '../component/data-format.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { ExpressionLanguage } from '../expression/expression.ts';
import type { EipDefinition } from '../eip/eip-definition.ts';
import type { Logger } from '../log/logger.ts';
import type { EngineEvents } from '../management/engine-events.ts';
import type { StepModel } from '../model/route-model.ts';
import type { PerformanceCounter } from '../management/performance-counter.ts';
import type { BeanRegistry } from './bean-registry.ts';
import type { DynamicProducers } from './dynamic-producers.ts';
import type { EndpointRegistry } from './endpoint-registry.ts';
import type { ExchangeUnitOfWork } from './exchange-unit-of-work.ts';
import type { InflightRegister } from './inflight-register.ts';
import type { PropertySource } from './property-placeholders.ts';
import type { SagaCoordinator } from './saga-coordinator.ts';
import type { VariableScopes } from './variable-scopes.ts';

/** The context as its routes see it. */
export interface RouteHost {
  readonly context: ComponentContext;
  readonly eips: ReadonlyMap<string, EipDefinition>;
  readonly languages: ReadonlyMap<string, ExpressionLanguage>;
  readonly dataFormats: ReadonlyMap<string, DataFormatFactory>;
  /** Those that files declare with their options (`dataFormats:`), by id. */
  readonly declaredFormats: ReadonlyMap<string, StepModel>;
  readonly beans: BeanRegistry;
  readonly endpoints: EndpointRegistry;
  readonly producers: DynamicProducers;
  readonly properties: PropertySource;
  readonly variables: VariableScopes;
  readonly sagas: SagaCoordinator;
  readonly events: EngineEvents;
  readonly inflight: InflightRegister;
  readonly counter: PerformanceCounter;
  /** Groups by route id. */
  readonly routeGroups: Map<string, string>;
  /** The clock's last reading, for the counters. */
  readonly time: ClockReading;
  /** Whether units of work keep the message as it came in; patterns that need it switch it on. */
  keepOriginal: boolean;
  isStopping(): boolean;
  isRunAllowed(): boolean;
  nextNodeId(kind: string): string;
  /** Id of a step that was given none: one that stands around several routes (`intercept`) has the same in each. */
  nodeIdOf(step: StepModel): string;
  /** Made but not under way yet: the source may add completions. */
  newUnitOfWork(exchange: Exchange, parent?: ExchangeUnitOfWork): ExchangeUnitOfWork;
  /** Reads the clock, unless whoever calls says that it was read just now (`at`). */
  beginUnitOfWork(exchange: Exchange, parent?: ExchangeUnitOfWork, at?: number): ExchangeUnitOfWork;
  /** Runs completions and events; the exchange has no unit of work afterwards. */
  endUnitOfWork(exchange: Exchange, unit: ExchangeUnitOfWork): void | Promise<void>;
  /** Work beside the caller (wire tap, aggregate), which a stop waits for. */
  runAside(work: () => void | Promise<void>, log: Logger): void;
  component(scheme: string): Component | undefined;
}
