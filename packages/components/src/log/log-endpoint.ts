import {
  loggerFor,
  type ComponentContext,
  type Endpoint,
  type EndpointUri,
  type Exchange,
  type Logger,
  type Producer,
} from '@dhow/core/component';
import { formatExchange, type ExchangeFormat, type ValueText } from './exchange-formatter.ts';

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
    const write = writer(logger, options.level, options.marker);
    if (!write) return { process: () => undefined };
    if (options.groupSize !== undefined) return { process: this.#throughput(write, options.groupSize) };
    const values = valueText(this.#context);
    return { process: (exchange: Exchange) => write(formatExchange(exchange, options, values), exchange) };
  }

  #throughput(write: WriteLine, groupSize: number): (exchange: Exchange) => void {
    const { clock } = this.#context;
    let count = 0;
    let started: number | undefined;
    return (exchange) => {
      started ??= clock.elapsed();
      if (++count % groupSize > 0) return;
      const ms = clock.elapsed() - started;
      const rate = ms > 0 ? (count * 1000) / ms : 0;
      write(`Received: ${count} messages so far. Average: ${rate.toFixed(1)} messages per second.`, exchange);
    };
  }
}

type WriteLine = (line: string, exchange: Exchange) => void;

function writer(logger: Logger, level: ExchangeFormat['level'], marker: string | undefined): WriteLine | undefined {
  const fields = marker === undefined ? undefined : { marker };
  if (level === 'OFF') return undefined;
  const method = level.toLowerCase() as 'trace' | 'debug' | 'info' | 'warn' | 'error';
  return (line, exchange) => loggerFor(exchange, logger)[method](line, fields);
}

function valueText(context: ComponentContext): ValueText {
  return {
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
