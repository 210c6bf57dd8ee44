import { exceptionMessage, exceptionTypeOf, NamedException } from '@dhow/core';
import { evaluateJsonPath, JsonPathError, parseJsonPath, type Json, type ParsedJsonPath } from '@dhow/datasonnet';
import {
  compileSimple,
  isTruthy,
  LanguageError,
  languageOptions,
  missingSource,
  namedType,
  nothingOf,
  option,
  resultConversion,
  settle,
  sourceOf,
  toText,
  type ComponentContext,
  type Evaluate,
  type Exchange,
  type Expression,
  type ExpressionLanguage,
} from '@dhow/core/component';

import { readJson } from '../jackson/jackson-mapper.ts';

/** JSONPath as Camel has it: by the rules of Jayway JsonPath, with Simple functions in its text. */
export function jsonpathLanguage(): ExpressionLanguage {
  return {
    name: 'jsonpath',
    description: 'What a path finds in JSON: $.orders[?(@.total > 100)].id.',
    options: {
      ...languageOptions,
      source: option.string({ description: 'Where the JSON is: header:x, variable:x or property:x; else the body.' }),
      suppressExceptions: option.boolean({
        description: 'Gives null where the path leads to nothing.',
        default: false,
      }),
      allowSimple: option.boolean({ description: 'Evaluates Simple functions in the text first.', default: true }),
      allowEasyPredicate: option.boolean({ description: 'Takes name == value for a condition.', default: true }),
      writeAsString: option.boolean({
        description: 'Gives JSON text: of each item of a list, of each field of an object.',
        default: false,
      }),
      unpackArray: option.boolean({ description: 'Gives the item of a list that has only one.', default: false }),
      option: option.string({ description: 'Options of Jayway, as in DEFAULT_PATH_LEAF_TO_NULL,ALWAYS_RETURN_LIST.' }),
    },
    compile: (text, options, kind, context) => compile(text, options, kind, context),
    check,
  };
}

type Options = Readonly<Record<string, unknown>>;

function compile(
  text: string,
  options: Options,
  kind: 'expression' | 'predicate',
  context: ComponentContext,
): Expression {
  const read = sourceOf(options['source']);
  const path = pathOf(text, options, kind, context);
  const flags = jaywayOptions(options);
  const evaluate: Evaluate = (exchange, signal) => {
    const value = read(exchange);
    if (value === null || value === undefined) return nothingRead(options['source'], exchange, flags);
    return settle(path(exchange, signal), (parsed) =>
      settle(document(value), (json) => find(parsed as ParsedJsonPath, json as Json, flags)),
    );
  };
  const convert = conversion(options['resultType']);
  return {
    evaluate: (exchange, signal) => settle(evaluate(exchange, signal), (value) => convert(shape(value, options))),
    test: (exchange, signal) => settle(evaluate(exchange, signal), holds) as boolean | Promise<boolean>,
  };
}

interface Shaped {
  readonly value: unknown;
  /** It was the only item of a list. */
  readonly isOnly: boolean;
}

/**
 * A single value is a list of one where a list is asked for; of a list, each item is converted before the list itself, and one
 * that does not fit fails the evaluation.
 */
function conversion(type: unknown): (shaped: Shaped) => unknown {
  if (typeof type !== 'string') return ({ value }) => value;
  const convert = type === jsonNode ? asNode : resultConversion(type);
  const nothing = nothingOf[type] ?? null;
  const orNull = type === jsonNode ? asNode : resultConversion(namedType(type));
  const fit = ({ value, isOnly }: Shaped) => {
    if (collections.test(type)) return convert(Array.isArray(value) ? value : [value ?? null]);
    const converted = convert(Array.isArray(value) ? value.map(convert) : value);
    if (isOnly && value !== null && orNull(value) === null) throw noFit(value, type);
    return converted ?? nothing;
  };
  return (shaped) => {
    try {
      return fit(shaped);
    } catch (cause) {
      throw cause instanceof LanguageError ? cause : failure(exceptionTypeOf(cause), cause);
    }
  };
}

const collections = /(?:List|Collection|Set)$/;
const jsonNode = 'com.fasterxml.jackson.databind.JsonNode';

/** Jackson's trees are plain values here: objects are one, and texts are read. */
function asNode(value: unknown): unknown {
  if (typeof value !== 'string') return typeof value === 'object' && !Array.isArray(value) ? value : null;
  try {
    return JSON.parse(value) as unknown;
  } catch (cause) {
    const reason = new NamedException('com.fasterxml.jackson.core.JsonParseException', (cause as Error).message);
    const message = `Error during type conversion from type: java.lang.String to the required type: ${jsonNode}`;
    throw new NamedException('org.apache.camel.TypeConversionException', message, { cause: reason });
  }
}

/** Camel fails with the only item of a list that it cannot convert, where it gives null for other values. */
function noFit(item: unknown, type: string): NamedException {
  const found = Array.isArray(item) ? 'a list' : typeof item === 'object' ? 'an object' : `a ${typeof item}`;
  const message = `The path found a list whose only item is ${found}, which is no ${type}`;
  return new NamedException('java.lang.NullPointerException', message);
}

/** A list holds when it has items. */
const holds = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : isTruthy(value));

/** The path, parsed once unless Simple functions make it another for each message. */
function pathOf(text: string, options: Options, kind: string, context: ComponentContext): Evaluate {
  const easy = options['allowEasyPredicate'] !== false && kind === 'predicate';
  if (!text.includes('${') || options['allowSimple'] === false) {
    let parsed: ParsedJsonPath | undefined;
    return () => (parsed ??= parse(easy ? fromEasy(text) : text));
  }
  const simple = compileSimple(text, 'expression', context);
  return (exchange, signal) =>
    settle(simple(exchange, signal), (made) =>
      settle(toText(made), (path) => parse(easy ? fromEasy(path as string) : (path as string))),
    );
}

/** Camel reads a path with the first message; validators need not wait for it. */
function check(text: string, options: Options, kind: string): void {
  if (text.includes('${') && options['allowSimple'] !== false) return;
  try {
    parse(options['allowEasyPredicate'] !== false && kind === 'predicate' ? fromEasy(text) : text);
  } catch (cause) {
    const reason = (cause as LanguageError).cause;
    const why = reason instanceof Error ? reason.message : 'it cannot be read';
    throw new LanguageError('LANGUAGE_SYNTAX', `The JSONPath "${text}" is wrong: ${why}.`, {
      details: { text },
      cause,
    });
  }
}

function parse(text: string): ParsedJsonPath {
  if (text.trim() === '')
    throw failure('java.lang.IllegalArgumentException', new Error('path can not be null or empty'));
  try {
    return parseJsonPath(
      /^\s*[$@]/.test(text) ? text.trim() : `$${text.trimStart().startsWith('[') ? '' : '.'}${text.trim()}`,
    );
  } catch (cause) {
    throw failure('com.jayway.jsonpath.InvalidPathException', cause);
  }
}

/** `store.price < 30` reads `$.store[?(@.price < 30)]`. */
function fromEasy(text: string): string {
  const found =
    /^\s*([A-Za-z_][\w.[\]*'"]*)\s+(==|!=|<=|>=|<|>|=~|in|nin|size|empty|contains)\s+('[^']*'|"[^"]*"|\[.*\]|\S+)\s*$/.exec(
      text,
    );
  if (!found || text.trimStart().startsWith('$')) return text;
  const [, name, operator, value] = found;
  const dot = name!.lastIndexOf('.');
  const parent = dot < 0 ? '$' : `$.${name!.slice(0, dot)}`;
  return `${parent}[?(@.${name!.slice(dot + 1)} ${operator} ${value})]`;
}

function document(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && isTree(value)) return value;
  if (typeof value === 'number' || typeof value === 'boolean') {
    throw failure(
      'org.apache.camel.CamelExchangeException',
      new Error('Cannot read body as supported JSON value. Exchange[]'),
    );
  }
  return settle(toText(value), (text) => {
    const illegal = 'java.lang.IllegalArgumentException';
    if (text === '') throw failure(illegal, new NamedException(illegal, 'json string can not be null or empty'));
    let json: unknown;
    try {
      json = readJson(String(text));
    } catch (cause) {
      const reason = new NamedException(
        exceptionTypeOf(cause),
        `${exceptionTypeOf(cause)}: ${exceptionMessage(cause)}`,
      );
      throw failure('com.jayway.jsonpath.InvalidJsonException', reason);
    }
    if (json === null) throw failure('java.lang.IllegalArgumentException', new Error('json can not be null'));
    return json;
  });
}

function isTree(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/** A header or property that is not there fails in any case, another source of null only where that is not suppressed. */
function nothingRead(source: unknown, exchange: Exchange, flags: Flags): null {
  const missing = missingSource(source, exchange);
  if (missing !== undefined) throw failure(missing.exceptionType, missing);
  if (flags.suppress) return null;
  const what = typeof source === 'string' ? `variable(${source.replace(/^variable:/, '')})` : 'body';
  const message = `Cannot read ${what} as supported JSON value. ${String(exchange)}`;
  const type = 'org.apache.camel.CamelExchangeException';
  throw failure(type, new NamedException(type, message));
}

function failure(type: string, cause: unknown): LanguageError {
  const message = cause instanceof Error ? cause.message : 'unknown';
  return new LanguageError('LANGUAGE_EVALUATION', `${type}: ${message}`, { cause });
}

interface Flags {
  readonly suppress: boolean;
  readonly leafToNull: boolean;
  readonly alwaysList: boolean;
  readonly asPaths: boolean;
}

const knownOptions = [
  'DEFAULT_PATH_LEAF_TO_NULL',
  'ALWAYS_RETURN_LIST',
  'AS_PATH_LIST',
  'SUPPRESS_EXCEPTIONS',
  'REQUIRE_PROPERTIES',
];

function jaywayOptions(options: Options): Flags {
  const text = typeof options['option'] === 'string' ? options['option'] : '';
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => name !== '' && !knownOptions.includes(name));
  if (unknown !== undefined) {
    const known = knownOptions.join(', ');
    throw new LanguageError('LANGUAGE_SYNTAX', `JSONPath has no option ${unknown}; write one or more of ${known}.`, {
      exceptionType: 'org.apache.camel.TypeConversionException',
      details: { text: unknown },
    });
  }
  return {
    suppress:
      options['suppressExceptions'] === true ||
      options['suppressExceptions'] === 'true' ||
      names.includes('SUPPRESS_EXCEPTIONS'),
    leafToNull: names.includes('DEFAULT_PATH_LEAF_TO_NULL'),
    asPaths: names.includes('AS_PATH_LIST'),
    alwaysList: names.includes('ALWAYS_RETURN_LIST'),
  };
}

function find(path: ParsedJsonPath, json: Json, flags: Flags): unknown {
  if ((flags.asPaths || flags.alwaysList) && path.steps.at(-1)?.kind === 'function') {
    const message = 'Options AS_PATH_LIST and ALWAYS_RETURN_LIST are not allowed when using path functions!';
    throw failure('com.jayway.jsonpath.JsonPathException', new Error(message));
  }
  try {
    const { definite, values, places } = evaluateJsonPath(path, json, json);
    if (flags.asPaths) return places;
    return definite && !flags.alwaysList ? values[0] : values;
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    if (flags.suppress || flags.leafToNull) return null;
    throw failure(`com.jayway.jsonpath.${error.kind}`, error);
  }
}

function shape(value: unknown, options: Options): Shaped {
  const single = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : undefined;
  const type = options['resultType'];
  const isUnpacked = typeof type === 'string' && !collections.test(type);
  const isOnly = single !== undefined && (options['unpackArray'] === true || isUnpacked);
  const found = isOnly ? single : value;
  const isText = options['writeAsString'] === true || options['writeAsString'] === 'true';
  return { value: isText ? inText(found) : found, isOnly: isOnly && isUnpacked };
}

/** JSON text of each item of a list, of each field of an object. */
function inText(found: unknown): unknown {
  if (Array.isArray(found)) return found.map(written);
  if (typeof found !== 'object' || found === null) return written(found);
  return Object.fromEntries(Object.entries(found).map(([key, item]) => [key, written(item)]));
}

const written = (value: unknown): string => JSON.stringify(value ?? null);
