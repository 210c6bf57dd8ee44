import { javaTypeOf, isMap } from '../../../convert/java-type.ts';
import { NamedException } from '../../../error-handling/exception-types.ts';
import { combine, settle, toText, toTextOrNull, type Evaluate } from '../../evaluation.ts';
import { call, word, type SimpleFunction } from '../function-call.ts';
import { prettyJson, prettyText, toJson } from '../pretty-text.ts';

/** Parsed JSON path without a library: names joined by dots, `[n]` for items that are objects. */
function jsonAt(value: unknown, path: string): unknown {
  let at: unknown = typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  for (const part of path.split('.')) {
    const [, name, index] = /^([^[]*)(?:\[(\d+)\])?$/.exec(part) ?? [];
    at = isMap(at) && name !== undefined ? (at as Record<string, unknown>)[name] : undefined;
    if (index !== undefined)
      at = Array.isArray(at) && isMap(at[Number(index)]) ? (at[Number(index)] as unknown) : undefined;
  }
  if (at === null || at === undefined) {
    throw new NamedException('java.lang.IllegalArgumentException', `JSonObject path ${path} is null`);
  }
  return at;
}

/** A function that hands its text to another language of the context; `source:name,` may stand before the text. */
function otherLanguage(name: string, description: string): SimpleFunction {
  return call(name, [1, Infinity], [`${name}(text)`, `${name}(header:name,text)`], description, (of) => {
    const language = of.context.language?.(name);
    if (language === undefined) {
      throw of.syntax(`No language could be found for: ${name}`);
    }
    const source = /^\s*((?:header|variable|exchangeProperty):[^,]+),(.*)$/s.exec(of.rest);
    const written = (source?.[2] ?? of.rest).trim();
    const text = /^'[^']*'$/.test(written) ? written.slice(1, -1) : written;
    const options = source ? { source: source[1] } : {};
    const ready = language.compile(text, options, 'expression', of.context);
    if (ready instanceof Promise) {
      return (exchange, signal) => ready.then((expression) => expression.evaluate(exchange, signal));
    }
    return (exchange, signal) => ready.evaluate(exchange, signal);
  });
}

/** JSON of a value: text that is JSON already stays as it is. */
function json(source: Evaluate, pretty: boolean): Evaluate {
  return combine([source], ([value]) => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'string') return value;
    return pretty ? `${prettyJson(value)}\n` : toJson(value);
  });
}

/** Pretty text of text; other values have none. */
function pretty(source: Evaluate): Evaluate {
  return combine([source], ([value]) =>
    isMap(value) || Array.isArray(value) || javaTypeOf(value) === 'null'
      ? null
      : settle(toTextOrNull(value), (text) => prettyText(text as string)),
  );
}

export const dataFunctions: readonly SimpleFunction[] = [
  otherLanguage('jsonpath', 'What a JSONPath finds in the body, or in a header, variable or property.'),
  otherLanguage('jq', 'What a jq filter gives for the body, or for a header, variable or property.'),
  otherLanguage('xpath', 'What an XPath finds in the body, or in a header, variable or property.'),
  call(
    'simpleJsonpath',
    [1, 2],
    ['simpleJsonpath(path)'],
    'A value in the JSON body by names joined with dots.',
    (of) =>
      combine([of.expression('${body}')], ([body]) =>
        settle(isMap(body) ? body : toText(body), (value) => jsonAt(value, of.args.at(-1)!)),
      ),
  ),
  call('pretty', [1, 1], ['pretty(exp)'], 'JSON or XML text, indented.', (of) => pretty(of.argument(0))),
  word('prettyBody', 'The body, JSON or XML text, indented.', (of) => pretty(of.expression('${body}'))),
  call('toJson', [0, 1], ['toJson()', 'toJson(exp)'], 'The value as JSON.', (of) => json(of.argument(0), false)),
  word('toJsonBody', 'The body as JSON.', (of) => json(of.expression('${body}'), false)),
  call('toPrettyJson', [0, 1], ['toPrettyJson()', 'toPrettyJson(exp)'], 'The value as indented JSON.', (of) =>
    json(of.argument(0), true),
  ),
  word('toPrettyJsonBody', 'The body as indented JSON.', (of) => json(of.expression('${body}'), true)),
];
