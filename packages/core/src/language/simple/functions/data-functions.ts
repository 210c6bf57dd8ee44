import { conversionFailed } from '../../../convert/conversion-error.ts';
import { isMap } from '../../../convert/java-type.ts';
import { NamedException } from '../../../error-handling/exception-types.ts';
import { combine, settle, toText, toTextOrNull, type Evaluate } from '../../evaluation.ts';
import { isByteStream } from '../../../convert/stream-value.ts';
import { unquoted } from '../quoted-arguments.ts';
import { LanguageError } from '../../language-error.ts';
import { sourceOf } from '../../named-value.ts';
import { call, word, type FunctionCall, type SimpleFunction } from '../function-call.ts';
import { prettyJson, prettyText, toJson } from '../pretty-text.ts';

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
    throw new SyntaxError('The text is no JSON object');
  } catch (error) {
    const cause = new NamedException('org.apache.camel.util.json.DeserializationException', (error as Error).message);
    throw conversionFailed(text, 'org.apache.camel.util.json.JsonObject', cause);
  }
}

/** Parsed JSON path without a library: names joined by dots; `[n]` for items that are objects, or for a value at the top. */
function jsonAt(text: string, path: string): unknown {
  const root = parsed(text);
  const parts = path.trim().split('.');
  let at: unknown = root;
  for (const [i, part] of parts.entries()) {
    const [, name, index] = /^([^[]*)(?:\[(\d+)\])?$/.exec(part) ?? [];
    at = isMap(at) && name !== undefined ? (at as Record<string, unknown>)[name] : undefined;
    if (index === undefined) continue;
    const item: unknown = Array.isArray(at) ? (at[Number(index)] as unknown) : undefined;
    const fits = i < parts.length - 1 ? isMap(item) : parts.length === 1 && typeof item !== 'object';
    at = fits ? item : undefined;
  }
  if (at === null || at === undefined) {
    throw new NamedException('java.lang.IllegalArgumentException', `JSonObject path ${path} is null`);
  }
  return at;
}

/** The body, or what stands before the comma: `header:name`, `variable:name`, `exchangeProperty:name`. */
function splitSource(text: string): { source: string | undefined; rest: string } {
  const found = /^\s*((?:header|variable|exchangeProperty):[^,]+),(.*)$/s.exec(text);
  return found ? { source: found[1]!, rest: found[2]! } : { source: undefined, rest: text };
}

function compileSimpleJsonpath(of: FunctionCall): Evaluate {
  const { source, rest } = splitSource(of.rest);
  const read = sourceOf(source);
  return (exchange) => {
    const value = read(exchange);
    if (source?.startsWith('header:') === true && (value === null || value === undefined)) {
      const message = `No '${source.slice('header:'.length)}' header available. Exchange[]`;
      throw new LanguageError('SIMPLE_RUNTIME', `org.apache.camel.NoSuchHeaderException: ${message}`, {
        cause: new NamedException('org.apache.camel.NoSuchHeaderException', message),
      });
    }
    const readable = typeof value === 'string' || value instanceof Uint8Array || isByteStream(value);
    return readable ? settle(toText(value), (text) => jsonAt(text as string, rest)) : null;
  };
}

/** A function that hands its text to another language of the context; `source:name,` may stand before the text. */
function otherLanguage(name: string, description: string): SimpleFunction {
  return call(name, [1, Infinity], [`${name}(text)`, `${name}(header:name,text)`], description, (of) => {
    const language = of.context.language?.(name);
    if (language === undefined) {
      throw of.syntax(`No language could be found for: ${name}`);
    }
    const { source, rest } = splitSource(of.rest);
    const written = rest.trim();
    const text = /^'[^']*'$/.test(written) ? written.slice(1, -1) : written;
    const options = source === undefined ? {} : { source };
    const ready = language.compile(text, options, 'expression', of.context);
    if (ready instanceof Promise) {
      return (exchange, signal) => ready.then((expression) => expression.evaluate(exchange, signal));
    }
    return (exchange, signal) => ready.evaluate(exchange, signal);
  });
}

/** JSON of a list or map; anything else is the text that it reads as. */
function json(source: Evaluate, pretty: boolean): Evaluate {
  return combine([source], ([value]) => {
    const tree = value instanceof Set || value instanceof Uint8Array ? [...(value as Iterable<unknown>)] : value;
    if (!isMap(tree) && !Array.isArray(tree)) return toTextOrNull(value);
    return pretty ? prettyJson(tree) : toJson(tree);
  });
}

/** Pretty text of text; of a list or map only where its text happens to be JSON. */
function pretty(source: Evaluate): Evaluate {
  return combine([source], ([value]) =>
    settle(toTextOrNull(value), (text) => {
      if (text === null) return null;
      const whole = !isMap(value) && !Array.isArray(value) && !(value instanceof Set);
      return prettyText(text as string) ?? (whole ? text : null);
    }),
  );
}

/** The argument as an expression; empty brackets are an empty text. */
function given(of: FunctionCall): Evaluate {
  if (!of.text.includes(')'))
    throw of.syntax(`Valid syntax: \${${of.text.slice(0, of.text.indexOf('('))}(exp)} was: ${of.text}`);
  return of.expression(unquoted(of.rest));
}

export const dataFunctions: readonly SimpleFunction[] = [
  otherLanguage('jsonpath', 'What a JSONPath finds in the body, or in a header, variable or property.'),
  otherLanguage('jq', 'What a jq filter gives for the body, or for a header, variable or property.'),
  otherLanguage('xpath', 'What an XPath finds in the body, or in a header, variable or property.'),
  call(
    'simpleJsonpath',
    [1, 2],
    ['simpleJsonpath(path)', 'simpleJsonpath(header:name,path)'],
    'A value in JSON, of the body or of a header, variable or property, by names joined with dots.',
    compileSimpleJsonpath,
  ),
  call('pretty', [0, 1], ['pretty(exp)'], 'JSON or XML text, indented.', (of) => pretty(given(of))),
  word('prettyBody', 'The body, JSON or XML text, indented.', (of) => pretty(of.expression('${body}'))),
  call('toJson', [0, 1], ['toJson(exp)'], 'The value as JSON.', (of) => json(given(of), false)),
  word('toJsonBody', 'The body as JSON.', (of) => json(of.expression('${body}'), false)),
  call('toPrettyJson', [0, 1], ['toPrettyJson(exp)'], 'The value as indented JSON.', (of) => json(given(of), true)),
  word('toPrettyJsonBody', 'The body as indented JSON.', (of) => json(of.expression('${body}'), true)),
];
