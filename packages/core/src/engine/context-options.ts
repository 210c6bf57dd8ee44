import type { Clock } from '../clock/clock.ts';
import type { Component } from '../component/component.ts';
import type { Converter } from '../convert/convert.ts';
import type { DataFormatFactory } from '../component/data-format.ts';
import type { EipDefinition } from '../eip/eip-definition.ts';
import type { ExpressionLanguage } from '../expression/expression.ts';
import type { LoggerFactory } from '../log/logger.ts';
import type { SuperviseOptions } from '../lifecycle/route-supervisor.ts';
import type { StateStore } from '../state/state-store.ts';

export interface ContextOptions {
  readonly name?: string;
  readonly components: readonly Component[];
  readonly dataFormats?: readonly DataFormatFactory[];
  /** Expression languages; {@link standardLanguages} when absent. */
  readonly languages?: readonly ExpressionLanguage[];
  /** Conversions beside the standard ones, by the Java type that they make. */
  readonly converters?: ReadonlyMap<string, Converter>;
  /** Patterns beside the standard ones. */
  readonly eips?: readonly EipDefinition[];
  /** Objects that routes name. */
  readonly beans?: Readonly<Record<string, unknown>>;
  /** Values of `{{placeholders}}`. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Where repositories, locks and dead letters are kept; in memory when absent. */
  readonly state?: StateStore;
  readonly clock?: Clock;
  /** Where log lines go; nowhere when absent. */
  readonly log?: LoggerFactory;
  /** Folder that relative file names of routes start from; the working directory when absent. */
  readonly baseFolder?: string;
  /** Milliseconds for a quiet stop before what is under way is aborted; 45 seconds when absent. */
  readonly shutdownTimeoutMs?: number;
  /** Tries routes that do not start again, instead of failing the start of the context. */
  readonly supervise?: SuperviseOptions;
  /** Keeps the message as it came in, so that `useOriginalBody` works on every `onException`. */
  readonly allowUseOriginalMessage?: boolean;
}
