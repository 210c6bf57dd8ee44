import {
  batches,
  isBatchSource,
  isTextReader,
  javaTypeOf,
  type ComponentContext,
  type DataFormat,
  type DataFormatFactory,
  type Exchange,
  type ResolvedOptions,
} from '@dhow/core/component';
import { hasNoBytes } from '../bytes-of.ts';
import { ComponentError } from '../component-error.ts';
import { jacksonEscapes } from '../jackson/jackson-escapes.ts';
import { featureSet } from '../jackson/jackson-features.ts';
import { prettyJson } from '../jackson/pretty-json.ts';
import { readAs } from '../jackson/jackson-mapper.ts';
import { jsonSpec, type jsonOptions } from './json-spec.ts';
import { isPlainTree, toJsonTree, type JsonRules } from '../jackson/json-tree.ts';
import { classOf } from '../jackson/typed-object.ts';
import { zonedDateText } from '../jackson/zoned-date.ts';

export type JsonOptions = ResolvedOptions<typeof jsonOptions>;

/**
 * The data format `json`.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { jsonDataFormat } from '@dhow/components/json';
 *
 * createContext({ components: [], dataFormats: [jsonDataFormat()] });
 * ```
 */
export function jsonDataFormat(): DataFormatFactory {
  return { spec: jsonSpec, create: (options, context) => new JsonDataFormat(options as JsonOptions, context) };
}

class JsonDataFormat implements DataFormat {
  readonly #options: JsonOptions;
  readonly #context: ComponentContext;
  readonly #enabled: ReadonlySet<string>;
  readonly #rules: JsonRules;
  readonly #ignoreUnknown: boolean;
  readonly #pretty: boolean;
  readonly #plain: boolean;
  readonly #wrapped: boolean;

  constructor(options: JsonOptions, context: ComponentContext) {
    if (options.library.toLowerCase() !== 'jackson') {
      throw new ComponentError('JSON_UNKNOWN_LIBRARY', { found: options.library.toLowerCase() });
    }
    this.#options = options;
    this.#context = context;
    this.#enabled = featureSet(options.enableFeatures, 'Enable');
    const disabled = featureSet(options.disableFeatures, 'Disable');
    const dateText = disabled.has('WRITE_DATES_AS_TIMESTAMPS');
    this.#ignoreUnknown = disabled.has('FAIL_ON_UNKNOWN_PROPERTIES');
    this.#rules = {
      include: options.include,
      sorted: this.#enabled.has('ORDER_MAP_ENTRIES_BY_KEYS'),
      emptyForUnknown: disabled.has('FAIL_ON_EMPTY_BEANS'),
      date: (date) => (dateText ? zonedDateText(date, options.timezone) : date.getTime()),
    };
    this.#pretty = options.prettyPrint || this.#enabled.has('INDENT_OUTPUT');
    this.#wrapped = this.#enabled.has('WRAP_ROOT_VALUE');
    this.#plain = !this.#rules.sorted && options.include === 'ALWAYS';
  }

  marshal(body: unknown, exchange: Exchange): unknown {
    const text = isBatchSource(body) ? this.#stream(body[batches]()) : this.#text(body);
    if (this.#options.contentTypeHeader) exchange.headers.set('Content-Type', 'application/json');
    return text;
  }

  unmarshal(body: unknown, exchange: Exchange): unknown {
    if (body === null || body === undefined) throw new ComponentError('JSON_NO_BODY');
    const type = this.#typeFor(exchange);
    if (typeof body === 'string') return this.#parse(body, type);
    if (body instanceof Uint8Array) return this.#parse(decode(body), type, true);
    if (hasNoBytes(body)) return this.#context.convert(body, 'java.io.InputStream');
    const ofBytes = !isTextReader(body);
    const text = this.#context.convert(body, 'java.lang.String');
    if (text instanceof Promise) return text.then((value) => this.#parse(String(value), type, ofBytes));
    return this.#parse(String(text), type, ofBytes);
  }

  #typeFor(exchange: Exchange): string | undefined {
    const named = this.#options.allowUnmarshallType ? exchange.header('CamelJacksonUnmarshalType') : undefined;
    return typeof named === 'string' ? named : this.#options.unmarshalType;
  }

  #text(body: unknown): string {
    const tree = this.#plain && isPlainTree(body) ? body : toJsonTree(body, this.#rules);
    const whole = this.#wrapped ? { [simpleNameOf(javaTypeOf(body))]: tree } : tree;
    const text = this.#pretty ? prettyJson(whole) : JSON.stringify(whole);
    return jacksonEscapes(text, this.#options.combineUnicodeSurrogates);
  }

  async *#stream(source: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
    let before = '[';
    for await (const items of source) {
      yield before + items.map((item) => this.#text(item)).join(',');
      before = ',';
    }
    yield before === '[' ? '[]' : ']';
  }

  #parse(text: string, type: string | undefined, ofBytes = false): unknown {
    const maker = type === undefined ? undefined : classOf(this.#context.bean(type));
    const value = readAs(text, ofBytes, {
      type,
      maker,
      useList: this.#options.useList,
      features: this.#enabled,
      ignoreUnknown: this.#ignoreUnknown,
    });
    if (!this.#options.dropRootNode || typeof value !== 'object' || value === null || Array.isArray(value))
      return value;
    const entries = Object.values(value);
    return entries.length === 1 ? entries[0] : value;
  }
}

const simpleNameOf = (type: string) => type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);

/** UTF-8; a byte order mark in bytes is part of the encoding. */
function decode(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
