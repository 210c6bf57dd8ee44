import { exceptionMessage, exceptionTypeOf, NamedException } from '@dhow/core';
import {
  conversionFailed,
  LanguageError,
  languageOptions,
  option,
  settle,
  sourceOf,
  textOf,
  toText,
  type Exchange,
  type ExpressionLanguage,
} from '@dhow/core/component';
import { readJson } from '../jackson/jackson-mapper.ts';
import { runJq } from './jq-evaluator.ts';
import { jqConversion } from './jq-result-type.ts';
import { parseJq } from './jq-parser.ts';
import type { JqScope } from './jq-scope.ts';
import { JqBreak, JqError, JqSyntaxError, type JqNode } from './jq-syntax.ts';
import { missing, type JsonTree } from './jq-value.ts';

/**
 * jq filters over JSON: paths, pipes, operators, construction, conditions, updates, definitions, formats, and the
 * functions of everyday use. `header("x")`, `property("x")` and `constant("x")` read the exchange.
 */
export function jqLanguage(): ExpressionLanguage {
  return {
    name: 'jq',
    description: 'What a jq filter gives for JSON: .orders[] | select(.total > 100) | .id.',
    options: {
      ...languageOptions,
      source: option.string({ description: 'Where the JSON is: header:x, variable:x or property:x; else the body.' }),
    },
    compile(text, options) {
      const filter = parse(text);
      const source = sourceOf(options['source']);
      const nothing = missingSource(options['source']);
      const found = (exchange: Exchange) =>
        settle(tree(source(exchange) ?? nothing()), (input) => results(filter, text, input as JsonTree, exchange));
      const { resultType } = options;
      const convert = typeof resultType === 'string' ? jqConversion(resultType) : single;
      return {
        evaluate: (exchange) => settle(found(exchange), (all) => convert(all as readonly JsonTree[])),
        test: (exchange) =>
          settle(found(exchange), (all) => holds(all as readonly JsonTree[])) as boolean | Promise<boolean>,
      };
    },
  };
}

/** One result as it is, several as a list, none as null. */
const single = (found: readonly JsonTree[]) => (found.length > 1 ? found : (found[0] ?? null));

/** One result holds when it is true, several hold anyway. */
const holds = (found: readonly JsonTree[]) => found.length > 1 || found[0] === true;

function parse(text: string): JqNode {
  try {
    return parseJq(text);
  } catch (cause) {
    if (!(cause instanceof JqSyntaxError)) throw cause;
    throw new LanguageError('LANGUAGE_SYNTAX', `Illegal syntax: ${text}. At ${cause.location}: ${cause.message}`, {
      cause,
      details: { text, location: cause.location },
    });
  }
}

function results(filter: JqNode, text: string, input: JsonTree, exchange: Exchange): readonly JsonTree[] {
  try {
    return Array.from(runJq(filter, input, scopeOf(exchange)), (value) => (value === missing ? null : value));
  } catch (cause) {
    if (!(cause instanceof JqError || cause instanceof JqBreak)) throw cause;
    const kind = cause instanceof JqError ? cause.kind : 'JsonQueryException';
    throw new LanguageError('LANGUAGE_EVALUATION', `net.thisptr.jackson.jq.exception.${kind}: ${cause.message}`, {
      cause,
      details: { text },
      exceptionType: 'org.apache.camel.RuntimeCamelException',
    });
  }
}

/** A body, header or property that is not there fails the filter; a variable that is not there is null. */
function missingSource(source: unknown): () => null {
  const [, kind, key] = /^(header|property|exchangeProperty):(.*)$/s.exec(String(source as string)) ?? [];
  if (kind === undefined && typeof source !== 'string') {
    return () => {
      const message = 'No body available of type: com.fasterxml.jackson.databind.JsonNode on: Message. Exchange[]';
      throw failed(new NamedException('org.apache.camel.InvalidPayloadException', message));
    };
  }
  if (kind === undefined) return () => null;
  const [type, what] =
    kind === 'header' ? ['NoSuchHeaderException', 'header'] : ['NoSuchPropertyException', 'exchange property'];
  return () => {
    const cause = new NamedException(`org.apache.camel.${type}`, `No '${key}' ${what} available. Exchange[]`);
    const reason = `${cause.exceptionType}: ${cause.message}`;
    throw failed(new NamedException('org.apache.camel.RuntimeCamelException', reason, { cause }));
  };
}

const asNamed = (cause: unknown) => new NamedException(exceptionTypeOf(cause), exceptionMessage(cause), { cause });

function failed(cause: Error): LanguageError {
  const message = `${exceptionTypeOf(cause)}: ${cause.message}`;
  return new LanguageError('LANGUAGE_EVALUATION', message, {
    cause,
    exceptionType: 'org.apache.camel.RuntimeCamelException',
  });
}

function tree(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (Array.isArray(value) || prototype === Object.prototype || prototype === null) return value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return settle(toText(value), (text) => {
    if (text === '') return missing;
    try {
      return readJson(String(text));
    } catch (cause) {
      throw failed(conversionFailed(value, 'com.fasterxml.jackson.databind.JsonNode', asNamed(cause)));
    }
  });
}

function scopeOf(exchange: Exchange): JqScope {
  const json = (value: unknown): JsonTree =>
    value === undefined || value === null
      ? null
      : typeof value === 'object'
        ? (value as JsonTree)
        : (value as JsonTree);
  const text = (value: unknown): JsonTree => (value === undefined || value === null ? null : textOf(value));
  return {
    variables: {},
    call(name, [first]) {
      const key = first === undefined ? '' : textOf(first);
      if (name === 'header') return text(exchange.header(key));
      if (name === 'property' || name === 'exchangeProperty') return text(exchange.property(key));
      if (name === 'variable') return text(exchange.variable(key));
      if (name === 'constant') return first ?? null;
      if (name === 'body') return json(exchange.body);
      return undefined;
    },
  };
}
