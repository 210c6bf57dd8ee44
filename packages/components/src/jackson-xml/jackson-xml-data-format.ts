import { NamedException } from '@dhow/core';
import {
  javaTypeOf,
  option,
  type ComponentContext,
  type DataFormat,
  type DataFormatFactory,
  type Exchange,
} from '@dhow/core/component';
import { bytesOf } from '../bytes-of.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { XmlSyntaxError } from '../xml/xml-syntax-error.ts';
import { woodstoxMessage } from './woodstox-message.ts';
import { elementValue, writeElement } from './xml-tree.ts';

export const jacksonXmlOptions = {
  prettyPrint: option.boolean({ description: 'Whether text is indented.', default: false }),
  contentTypeHeader: option.boolean({ description: 'Whether writing sets the header Content-Type.', default: true }),
  unmarshalType: option.string({ description: 'The class to read into; maps here, whatever the name.' }),
  useList: option.boolean({ description: 'Whether the elements below the root are read as a list.', default: false }),
  include: option.string({ description: 'NON_NULL leaves fields out that are null; else all are written.' }),
  allowUnmarshallType: option.boolean({ description: 'Kept for Camel routes.', default: false }),
  collectionType: option.string({ description: 'Kept for Camel routes.' }),
  enableFeatures: option.string({ description: 'INDENT_OUTPUT indents; others are kept for Camel routes.' }),
  disableFeatures: option.string({ description: 'Kept for Camel routes.' }),
} as const;

/** The data format `jacksonXml`: XML as maps, lists and text, in Jackson's way. */
export function jacksonXmlDataFormat(): DataFormatFactory {
  return {
    spec: {
      name: 'jacksonXml',
      title: 'Jackson XML',
      description: 'Reads XML into maps, lists and text, and writes them.',
      options: jacksonXmlOptions,
    },
    create: (options, context) => new JacksonXmlDataFormat(options, context),
  };
}

class JacksonXmlDataFormat implements DataFormat {
  readonly #options: Readonly<Record<string, unknown>>;
  readonly #context: ComponentContext;

  constructor(options: Readonly<Record<string, unknown>>, context: ComponentContext) {
    this.#options = options;
    this.#context = context;
  }

  marshal(body: unknown, exchange: Exchange): string {
    if (this.#options['contentTypeHeader'] !== false) exchange.headers.set('Content-Type', 'application/xml');
    const type = javaTypeOf(body);
    const name = type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    const features = ((this.#options['enableFeatures'] as string | undefined) ?? '').split(',');
    return writeElement(name, body, {
      pretty: this.#options['prettyPrint'] === true || features.some((feature) => feature.trim() === 'INDENT_OUTPUT'),
      withoutNulls: this.#options['include'] === 'NON_NULL',
    });
  }

  unmarshal(body: unknown): unknown {
    return bytesOf(body, this.#context, (bytes) => {
      const root = this.#read(new TextDecoder().decode(bytes));
      const value = rootValue(elementValue(root));
      if (this.#options['useList'] !== true) return value;
      return typeof value === 'object' && value !== null ? Object.values(value).flat() : [value];
    });
  }

  #read(text: string) {
    try {
      const root = parseXml(text).children.find(({ kind }) => kind === 'element');
      if (root !== undefined) return root;
    } catch (cause) {
      throw notXml(cause as Error);
    }
    throw notXml(new Error('There is no element.'));
  }
}

/** A root with nothing in it is an empty map; text of its own has the empty name. */
function rootValue(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.trim() === '' ? {} : { '': value };
}

/** A mistake as Jackson reports it: with the parser's own exception behind it. */
function notXml(error: Error): NamedException {
  const message = error instanceof XmlSyntaxError ? woodstoxMessage(error.mistake) : undefined;
  if (message === undefined) {
    return new NamedException('com.fasterxml.jackson.core.JsonParseException', error.message, { cause: error });
  }
  const inner = message.slice(0, message.lastIndexOf('\n'));
  const cause = new NamedException('com.ctc.wstx.exc.WstxParsingException', inner, { cause: error });
  return new NamedException('com.fasterxml.jackson.core.JsonParseException', message, { cause });
}
