import { exceptionTypeOf } from '@dhow/core';
import {
  convertTo,
  Exchange,
  HeaderMap,
  nothingOf,
  type ComponentContext,
  type ExpressionLanguage,
} from '@dhow/core/component';
import type { ConversionCase, ExpressionCase, RecordedFailure } from './camel-case.ts';
import { standardBeans } from './beans/standard-beans.ts';
import { decodeMap, decodeValue } from './recorded-value.ts';
import { failureDifference, mapDifference, showActual, valueDifference } from './value-difference.ts';
import { replayConverters, replayLanguages } from './replay-parts.ts';

const languages = new Map<string, ExpressionLanguage>(replayLanguages.map((language) => [language.name, language]));
const signal = new AbortController().signal;

/** Evaluates one recorded expression; what differs, or undefined. */
export async function replayExpression(line: ExpressionCase): Promise<string | undefined> {
  const context = expressionContext(line);
  const exchange = exchangeOf(line);
  let phase: 'parse' | 'evaluate' = 'parse';
  let value: unknown;
  try {
    const name = line.language ?? 'simple';
    const language = languages.get(name);
    if (language === undefined) throw new Error(`No language could be found for: ${name}`);
    const { resultType } = line;
    const isOfNodes = resultType !== undefined && ofNodes.has(name);
    const expression = await language.compile(line.expr, isOfNodes ? { resultType } : {}, line.kind, context);
    phase = 'evaluate';
    value = await (line.kind === 'predicate'
      ? expression.test(exchange, signal)
      : expression.evaluate(exchange, signal));
    if (resultType !== undefined && !isOfNodes) value = convertOrNull(value ?? nothingOf[resultType], resultType);
  } catch (error) {
    return errorDifference(line, phase, error);
  }
  if (line.error !== undefined)
    return `expected ${line.phase} error ${line.error.class}: ${line.error.message}, got ${showActual(value)}`;
  const difference = valueDifference(line.result, value);
  if (difference !== undefined || line.after === undefined) return difference;
  const { headers, variables } = line.after;
  return (
    mapDifference(headers ?? {}, exchange.headers.toObject(), 'headers') ??
    mapDifference(variables ?? {}, exchange.variables, 'variables')
  );
}

/** Nodes of JSON and XML are converted as nodes, which only their languages know. */
const ofNodes: ReadonlySet<string> = new Set(['jq', 'xpath']);

/** The caller asked for the type, as steps of the engine do: not the option `resultType` of the language. */
function convertOrNull(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null;
  try {
    return convertTo(value, type);
  } catch (error) {
    if ((error as { code?: string }).code === 'ROUTE_NO_TYPE_CONVERSION') return null;
    throw error;
  }
}

function errorDifference(line: ExpressionCase, phase: string, error: unknown): string | undefined {
  if (line.error === undefined)
    return `expected ${JSON.stringify(line.result)}, failed to ${phase}: ${showActual(error)}`;
  if (line.phase !== phase) return `expected the error at ${line.phase}, it came at ${phase}: ${showActual(error)}`;
  if (phase === 'parse' || foreign.test(line.error.class)) return undefined;
  const type = exceptionTypeOf(error);
  return type === line.error.class ? undefined : `expected ${line.error.class}, got ${showActual(error)}`;
}

/** Classes of Java libraries, which routes do not match by. */
const foreign = /^(?:com\.jayway|org\.codehaus|net\.thisptr|com\.datasonnet|org\.xml)/;

function exchangeOf(line: ExpressionCase): Exchange {
  const exchange = new Exchange<unknown>(decodeValue(line.body));
  exchange.headers = HeaderMap.from(decodeMap(line.headers));
  for (const [key, value] of Object.entries(decodeMap(line.properties))) exchange.properties.set(key, value);
  for (const [key, value] of Object.entries(decodeMap(line.variables))) exchange.variables.set(key, value);
  if (line.exception !== undefined) exchange.exception = decodeValue(line.exception);
  exchange.created = Date.now();
  return exchange;
}

function expressionContext(line: ExpressionCase): ComponentContext {
  const beans = standardBeans();
  const context: Partial<ComponentContext> = {
    name: 'camel-1',
    clock: {
      now: () => Date.now(),
      elapsed: () => performance.now(),
      schedule: () => () => undefined,
      sleep: () => Promise.resolve(),
    },
    bean: (name) => beans[name],
    property: (key) => line.props?.[key],
    language: (name) => languages.get(name),
    readResource: (location) => Promise.reject(new Error(`no such file: ${location}`)),
    resolvePath: (path) => path,
    convert: (value, type, charset) => convertTo(value, type, charset),
    signal,
  };
  return context as ComponentContext;
}

/** Converts one recorded value; what differs, or undefined. */
export async function replayConversion(line: ConversionCase): Promise<string | undefined> {
  let value: unknown;
  try {
    value = await convertTo(decodeValue(line.body), line.convert, undefined, replayConverters);
  } catch (error) {
    if (line.error === undefined) return `expected ${JSON.stringify(line.result)}, failed: ${showActual(error)}`;
    return failureDifference(withoutArrays(line.error), error, 'error');
  }
  if (line.error !== undefined) return `expected ${line.error.class}: ${line.error.message}, got ${showActual(value)}`;
  return valueDifference(line.result, value);
}

/** Arrays and their iterators have no class of their own in JavaScript. */
function withoutArrays(failure: RecordedFailure): RecordedFailure {
  const message = failure.message
    ?.replace('java.util.ArrayList.Itr', 'java.util.Iterator')
    .replace('java.lang.String[]', 'java.util.ArrayList');
  return { ...failure, message: message ?? null };
}
