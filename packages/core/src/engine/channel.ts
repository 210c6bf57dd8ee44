import type { Processor } from '../eip/processor.ts';
import type { RouteErrorHandler } from '../error-handling/route-error-handler.ts';
import { PerformanceCounter } from '../management/performance-counter.ts';
import type { StepModel } from '../model/route-model.ts';
import type { StreamCaching } from '../stream-cache/stream-caching.ts';

/** A step in its place in a route: its processor with what stands around it. */
export class Channel {
  readonly id: string;
  readonly step: StepModel;
  /** The step itself with interceptors; public and assignable, so that advice and debuggers can stand in between. */
  process: Processor;
  readonly errorHandler: RouteErrorHandler | undefined;
  /** Whether the message must be kept as it enters, for redelivery. */
  readonly keepsInput: boolean;
  /** Whether something of the message is kept as it enters. */
  readonly keepsBody: boolean;
  /** Whether a body that can be read once is cached, for a second attempt, a dead letter or the steps after this one. */
  readonly cachesBody: boolean;
  readonly counter = new PerformanceCounter();

  constructor(
    id: string,
    step: StepModel,
    process: Processor,
    errorHandler: RouteErrorHandler | undefined,
    streamCaching: StreamCaching,
  ) {
    this.id = id;
    this.step = step;
    this.process = process;
    this.errorHandler = errorHandler;
    this.keepsInput = errorHandler?.redelivers ?? false;
    const { keepsBody, cachesBody } = keepingOf(errorHandler, streamCaching);
    this.keepsBody = keepsBody;
    this.cachesBody = cachesBody;
  }
}

/** What is kept of a message before a step. */
export function keepingOf(
  errorHandler: RouteErrorHandler | undefined,
  streamCaching: StreamCaching,
): { readonly keepsBody: boolean; readonly cachesBody: boolean } {
  const cachesBody = streamCaching === 'always' || (streamCaching === 'asNeeded' && (errorHandler?.rereads ?? false));
  return { keepsBody: cachesBody || (errorHandler?.redelivers ?? false), cachesBody };
}
