import type { Processor } from '../eip/processor.ts';
import type { RouteErrorHandler } from '../error-handling/route-error-handler.ts';
import { PerformanceCounter } from '../management/performance-counter.ts';
import type { StepModel } from '../model/route-model.ts';

/** A step in its place in a route: its processor with what stands around it. */
export class Channel {
  readonly id: string;
  readonly step: StepModel;
  /** The step itself with interceptors; public and assignable, so that advice and debuggers can stand in between. */
  process: Processor;
  readonly errorHandler: RouteErrorHandler | undefined;
  /** Whether the message must be kept as it enters, for redelivery. */
  readonly keepsInput: boolean;
  /** Whether a body that can be read once is cached, for a second attempt or a dead letter. */
  readonly keepsBody: boolean;
  readonly counter = new PerformanceCounter();

  constructor(id: string, step: StepModel, process: Processor, errorHandler: RouteErrorHandler | undefined) {
    this.id = id;
    this.step = step;
    this.process = process;
    this.errorHandler = errorHandler;
    this.keepsInput = errorHandler?.redelivers ?? false;
    this.keepsBody = errorHandler?.rereads ?? false;
  }
}
