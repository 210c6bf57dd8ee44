import { NamedException } from '@dhow/core';
import {
  javaTypeOf,
  option,
  type ComponentContext,
  type DataFormat,
  type DataFormatFactory,
  type Exchange,
  type ResolvedOptions,
} from '@dhow/core/component';
import { bytesOf } from '../bytes-of.ts';
import { featureSet } from '../jackson/jackson-features.ts';
import { toJsonTree, type JsonRules } from '../jackson/json-tree.ts';
import { classOf } from '../jackson/typed-object.ts';
import { zonedDateText } from '../jackson/zoned-date.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { XmlSyntaxError } from '../xml/xml-syntax-error.ts';
import { woodstoxMessage } from './woodstox-message.ts';
import { childValues, elementAs, instanceOf, rootValue } from './xml-target.ts';
import { elementValue } from './xml-tree.ts';
import { writeElement } from './xml-writer.ts';

export const jacksonXmlOptions = {
  prettyPrint: option.boolean({ description: 'Whether text is indented.', default: false }),
  contentTypeHeader: option.boolean({ description: 'Whether writing sets the header Content-Type.', default: true }),
  unmarshalType: option.string({
    description:
      "The class to read into: one registered as a bean under that name, or one of Java's maps, lists, texts and numbers; other names change nothing.",
  }),
  useList: option.boolean({ description: 'Whether the elements below the root are read as a list.', default: false }),
  include: option.enum(['ALWAYS', 'NON_NULL', 'NON_ABSENT', 'NON_EMPTY', 'NON_DEFAULT'], {
    description: 'Which fields are written: all, those not null, or those not empty.',
    default: 'ALWAYS',
  }),
  allowUnmarshallType: option.boolean({ description: 'Kept for Camel routes.', default: false }),
  collectionType: option.string({ description: 'Kept for Camel routes.' }),
  enableFeatures: option.string({
    description: 'INDENT_OUTPUT indents, ORDER_MAP_ENTRIES_BY_KEYS sorts; others are kept for Camel routes.',
  }),
  disableFeatures: option.string({
    description:
      'WRITE_DATES_AS_TIMESTAMPS makes dates text instead of milliseconds; others are kept for Camel routes.',
  }),
} as const;

type JacksonXmlOptions = ResolvedOptions<typeof jacksonXmlOptions>;

/** The data format `jacksonXml`: XML as maps, lists and text, in Jackson's way. */
export function jacksonXmlDataFormat(): DataFormatFactory {
  return {
    spec: {
      name: 'jacksonXml',
      title: 'Jackson XML',
      description: 'Reads XML into maps, lists and text, and writes them.',
      options: jacksonXmlOptions,
    },
    create: (options, context) => new JacksonXmlDataFormat(options as JacksonXmlOptions, context),
  };
}

class JacksonXmlDataFormat implements DataFormat {
  readonly #options: JacksonXmlOptions;
  readonly #context: ComponentContext;
  readonly #pretty: boolean;
  readonly #rules: JsonRules;

  constructor(options: JacksonXmlOptions, context: ComponentContext) {
    this.#options = options;
    this.#context = context;
    const enabled = featureSet(options.enableFeatures, 'Enable', 'xml');
    const disabled = featureSet(options.disableFeatures, 'Disable', 'xml');
    const dateText = disabled.has('WRITE_DATES_AS_TIMESTAMPS');
    this.#pretty = options.prettyPrint || enabled.has('INDENT_OUTPUT');
    this.#rules = {
      include: options.include,
      sorted: enabled.has('ORDER_MAP_ENTRIES_BY_KEYS'),
      emptyForUnknown: disabled.has('FAIL_ON_EMPTY_BEANS'),
      date: (date) => (dateText ? zonedDateText(date, 'UTC') : date.getTime()),
    };
  }

  marshal(body: unknown, exchange: Exchange): string {
    const beans = new WeakSet<object>();
    const tree = toJsonTree(body, { ...this.#rules, beans });
    const text = writeElement(rootName(body), tree, { pretty: this.#pretty, beans });
    if (this.#options.contentTypeHeader) exchange.headers.set('Content-Type', 'application/xml');
    return text;
  }

  unmarshal(body: unknown): unknown {
    return bytesOf(body, this.#context, (bytes) => {
      const root = this.#read(new TextDecoder().decode(bytes));
      const type = this.#options.unmarshalType;
      const maker = type === undefined ? undefined : classOf(this.#context.bean(type));
      if (maker !== undefined && !this.#options.useList) return instanceOf(maker, type!, rootValue(elementValue(root)));
      if (!this.#options.useList) return elementAs(root, type);
      const items = childValues(root);
      return maker === undefined ? items : items.map((item) => instanceOf(maker, type!, item));
    });
  }

  #read(text: string) {
    try {
      const root = parseXml(text, true).children.find(({ kind }) => kind === 'element');
      if (root !== undefined) return root;
    } catch (cause) {
      throw notXml(cause as Error);
    }
    throw notXml(new Error('There is no element.'));
  }
}

/** The root is named for the class of the value. */
function rootName(body: unknown): string {
  const type = javaTypeOf(body);
  return type === '[B' ? 'bytes' : type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
}

/** A mistake as Jackson reports it: with the parser's own exception behind it. */
function notXml(error: Error): NamedException {
  const mistake = error instanceof XmlSyntaxError ? error.mistake : undefined;
  const message = mistake && woodstoxMessage(mistake);
  if (message === undefined) {
    return new NamedException('com.fasterxml.jackson.core.JsonParseException', error.message, { cause: error });
  }
  const inner = mistake!.inRoot ? message.slice(0, message.lastIndexOf('\n')) : message;
  const cause = new NamedException(`com.ctc.wstx.exc.${kindOf(message)}`, inner, { cause: error });
  return new NamedException('com.fasterxml.jackson.core.JsonParseException', message, { cause });
}

function kindOf(message: string): string {
  if (/^Unexpected (?:EOF|end of input)/.test(message)) return 'WstxEOFException';
  return /^(?:Unexpected|Illegal) character /.test(message) ? 'WstxUnexpectedCharException' : 'WstxParsingException';
}
