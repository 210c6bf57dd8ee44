import { NamedException } from '@dhow/core';
import {
  convertTo,
  JavaNumber,
  LanguageError,
  namedType,
  nothingOf,
  numberTypeOf,
  resultConversion,
} from '@dhow/core/component';
import { prettyJson } from '../jackson/pretty-json.ts';
import { isJsonObject, type JsonTree } from './jq-value.ts';

const jsonNode = 'com.fasterxml.jackson.databind.JsonNode';

/**
 * Converts what a filter gave to the option `resultType`, as Camel converts Jackson's nodes: one result by its kind; of
 * several each, and then the list of them. No result, and JSON's null, are null.
 */
export function jqConversion(resultType: string): (found: readonly JsonTree[]) => unknown {
  if (resultType === jsonNode) return (found) => (found.length > 1 ? null : (found[0] ?? null));
  const type = namedType(resultType);
  const nothing = nothingOf[resultType] ?? null;
  const ofNode = conversionOf(type, resultType);
  const convert = (node: JsonTree) => (node === null ? nothing : ofNode(node));
  const ofList = resultConversion(resultType);
  return (found) => (found.length > 1 ? ofList(found.map(convert)) : convert(found[0] ?? null));
}

type Node = Exclude<JsonTree, null>;

function conversionOf(type: string, name: string): (node: Node) => unknown {
  switch (type) {
    case 'java.lang.Object':
      return (node) => node;
    case 'java.lang.String':
      return (node) => (typeof node === 'string' ? node : prettyJson(node));
    case 'byte[]':
    case 'java.io.InputStream':
    case 'java.io.Reader':
      return (node) => convertTo(typeof node === 'string' ? node : JSON.stringify(node), type);
    case 'java.lang.Integer':
    case 'java.lang.Long':
      return (node) => toWhole(node, type, name);
    case 'java.lang.Double':
    case 'java.lang.Float':
      return (node) => toFraction(node, type, name);
    case 'java.lang.Boolean':
      return (node) => toBoolean(node, name);
    case 'java.util.Map':
    case 'java.util.HashMap':
    case 'java.util.LinkedHashMap':
      return (node) => toMap(node, name);
    case 'java.util.List':
    case 'java.util.ArrayList':
    case 'java.util.Iterator':
      return (node) => convertTo(itemsOf(node), type);
    default:
      // There is no way from a node to anything else.
      return () => null;
  }
}

/** A node is gone through by what it holds; a value on its own holds nothing. */
function itemsOf(node: Node): JsonTree[] {
  if (Array.isArray(node)) return node;
  return isJsonObject(node) ? Object.values(node) : [];
}

const ranges: Readonly<Record<string, bigint>> = { 'java.lang.Integer': 2n ** 31n, 'java.lang.Long': 2n ** 63n };

function toWhole(node: Node, type: string, name: string): unknown {
  if (isNumber(node) && fits(BigInt(Math.trunc(Number(node))), type)) return convertTo(node, type);
  const text = textOf(node);
  if (!/^[+-]?\d+$/.test(text) || !fits(BigInt(text), type)) throw notConverted(node, name, badNumber(text));
  return convertTo(text, type);
}

const fits = (number: bigint, type: string) => number >= -ranges[type]! && number < ranges[type]!;

function toFraction(node: Node, type: string, name: string): unknown {
  if (isNumber(node)) return convertTo(node, type);
  const text = textOf(node).trim();
  if (text === '')
    throw notConverted(node, name, new NamedException('java.lang.NumberFormatException', 'empty String'));
  try {
    return convertTo(text, type);
  } catch {
    throw notConverted(node, name, badNumber(text));
  }
}

function toBoolean(node: Node, name: string): unknown {
  if (name === 'boolean') {
    const message = `Cannot convert type: ${classOf(node)} to boolean`;
    throw notConverted(node, name, new NamedException('java.lang.IllegalArgumentException', message));
  }
  return typeof node === 'boolean' ? node : null;
}

function toMap(node: Node, name: string): unknown {
  if (isJsonObject(node)) return node;
  const reason =
    typeof node === 'string'
      ? 'Cannot construct instance of `java.util.LinkedHashMap` (although at least one Creator exists): ' +
        `no String-argument constructor/factory method to deserialize from String value ('${node}')`
      : 'Cannot deserialize value of type `java.util.LinkedHashMap<java.lang.String,java.lang.Object>` ' +
        `from ${kindOf(node)}`;
  const message = `${reason}\n at [Source: UNKNOWN; byte offset: #UNKNOWN]`;
  const cause = new NamedException('com.fasterxml.jackson.databind.exc.MismatchedInputException', message);
  throw notConverted(node, name, new NamedException('java.lang.IllegalArgumentException', message, { cause }));
}

function kindOf(node: Node): string {
  if (Array.isArray(node)) return 'Array value (token `JsonToken.START_ARRAY`)';
  if (typeof node === 'boolean') return `Boolean value (token \`JsonToken.VALUE_${String(node).toUpperCase()}\`)`;
  return isWhole(node)
    ? 'Integer value (token `JsonToken.VALUE_NUMBER_INT`)'
    : 'Floating-point value (token `JsonToken.VALUE_NUMBER_FLOAT`)';
}

const isNumber = (node: unknown) => typeof node === 'number' || node instanceof JavaNumber;
const isWhole = (node: unknown) => ['Integer', 'Long', 'BigInteger'].includes(numberTypeOf(node) ?? '');
/** What a node reads as on its own: objects and lists read as nothing. */
const textOf = (node: Node) => (typeof node === 'object' && !isNumber(node) ? '' : String(node));
const badNumber = (text: string) =>
  new NamedException('java.lang.NumberFormatException', `For input string: "${text}"`);

function classOf(node: Node): string {
  const numbers: Readonly<Record<string, string>> = { Integer: 'Int', Long: 'Long', BigInteger: 'BigInteger' };
  const kind = isNumber(node)
    ? (numbers[numberTypeOf(node)!] ?? 'Double')
    : Array.isArray(node)
      ? 'Array'
      : { string: 'Text', boolean: 'Boolean' }[typeof node as string];
  return `com.fasterxml.jackson.databind.node.${kind ?? 'Object'}Node`;
}

function notConverted(node: Node, name: string, cause: NamedException): LanguageError {
  const type = Object.hasOwn(nothingOf, name) ? name : namedType(name);
  const message =
    `Error during type conversion from type: ${classOf(node)} to the required type: ${type} with value ` +
    `${JSON.stringify(node)} due to ${cause.exceptionType}: ${cause.message}`;
  const failed = new NamedException('org.apache.camel.TypeConversionException', message, { cause });
  return new LanguageError('LANGUAGE_EVALUATION', `${failed.exceptionType}: ${message}`, {
    cause: failed,
    exceptionType: 'org.apache.camel.RuntimeCamelException',
  });
}
