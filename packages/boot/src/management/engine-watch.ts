import { RouteError, type DhowContext } from '@dhow/core';
import { javaTypeOf } from '@dhow/core/component';
import {
  BacklogTracer,
  recordStartup,
  StepDebugger,
  type StartupStep,
  type SuspendedMessage,
  type TracedStep,
} from '@dhow/core/management';

/** What the tracer is told to keep. */
export interface TracerSetting {
  readonly size: number;
  /** Ids of routes and steps: exact, or with `*`. */
  readonly pattern?: string;
}

export interface TracerView {
  readonly enabled: boolean;
  readonly size?: number;
  readonly pattern?: string;
  /** Oldest first; no bodies. */
  readonly steps: readonly TracedStep[];
}

/** A message that stands before a step; no body, no values of headers. */
export interface SuspendedView {
  readonly exchangeId: string;
  readonly routeId: string;
  readonly stepId: string;
  readonly bodyType: string;
  readonly headerNames: readonly string[];
}

export interface BreakpointView {
  readonly stepId: string;
  readonly language?: string;
  readonly predicate?: string;
}

export interface DebuggerView {
  readonly attached: boolean;
  readonly breakpoints: readonly BreakpointView[];
  readonly suspended: readonly SuspendedView[];
}

/** What looks on at messages and at the start; tracer and debugger cost nothing until they are switched on. */
export interface EngineWatch {
  startup(): readonly StartupStep[];
  beans(): readonly { readonly name: string; readonly type: string }[];
  tracer(): TracerView;
  trace(setting: TracerSetting | undefined): void;
  debugger(): DebuggerView;
  /** Rejects when there is no such step, or the predicate does not parse. */
  setBreakpoint(breakpoint: BreakpointView): Promise<void>;
  removeBreakpoint(stepId: string): void;
  /** Lets a message go on to its end, or to the next step; false when none of that id stands still. */
  release(exchangeId: string, by: 'resume' | 'step'): boolean;
  /** Lets all messages go and takes the breakpoints away. */
  detach(): void;
}

/** Attach it before the start, which it tells of. */
export function engineWatchOf(context: DhowContext): EngineWatch {
  const startup = recordStartup(context);
  const breakpoints = new Map<string, BreakpointView>();
  const stepDebugger = new StepDebugger(context);
  let tracer: BacklogTracer | undefined;
  let setting: TracerSetting | undefined;
  return {
    startup,
    beans: () => context.core.beanNames().map((name) => ({ name, type: typeOf(context.core.bean(name)) })),
    tracer: () => ({ enabled: tracer?.enabled ?? false, ...setting, steps: tracer?.steps ?? [] }),
    trace(next) {
      tracer?.disable();
      if (next === undefined) return;
      setting = next;
      tracer = new BacklogTracer(context, next);
      tracer.enable();
    },
    debugger: () => ({
      attached: stepDebugger.attached,
      breakpoints: [...breakpoints.values()],
      suspended: stepDebugger.suspended.map(shown),
    }),
    async setBreakpoint(breakpoint) {
      const { stepId, predicate, language = 'simple' } = breakpoint;
      if (predicate === undefined) stepDebugger.setBreakpoint(stepId);
      else await stepDebugger.setConditionalBreakpoint(stepId, language, predicate);
      breakpoints.set(stepId, predicate === undefined ? { stepId } : { stepId, language, predicate });
      stepDebugger.attach();
    },
    removeBreakpoint(stepId) {
      if (!breakpoints.delete(stepId))
        throw new RouteError('ROUTE_UNKNOWN_STEP', { place: 'breakpoints', found: stepId, nearest: '' });
      stepDebugger.removeBreakpoint(stepId);
    },
    release(exchangeId, by) {
      const message = stepDebugger.suspended.find(({ exchange }) => exchange.id === exchangeId);
      if (message === undefined) return false;
      stepDebugger[by](message.exchange);
      return true;
    },
    detach() {
      breakpoints.clear();
      stepDebugger.detach();
    },
  };
}

function shown({ exchange, routeId, stepId }: SuspendedMessage): SuspendedView {
  return {
    exchangeId: exchange.id,
    routeId,
    stepId,
    bodyType: javaTypeOf(exchange.body),
    headerNames: exchange.hasHeaders ? exchange.headers.names() : [],
  };
}

/** The class of a bean, or what it is: values are not shown, since a bean may be a password. */
function typeOf(bean: unknown): string {
  if (typeof bean !== 'object' || bean === null) return typeof bean;
  return (
    (Object.getPrototypeOf(bean) as { readonly constructor?: { readonly name?: string } } | null)?.constructor?.name ??
    'Object'
  );
}
