import type { Processor } from '../eip/processor.ts';
import type { StepModel } from '../model/route-model.ts';

/** Stands around each step of a route (`intercept`). */
export type StepInterceptor = (inner: Processor, stepId: string, step: StepModel) => Processor;

/** Stands around sends to endpoints (`interceptSendToEndpoint`); answers `inner` where it does not match. */
export type SendInterceptor = (inner: Processor, uri: string) => Processor;
