import { NamedException } from '@dhow/core';
import {
  isByteStream,
  isTruthy,
  javaTypeOf,
  LanguageError,
  languageOptions,
  missingSource,
  option,
  settle,
  sourceOf,
  textOf,
  toText,
  withResultType,
  type Evaluate,
  type Exchange,
  type Expression,
  type ExpressionLanguage,
} from '@dhow/core/component';
import { NodeList } from '../xml/node-list.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { documentOf, XmlNode } from '../xml/xml-node.ts';
import { evaluateXPath, prefixesOf, type XPathScope } from './xpath-evaluator.ts';
import { namespacesOf } from './xpath-namespaces.ts';
import { parseXPath } from './xpath-parser.ts';
import { toNumber, toXPathBoolean, toXPathString, type XPathValue } from './xpath-value.ts';

/** XPath 1.0 over the body's XML: node sets by default, or the type that `resultQName` names. */
export function xpathLanguage(): ExpressionLanguage {
  return {
    name: 'xpath',
    description: 'What an XPath 1.0 expression finds in XML: /order/item[@id = 3].',
    options: {
      ...languageOptions,
      source: option.string({ description: 'Where the XML is: header:x, variable:x or property:x; else the body.' }),
      resultQName: option.enum(['NODESET', 'NODE', 'STRING', 'NUMBER', 'BOOLEAN'], {
        description: 'Type of XPath that the result has.',
        default: 'NODESET',
      }),
      namespace: option.any({ description: 'Prefixes: a list of key and value, or a map.' }),
      documentType: option.string({ description: 'Kept for Camel routes.' }),
      saxon: option.boolean({ description: 'Kept for Camel routes; the expression is XPath 1.0.', default: false }),
      preCompile: option.boolean({ description: 'Kept for Camel routes.', default: true }),
      threadSafety: option.boolean({ description: 'Kept for Camel routes.', default: false }),
      logNamespaces: option.boolean({ description: 'Kept for Camel routes.', default: false }),
    },
    compile: (text, options, kind) => compile(text, options, kind),
  };
}

function compile(
  text: string,
  options: Readonly<Record<string, unknown>>,
  kind: 'expression' | 'predicate',
): Expression {
  const namespaces = namespacesOf(options['namespace']);
  const parsed = parsedXPath(text);
  for (const prefix of prefixesOf(parsed)) {
    if (namespaces[prefix] === undefined) {
      throw invalid(text, `Prefix must resolve to a namespace: ${prefix}. Declare it under "namespace".`);
    }
  }
  const source = sourceOf(options['source']);
  const read = (exchange: Exchange) => {
    const value = source(exchange);
    const missing = value === null || value === undefined ? missingSource(options['source'], exchange) : undefined;
    if (missing !== undefined) throw missing;
    return value;
  };
  const wanted = kind === 'predicate' ? 'BOOLEAN' : wantedType(options);
  const evaluate: Evaluate = (exchange) =>
    settle(document(read(exchange)), (node) => {
      try {
        return result(evaluateXPath(parsed, node as XmlNode, scopeOf(exchange, namespaces)), wanted);
      } catch (cause) {
        throw invalid(text, (cause as Error).message, cause);
      }
    });
  const isNodes = String(options['resultType'] as string).endsWith('NodeList');
  const converted = kind === 'predicate' || isNodes ? evaluate : withResultType(evaluate, options);
  return {
    evaluate: converted,
    test: (exchange, signal) => settle(evaluate(exchange, signal), isTruthy) as boolean | Promise<boolean>,
  };
}

function parsedXPath(text: string) {
  try {
    return parseXPath(text);
  } catch (cause) {
    throw invalid(text, (cause as Error).message, cause);
  }
}

function invalid(text: string, reason: string, cause?: unknown): LanguageError {
  return new LanguageError('LANGUAGE_EVALUATION', `Invalid xpath: ${text}. Reason: ${reason}`, {
    cause,
    details: { text },
    exceptionType: 'org.apache.camel.language.xpath.InvalidXPathException',
  });
}

/** `resultType` of text or numbers asks XPath itself for that type. */
function wantedType(options: Readonly<Record<string, unknown>>): string {
  const name = options['resultQName'];
  const type = typeof options['resultType'] === 'string' ? options['resultType'] : '';
  if (typeof name === 'string' && name !== 'NODESET') return name;
  if (type.endsWith('String')) return 'STRING';
  if (/(Integer|Long|Double|Number|int|long)$/.test(type)) return 'NUMBER';
  if (/[Bb]oolean$/.test(type)) return 'BOOLEAN';
  return 'NODESET';
}

const xpathFailure = 'javax.xml.xpath.XPathExpressionException: com.sun.org.apache.xpath.internal.XPathException';

function result(value: XPathValue, wanted: string): unknown {
  switch (wanted) {
    case 'STRING':
      return toXPathString(value);
    case 'NUMBER':
      return toNumber(value);
    case 'BOOLEAN':
      return toXPathBoolean(value);
    default:
      if (typeof value !== 'object')
        throw new Error(`${xpathFailure}: Can not convert #${(typeof value).toUpperCase()} to a NodeList!`);
      return wanted === 'NODE' ? (value[0] ?? null) : NodeList.from(value);
  }
}

/** Parses what is no document yet; the document of a node is its own root. */
/** An element that is looked at, as a part of a split, is the root of a document of its own. */
function document(value: unknown): unknown {
  if (value instanceof XmlNode) return value.kind === 'element' ? documentOf(value) : value;
  if (value === null || value === undefined) return new XmlNode('document', '', '');
  return settle(toText(value), (text) => {
    try {
      return parseXml(text as string);
    } catch (cause) {
      const from = javaTypeOf(value);
      const reason = (cause as Error).message;
      const failed = new NamedException(
        'org.apache.camel.TypeConversionException',
        `Error during type conversion from type: ${from} to the required type: org.w3c.dom.Document with value ${textOf(value)} due to org.xml.sax.SAXParseException: ${reason}`,
        { cause },
      );
      if (typeof value === 'string' || value instanceof Uint8Array || isByteStream(value)) throw failed;
      const message = `org.apache.camel.NoTypeConversionAvailableException: No type converter available to convert from type: ${from} to the required type: org.w3c.dom.Document`;
      throw new LanguageError('LANGUAGE_EVALUATION', message, {
        cause: failed,
        exceptionType: 'org.apache.camel.RuntimeCamelException',
      });
    }
  });
}

/**
 * Headers, variables and properties are variables, empty where there is none of a name; `in:header('x')`, `in:body()` and
 * `exchangeProperty('x')` are functions, as in Camel.
 */
function scopeOf(exchange: Exchange, namespaces: Readonly<Record<string, string>>): XPathScope {
  const plain = (value: unknown): XPathValue | undefined => {
    if (value === undefined || value === null) return undefined;
    return typeof value === 'number' || typeof value === 'boolean' ? value : textOf(value);
  };
  return {
    namespaces,
    variable: (name) => plain(exchange.header(name) ?? exchange.variable(name) ?? exchange.property(name)) ?? '',
    call(name, [first]) {
      const key = first === undefined ? '' : toXPathString(first);
      if (name === 'in:header' || name === 'header') return plain(exchange.header(key)) ?? '';
      if (name === 'in:body' || name === 'body') return plain(exchange.body) ?? '';
      if (name === 'out:header' || name === 'out:body') return '';
      if (name === 'exchangeProperty' || name === 'function:properties') return plain(exchange.property(key)) ?? '';
      return undefined;
    },
  };
}
