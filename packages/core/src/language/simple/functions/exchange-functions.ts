import { JavaClass, javaTypeOf, resolveTypeName } from '../../../convert/java-type.ts';
import { convertTo } from '../../../convert/convert.ts';
import { NamedException } from '../../../error-handling/exception-types.ts';
import type { Exchange } from '../../../exchange/exchange.ts';
import { combine, convertOrNull, nothingOf, settle, toTextOrNull, type Evaluate } from '../../evaluation.ts';
import { LanguageError } from '../../language-error.ts';
import { readVariable } from '../../named-value.ts';
import { compilePath } from '../../object-path/walk-path.ts';
import { noMember } from '../../object-path/invoke-member.ts';
import { attachmentFunctions } from './attachment-functions.ts';
import { exceptionFunctions } from './exception-functions.ts';
import { object } from './object-function.ts';
import { call, prefix, withPath, word, type FunctionCall, type SimpleFunction } from '../function-call.ts';

/** Looks up by name and goes on with a path: `header.list[0]`; a name with dots is tried first as it stands. */
function named(
  names: readonly string[],
  syntax: readonly string[],
  description: string,
  read: (exchange: Exchange, key: string, of: FunctionCall) => unknown,
): SimpleFunction[] {
  return names.map((name) =>
    prefix(name, name === names[0] ? syntax : [], description, (of) => compileNamed(of, read)),
  );
}

function compileNamed(
  of: FunctionCall,
  read: (exchange: Exchange, key: string, of: FunctionCall) => unknown,
): Evaluate {
  let key = of.rest.replace(/^([.:]?)(['"])(.*)\2$/, '$1$3');
  if (key.startsWith('.') || key.startsWith(':')) key = key.slice(1);
  else if (key.startsWith('?.') || key.startsWith('?:')) key = key.slice(2);
  if (/^\[[^\]]*$/.test(key)) throw of.syntax(`Valid syntax: \${name[key]} was: ${of.text}`);
  const { first, path } = splitKey(key);
  const walk = path === '' ? undefined : compilePath(path, (text) => of.expression(text));
  const whole = !key.includes('${') && !key.startsWith('[') ? key : undefined;
  const dynamic = first.includes('${') ? lazily(() => of.expression(first)) : undefined;
  return (exchange, signal) => {
    if (whole !== undefined) {
      const value = read(exchange, whole, of);
      if (value !== undefined && value !== null) return value;
      if (path === '') return null;
    }
    return settle(dynamic ? dynamic(exchange, signal) : first, (name) => {
      const value = read(exchange, String(name as string), of) ?? null;
      return walk === undefined || value === null ? value : walk(value, exchange, signal);
    });
  };
}

function lazily(make: () => Evaluate): Evaluate {
  let made: Evaluate | undefined;
  return (exchange, signal) => (made ??= make())(exchange, signal);
}

/** `list[0].x` is the key `list` and the path `[0].x`; `['a.b']` is the key `a.b`. */
function splitKey(key: string): { first: string; path: string } {
  const bracket = /^\[\s*(?:'([^']*)'|"([^"]*)"|([^\]]*?))\s*\]/.exec(key);
  if (bracket) return { first: bracket[1] ?? bracket[2] ?? bracket[3]!, path: key.slice(bracket[0].length) };
  const end = /[.[]|\?\./.exec(key)?.index ?? key.length;
  return { first: key.slice(0, end), path: key.slice(end) };
}

/** `nameAs(key,type)`: looked up and converted. */
function namedAs(
  name: string,
  description: string,
  read: (exchange: Exchange, key: string, of: FunctionCall) => unknown,
): SimpleFunction {
  return call(name, [2, 2], [`${name}(name,type)`], description, (of) => {
    if (of.rest.includes(')') || !of.text.endsWith(')'))
      throw of.syntax(`Valid syntax: \${${name}(key, type)} was: ${of.text}`);
    return combine([of.argument(0), of.argument(1)], ([key, type], exchange) =>
      convertOrNull(read(exchange, String(key as string), of), classNamed(type)),
    );
  });
}

function classNamed(type: unknown): string {
  if (type === null || type === undefined) {
    throw new NamedException('java.lang.NullPointerException', 'The name of the type is null: write it out');
  }
  const full = resolveTypeName(String(type as string));
  if (full !== undefined) return full.startsWith('[') ? String(type as string) : full;
  throw new LanguageError('SIMPLE_EVALUATION', 'Exception occurred during execution on the exchange: Exchange[]', {
    cause: new NamedException('java.lang.ClassNotFoundException', String(type as string)),
  });
}

function toTypeNamed(value: unknown, type: unknown): unknown {
  const full = classNamed(type);
  return value === null || value === undefined
    ? (nothingOf[String(type as string)] ?? null)
    : convertOrNull(value, full);
}

function mandatoryBody(body: unknown, type: string): unknown {
  try {
    return convertTo(body, type);
  } catch (cause) {
    const has = body === null || body === undefined ? '' : ` but has type: ${javaTypeOf(body)}`;
    const reason = (cause as Error).message;
    const message = `No body available of type: ${type}${has} on: Message. Caused by: ${reason}. Exchange[]`;
    throw new LanguageError('SIMPLE_EVALUATION', 'Exception occurred during execution on the exchange: Exchange[]', {
      cause: new LanguageError('SIMPLE_PAYLOAD', message, { cause }),
    });
  }
}

const currentRoute = (exchange: Exchange) => exchange.unitOfWork?.routes.at(-1);

/** `${exchange…}` with a path; any word that starts so and is no function is a method, as in Camel. */
const exchangeObject = prefix('exchange', ['exchange', 'exchange.path'], 'The exchange itself.', (of) => {
  if (of.rest === '') return (exchange) => exchange;
  const walk = compilePath(of.rest, (text) => of.expression(text));
  if (walk === undefined) throw of.syntax(`Valid syntax: \${exchange.OGNL} was: ${of.text}`);
  // A word that begins with "exchange" and is no function: Camel takes the rest for a method.
  if (/^[A-Za-z]\w*$/.test(of.rest)) {
    return (exchange) => {
      throw noMember(exchange, of.rest);
    };
  }
  const inContext = /^\.(?:context|getContext\(\))(?=[.?[]|$)/.exec(of.rest)?.[0];
  if (inContext !== undefined) {
    const rest = compilePath(of.rest.slice(inContext.length), (text) => of.expression(text))!;
    const context = contextObject(of.context.name);
    return (exchange, signal) => rest(context, exchange, signal);
  }
  return (exchange, signal) => walk(exchange, exchange, signal);
});

const property = (exchange: Exchange, key: string) => exchange.property(key);
const variable = (exchange: Exchange, key: string, of: FunctionCall) => readVariable(exchange, key, of.context);
/** Camel looks for a header among the properties, too. */
const header = (exchange: Exchange, key: string) => exchange.header(key) ?? exchange.property(key);

const variableOrSize = (exchange: Exchange, key: string, of: FunctionCall) =>
  variable(exchange, key, of) ?? (/^size(?:\(\))?$/.test(key) ? exchange.variables.size : undefined);

/** `headers.size` counts them, unless there is such a header. */
const headerOrSize = (exchange: Exchange, key: string) =>
  exchange.header(key) ?? (/^(?:size|length)(?:\(\))?$/.test(key) ? exchange.headers.size : undefined);

export const exchangeFunctions: readonly SimpleFunction[] = [
  object('body', 'The body, or a part of it.', (exchange) => exchange.body),
  object('in.body', 'The body, or a part of it.', (exchange) => exchange.body),
  word(
    'bodyType',
    'The Java class that the body stands for.',
    () =>
      ({ body }) =>
        body === null || body === undefined ? null : new JavaClass(javaTypeOf(body)),
  ),
  word(
    'bodyOneLine',
    'The body as text without line breaks.',
    () =>
      ({ body }) =>
        settle(toTextOrNull(body), (text) => (text === null ? null : (text as string).replaceAll('\n', ''))),
  ),
  withPath(
    call('bodyAs', [1, 1], ['bodyAs(type)'], 'The body converted to a type, null when it cannot be.', (of) =>
      combine([of.argument(0)], ([type], { body }) => toTypeNamed(body, type)),
    ),
  ),
  withPath(
    call(
      'mandatoryBodyAs',
      [1, 1],
      ['mandatoryBodyAs(type)'],
      'The body converted to a type; fails when it is null.',
      (of) =>
        combine([of.argument(0)], ([type], { body }) =>
          mandatoryBody(body ?? nothingOf[String(type as string)], classNamed(type)),
        ),
    ),
  ),
  word(
    'originalBody',
    'The body as it came in, when the context keeps it.',
    () => (exchange) => exchange.unitOfWork?.original?.body ?? null,
  ),
  ...named(
    ['header', 'in.header'],
    ['header.name', 'header[name]', 'header:name'],
    'A header, or a part of it; names in any case.',
    header,
  ),
  ...named(['headers', 'in.headers'], ['headers.name', 'headers.size'], 'A header, or their number.', headerOrSize),
  object('headers', 'All headers.', (exchange) => exchange.headers.toObject()),
  object('in.headers', 'All headers.', (exchange) => exchange.headers.toObject()),
  namedAs('headerAs', 'A header converted to a type.', header),
  ...named(
    ['exchangeProperty'],
    ['exchangeProperty.name', 'exchangeProperty[name]', 'exchangeProperty:name'],
    'A property of the exchange, or a part of it.',
    property,
  ),
  ...named(
    ['variable'],
    ['variable.name', 'variable[name]', 'variable:name'],
    'A variable, or a part of it.',
    variable,
  ),
  ...named(['variables'], ['variables.name', 'variables.size'], 'A variable, or their number.', variableOrSize),
  object('variables', 'All variables.', (exchange) => new Map(exchange.variables)),
  namedAs('variableAs', 'A variable converted to a type.', variable),
  exchangeObject,
  word('exchangeId', 'The id of the exchange.', () => (exchange) => exchange.id),
  word('id', 'The id of the message.', () => (exchange) => exchange.id),
  word(
    'messageTimestamp',
    'When the source says that the message came into being, in milliseconds; 0 when it does not say.',
    () => (exchange) => exchange.header('CamelMessageTimestamp') ?? 0,
  ),
  ...exceptionFunctions,
  word(
    'routeId',
    'The id of the route that the exchange is in.',
    () => (exchange) => currentRoute(exchange) ?? exchange.fromRouteId ?? null,
  ),
  word(
    'fromRouteId',
    'The id of the route that the exchange came in by.',
    () => (exchange) => exchange.fromRouteId ?? null,
  ),
  word(
    'stepId',
    'The id of the step block that the exchange is in.',
    () => (exchange) => exchange.property('CamelStepId') ?? null,
  ),
  word('camelId', 'The name of the context.', (of) => () => of.context.name),
  object('camelContext', 'The context: name and version.', (_, of) => contextObject(of.context.name)),
  word('routeGroup', 'The group of the route; null outside of one.', (of) => (exchange) => {
    const route = currentRoute(exchange) ?? exchange.fromRouteId;
    return (route !== undefined && of.context.routeGroup?.(route)) || null;
  }),
  ...attachmentFunctions,
  withPath(call('messageAs', [1, 1], ['messageAs(type)'], 'Nothing: messages are of one type here.', () => () => null)),
];

/** The version is that of the Camel whose behaviour Dhow follows. */
function contextObject(name: string): object {
  return new ContextView(name);
}

class ContextView {
  readonly name: string;
  readonly version = '4.22.0';
  readonly status = 'Started';

  constructor(name: string) {
    this.name = name;
  }
}
