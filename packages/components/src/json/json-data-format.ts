import {
  batches,
  isBatchSource,
  type ComponentContext,
  type DataFormat,
  type DataFormatFactory,
  type Exchange,
  type ResolvedOptions,
} from '@dhow/core/component';
import { hasNoBytes } from '../bytes-of.ts';
import { ComponentError } from '../component-error.ts';
import { featureSet } from './jackson-features.ts';
import { prettyJson } from '../jackson/pretty-json.ts';
import { JacksonReader } from './jackson-reader.ts';
import { jsonSpec, type jsonOptions } from './json-spec.ts';
import { isPlainTree, toJsonTree, type JsonRules } from './json-tree.ts';
import { classOf, typedObject } from './typed-object.ts';
import { zonedDateText } from './zoned-date.ts';

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
  readonly #pretty: boolean;
  readonly #plain: boolean;

  constructor(options: JsonOptions, context: ComponentContext) {
    if (options.library.toLowerCase() !== 'jackson') {
      throw new ComponentError('JSON_UNKNOWN_LIBRARY', { found: options.library.toLowerCase() });
    }
    this.#options = options;
    this.#context = context;
    this.#enabled = featureSet(options.enableFeatures, 'Enable');
    const disabled = featureSet(options.disableFeatures, 'Disable');
    const dateText = disabled.has('WRITE_DATES_AS_TIMESTAMPS');
    this.#rules = {
      include: options.include,
      sorted: this.#enabled.has('ORDER_MAP_ENTRIES_BY_KEYS'),
      emptyForUnknown: disabled.has('FAIL_ON_EMPTY_BEANS'),
      date: (date) => (dateText ? zonedDateText(date, options.timezone) : date.getTime()),
    };
    this.#pretty = options.prettyPrint || this.#enabled.has('INDENT_OUTPUT');
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
    if (body instanceof Uint8Array) return this.#parse(decode(body), type);
    if (hasNoBytes(body)) return this.#context.convert(body, 'java.io.InputStream');
    const text = this.#context.convert(body, 'java.lang.String');
    if (text instanceof Promise) return text.then((value) => this.#parse(String(value), type));
    return this.#parse(String(text), type);
  }

  #typeFor(exchange: Exchange): string | undefined {
    const named = this.#options.allowUnmarshallType ? exchange.header('CamelJacksonUnmarshalType') : undefined;
    return typeof named === 'string' ? named : this.#options.unmarshalType;
  }

  #text(body: unknown): string {
    const tree = this.#plain && isPlainTree(body) ? body : toJsonTree(body, this.#rules);
    return this.#pretty ? prettyJson(tree) : JSON.stringify(tree);
  }

  async *#stream(source: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
    let before = '[';
    for await (const items of source) {
      yield before + items.map((item) => this.#text(item)).join(',');
      before = ',';
    }
    yield before === '[' ? '[]' : ']';
  }

  #parse(text: string, type: string | undefined): unknown {
    const value = this.#shaped(parseJson(text, this.#enabled), type);
    if (!this.#options.dropRootNode || typeof value !== 'object' || value === null || Array.isArray(value))
      return value;
    const entries = Object.values(value);
    return entries.length === 1 ? entries[0] : value;
  }

  #shaped(value: unknown, unmarshalType: string | undefined): unknown {
    const { useList } = this.#options;
    const list = useList || unmarshalType === 'java.util.List' || unmarshalType === 'java.util.ArrayList';
    if (list && !Array.isArray(value)) {
      if (this.#enabled.has('ACCEPT_SINGLE_VALUE_AS_ARRAY')) return [value];
      throw mismatch('java.util.ArrayList<java.lang.Object>', value);
    }
    const map = unmarshalType === 'java.util.Map' || unmarshalType === 'java.util.LinkedHashMap';
    if (map && !useList && (typeof value !== 'object' || Array.isArray(value))) {
      throw mismatch('java.util.LinkedHashMap<java.lang.Object,java.lang.Object>', value);
    }
    const maker = unmarshalType === undefined ? undefined : classOf(this.#context.bean(unmarshalType));
    if (maker === undefined) return value;
    const typed = (item: unknown) => this.#typed(maker, String(unmarshalType), item);
    return list ? (value as unknown[]).map(typed) : typed(value);
  }

  #typed(maker: new () => object, type: string, value: unknown): unknown {
    if (value === null) return null;
    if (typeof value !== 'object' || Array.isArray(value)) throw mismatch(type, value);
    const unknownField = (name: string) =>
      new ComponentError('JSON_MISMATCH', {
        reason: `Unrecognized field "${name}" (class ${type}), not marked as ignorable`,
        place,
      });
    return typedObject(maker, value as Readonly<Record<string, unknown>>, unknownField);
  }
}

function parseJson(text: string, features: ReadonlySet<string>): unknown {
  const alone = features.has('FAIL_ON_TRAILING_TOKENS');
  // Numbers of sixteen digits and more may lose some in a double.
  if (!/\d{16}/.test(text)) {
    try {
      const value: unknown = JSON.parse(text);
      return value;
    } catch {
      // The reader below either reads it as Jackson does, or says what is wrong in Jackson's words.
    }
  }
  return new JacksonReader(text).read(alone);
}

const place = '[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]';

function mismatch(type: string, value: unknown): ComponentError {
  const [what, token] = Array.isArray(value)
    ? ['Array', 'START_ARRAY']
    : typeof value === 'object'
      ? ['Object', 'START_OBJECT']
      : typeof value === 'string'
        ? ['String', 'VALUE_STRING']
        : typeof value === 'boolean'
          ? ['Boolean', value ? 'VALUE_TRUE' : 'VALUE_FALSE']
          : Number.isInteger(value)
            ? ['Integer', 'VALUE_NUMBER_INT']
            : ['Floating-point', 'VALUE_NUMBER_FLOAT'];
  return new ComponentError('JSON_MISMATCH', {
    reason: `Cannot deserialize value of type \`${type}\` from ${what} value (token \`JsonToken.${token}\`)`,
    place,
  });
}

/** UTF-8; a byte order mark in bytes is part of the encoding. */
function decode(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
