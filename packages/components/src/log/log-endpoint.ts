import {
  loggerFor,
  maskSecrets,
  type ComponentContext,
  type Endpoint,
  type EndpointUri,
  type Exchange,
  type Logger,
  type Producer,
} from '@dhow/core/component';
import { exceptionTypeOf } from '@dhow/core';
import { formatExchange, type ExchangeFormat, type ValueText } from './exchange-formatter.ts';
import { sizedGroups, timedGroups, type WriteLine } from './throughput-lines.ts';

export type LogEndpointUri = EndpointUri<ExchangeFormat>;

export class LogEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: LogEndpointUri;
  readonly #context: ComponentContext;

  constructor(uri: LogEndpointUri, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#context = context;
  }

  createProducer(): Producer {
    const { path, options } = this.#uri;
    const logger = this.#context.logger(path);
    const write = writer(logger, options);
    if (!write) return { process: () => undefined };
    const { groupSize, groupIntervalMs, groupDelayMs, groupActiveOnly } = options;
    if (groupSize !== undefined) return sizedGroups(groupSize, this.#context.clock, write);
    if (groupIntervalMs !== undefined) {
      const timed = { intervalMs: groupIntervalMs, delayMs: groupDelayMs, activeOnly: groupActiveOnly };
      return timedGroups(timed, this.#context.clock, write);
    }
    const values = valueText(this.#context);
    return { process: (exchange: Exchange) => write(formatExchange(exchange, options, values), exchange) };
  }
}

function writer(logger: Logger, { level, marker, logMask }: ExchangeFormat): WriteLine | undefined {
  const fields = marker === undefined ? undefined : { marker };
  if (level === 'OFF') return undefined;
  const method = level.toLowerCase() as 'trace' | 'debug' | 'info' | 'warn' | 'error';
  const shown = logMask ? maskSecrets : (line: string) => line;
  return (line, exchange) => {
    const target = exchange === undefined ? logger : loggerFor(exchange, logger);
    target[method](shown(line), fields);
  };
}

function valueText(context: ComponentContext): ValueText {
  return {
    exceptionType: exceptionTypeOf,
    routeGroup: (routeId) => context.routeGroup?.(routeId),
    text(value) {
      if (typeof value === 'string') return value;
      if (value === null || value === undefined) return 'null';
      if (typeof value === 'object' && Symbol.asyncIterator in value) return streamText(value);
      try {
        return String(context.convert(value, 'java.lang.String'));
      } catch {
        return Object.prototype.toString.call(value);
      }
    },
    type: (value) => {
      if (value === null || value === undefined) return 'null';
      if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double';
      if (typeof value === 'string') return 'String';
      if (typeof value === 'boolean') return 'Boolean';
      if (Array.isArray(value)) return 'List';
      if (value instanceof Uint8Array) return 'byte[]';
      const name = (value as object).constructor?.name;
      return name === 'Object' || name === undefined ? 'Map' : name;
    },
  };
}

/** Streams are not read for the log, as in Camel without `showStreams`: the next step still has all of them. */
function streamText(stream: object): string {
  // oxlint-disable-next-line typescript/unbound-method -- compared, not called
  if (stream.toString === Object.prototype.toString) return '[Body is instance of java.io.InputStream]';
  // oxlint-disable-next-line typescript/no-base-to-string -- its own text
  return String(stream);
}
