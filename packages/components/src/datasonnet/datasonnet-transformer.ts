import { exceptionTypeKey } from '@dhow/core';
import type { Inputs, Mapping } from '@dhow/datasonnet';
import type { Exchange } from '@dhow/core/component';
import { isBatchSource, textOf, type ComponentContext } from '@dhow/core/component';
import type { CurrentMessage } from './camel-library.ts';
import type { CompiledMapping } from './datasonnet-mapping.ts';
import { ComponentError } from '../component-error.ts';

export interface TransformOptions {
  readonly bodyMediaType?: string | undefined;
  readonly outputMediaType?: string | undefined;
}

const data = 'application/x-java-object';

/** Runs a mapping on messages. A promise comes back only where the body is a stream that must be read first. */
export class DatasonnetTransformer {
  readonly #mapping: Mapping;
  readonly #current: CurrentMessage;
  readonly #options: TransformOptions;
  readonly #context: ComponentContext;
  /** What the mapping names of the message besides the payload; the rest is not made ready for each message. */
  readonly #messageParts: readonly MessagePart[];
  /** `body` is the payload, as in Camel. */
  readonly #namesBody: boolean;

  constructor({ mapping, current }: CompiledMapping, options: TransformOptions, context: ComponentContext) {
    this.#mapping = mapping;
    this.#current = current;
    const names = new Set(mapping.unknownNames.map(({ name }) => name));
    this.#messageParts = messageParts.filter(({ name }) => names.has(name));
    this.#namesBody = names.has('body');
    this.#options = options;
    this.#context = context;
  }

  transform(body: unknown, exchange: Exchange): unknown {
    if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body) {
      if (isBatchSource(body)) throw new ComponentError('DATASONNET_STREAM');
      return this.#readAndRun(body, exchange);
    }
    return this.#run(body, exchange);
  }

  async #readAndRun(body: object, exchange: Exchange): Promise<unknown> {
    return this.#run(await this.#context.convert(body, 'java.lang.String'), exchange);
  }

  #run(body: unknown, exchange: Exchange): unknown {
    const output = this.#mediaType('outputMediaType', 'CamelDatasonnetOutputMediaType', exchange);
    const payload = this.#payload(body, exchange);
    const inputs: Record<string, Inputs[string]> = this.#namesBody ? { payload, body: payload } : { payload };
    for (const { name, of } of this.#messageParts) inputs[name] = { content: of(exchange) };
    this.#current.exchange = exchange;
    try {
      return this.#mapping.run(inputs, output === undefined ? {} : { output: { mediaType: output } }).content;
    } catch (error) {
      throw knownToCamel(error);
    } finally {
      this.#current.exchange = undefined;
    }
  }

  #payload(body: unknown, exchange: Exchange): Inputs[string] {
    const mediaType = this.#mediaType('bodyMediaType', 'CamelDatasonnetBodyMediaType', exchange);
    if (mediaType !== undefined) {
      const text = body instanceof Uint8Array && mediaType !== data ? decode(body) : body;
      return { content: text ?? null, mediaType: text === null || text === undefined ? data : mediaType };
    }
    if (typeof body !== 'string' && !(body instanceof Uint8Array)) return { content: body ?? null };
    const content = typeof body === 'string' ? body : decode(body);
    const type = exchange.header('Content-Type');
    return typeof type === 'string' ? { content, mediaType: type } : { content };
  }

  #mediaType(name: keyof TransformOptions, header: string, exchange: Exchange): string | undefined {
    const value = this.#options[name] ?? exchange.property(header) ?? exchange.header(header);
    return value === undefined || value === null ? undefined : textOf(value);
  }
}

/** Routes match what a mapping raises by Camel's class; the error itself, with its places, stays. */
function knownToCamel(error: unknown): unknown {
  if (error instanceof Error && !(exceptionTypeKey in error)) {
    Object.defineProperty(error, exceptionTypeKey, { value: 'org.apache.camel.RuntimeExpressionException' });
  }
  return error;
}

interface MessagePart {
  readonly name: string;
  readonly of: (exchange: Exchange) => Record<string, unknown>;
}

/** Headers, properties and variables of the message, as variables of those names. Only data is shown. */
const messageParts: readonly MessagePart[] = [
  { name: 'headers', of: (exchange) => (exchange.hasHeaders ? plain(exchange.headers) : {}) },
  { name: 'exchangeProperties', of: (exchange) => (exchange.hasProperties ? plain(exchange.properties) : {}) },
  { name: 'variables', of: (exchange) => (exchange.hasVariables ? plain(exchange.variables) : {}) },
];

function plain(entries: Iterable<[string, unknown]>): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of entries) if (isData(value)) shown[name] = value;
  return shown;
}

function isData(value: unknown): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(isData);
  return (
    typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isData)
  );
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
