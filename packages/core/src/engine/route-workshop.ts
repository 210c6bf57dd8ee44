import type { Endpoint } from '../component/component.ts';
import type { ResumePoints } from '../component/resume.ts';
import type { Processor } from '../eip/processor.ts';
import type { Logger } from '../log/logger.ts';
import type { RouteOwner } from '../kamelet/kamelet-host.ts';
import type { StepModel } from '../model/route-model.ts';
import type { StreamCaching } from '../stream-cache/stream-caching.ts';
import type { BeanRegistry } from './bean-registry.ts';
import type { Channel } from './channel.ts';
import type { SendInterceptor, StepInterceptor } from './interceptors.ts';
import type { PipelineSetting } from './pipeline.ts';
import type { PropertySource } from './property-placeholders.ts';
import type { RouteHost } from './route-host.ts';

/** What the steps of one route share while they are compiled, and what is found on the way. */
export interface RouteWorkshop {
  readonly routeId: string;
  readonly owner: RouteOwner;
  readonly host: RouteHost;
  readonly log: Logger;
  readonly beans: BeanRegistry;
  readonly properties: PropertySource;
  readonly pipeline: PipelineSetting;
  /** In the order of their place in the route. */
  readonly channels: Channel[];
  readonly starters: (() => void | Promise<void>)[];
  readonly finishers: (() => void | Promise<void>)[];
  readonly stoppers: (() => void | Promise<void>)[];
  readonly producers: Map<Endpoint, Processor>;
  readonly stepInterceptors: StepInterceptor[];
  readonly sendInterceptors: SendInterceptor[];
  readonly nodePrefix: string;
  readonly streamCaching: StreamCaching;
  readonly masksLog: boolean;
  /** The last of the route's own steps, and its id once it is compiled. */
  last: StepModel | undefined;
  lastId: string | undefined;
  /** What a `resumable` step offers the source. */
  resumePoints: ResumePoints | undefined;
  /** Once it is known. */
  sourceUri: string | undefined;
  /** `noErrorHandler`: what was tried in vain here may be tried again by the caller. */
  forgetsExhaustion: boolean;
}
