import { thrown } from '../errors/thrown.ts';
import type { ComponentContext } from '../component/component.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { isMap, javaTypeOf } from '../convert/java-type.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { combine, isPromise, type Evaluate } from './evaluation.ts';
import { hasMember, invokeMember } from './object-path/invoke-member.ts';
import { splitCallArguments } from './object-path/walk-path.ts';

/**
 * Compiles `name.method`, `name::method` or `name?method=hello(args)`; `type:Class.method` calls a method of a class that is
 * registered, be it static or one of its objects. Without brackets the method gets the body (when it
 * takes an argument); without a method the bean itself is called, or its only method. What a method throws becomes the
 * exchange's exception, and there is no value, as in Camel.
 */
export function compileBeanCall(
  text: string,
  context: ComponentContext,
  compileText: (text: string) => Evaluate,
  fail: (problem: string) => Error,
  scope = 'Singleton',
): Evaluate {
  const { name, method } = splitBeanText(text);
  const type = /^type:(.*)$/s.exec(name)?.[1];
  const found = context.bean(type ?? name);
  if (found === undefined || found === null) {
    const advice = type === undefined ? '' : `. Java's classes are not here: register a class or object as "${type}"`;
    throw fail(`No bean could be found in the registry for: ${type ?? name}${advice}`);
  }
  const { methodName, args } = splitMethod(method);
  const isStatic = type !== undefined && methodName !== undefined && Object.hasOwn(found, methodName);
  const instance = isStatic ? () => found : instanceOf(found, scope);
  const target = findMethod(instance(undefined), methodName);
  if (target === undefined && methodName !== undefined) {
    throw fail(`Method with name: ${methodName} not found on bean: ${name}`);
  }
  if (target === undefined) return (exchange) => guard(exchange, () => ambiguous(instance(exchange)));
  const values = args?.map((arg, index) => compileArgument(arg, index, compileText)) ?? [];
  return combine(values, (given, exchange) => {
    const passed = args === undefined ? implicit(target, exchange) : given;
    return guard(exchange, () => target.apply(instance(exchange), [...passed]));
  });
}

/** Beans may be named with what they are. */
export const withoutPrefix = (name: string): string => name.replace(/^(?:bean|ref):/, '');

type Instance = (exchange: Exchange | undefined) => unknown;

/** A class is made an object of: once, for each message when the scope is Request, for each call when it is Prototype. */
function instanceOf(found: unknown, scope: string): Instance {
  if (typeof found !== 'function' || !/^class\b/.test(Function.prototype.toString.call(found))) return () => found;
  const Class = found as new () => object;
  if (scope === 'Prototype') return () => new Class();
  if (scope === 'Request') return (exchange) => (exchange ? ofRequest(exchange, Class) : new Class());
  let only: object | undefined;
  return () => (only ??= new Class());
}

const requests = new WeakMap<object, Map<new () => object, object>>();

/** The one that the message has already, in whichever step it was made. */
function ofRequest(exchange: Exchange, Class: new () => object): object {
  const request = exchange.unitOfWork ?? exchange;
  let made = requests.get(request);
  if (!made) requests.set(request, (made = new Map()));
  let instance = made.get(Class);
  if (!instance) made.set(Class, (instance = new Class()));
  return instance;
}

/** Without a method's name there must be only one to choose. */
function ambiguous(bean: unknown): never {
  const type = javaTypeOf(bean);
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(bean) ?? {}).filter(
    (name) => name !== 'constructor',
  );
  const list = methods.map((method) => `\t\t${type}.${method}\n`).join('');
  throw new NamedException(
    'org.apache.camel.component.bean.AmbiguousMethodCallException',
    `Ambiguous method invocations possible:\n\tClass: ${type}\n${list}\n on the exchange: Exchange[]`,
  );
}

type Method = (...args: unknown[]) => unknown;

function guard(exchange: Exchange, run: () => unknown): unknown {
  // As in Camel, whose exchange is asked for its id when a bean is called.
  exchange.idShown = true;
  const failed = (error: unknown) => {
    exchange.exception = thrown(error);
    return undefined;
  };
  try {
    const result = run();
    return isPromise(result) ? result.catch(failed) : result;
  } catch (error) {
    return failed(error);
  }
}

/** A method without brackets takes the body, then the exchange, as many as it has parameters. */
function implicit(method: Method, exchange: Exchange): unknown[] {
  return method.length === 0 ? [] : [exchange.body, exchange].slice(0, method.length);
}

export function splitBeanText(text: string): { name: string; method: string | undefined } {
  const query = /^([^?]+)\?method=(.*)$/s.exec(text);
  if (query) return { name: query[1]!, method: query[2]! };
  const pair = /^(.*?)::(.*)$/s.exec(text);
  if (pair) return { name: pair[1]!, method: pair[2]! };
  const bracket = text.indexOf('(');
  const dot = text.slice(0, bracket < 0 ? text.length : bracket).lastIndexOf('.');
  return dot < 0 ? { name: text, method: undefined } : { name: text.slice(0, dot), method: text.slice(dot + 1) };
}

function splitMethod(method: string | undefined): { methodName: string | undefined; args: string[] | undefined } {
  if (method === undefined) return { methodName: undefined, args: undefined };
  const call = /^([^(]+)\(([\s\S]*)\)$/.exec(method);
  return call ? { methodName: call[1]!, args: splitCallArguments(call[2]!) } : { methodName: method, args: undefined };
}

function findMethod(bean: unknown, name: string | undefined): Method | undefined {
  if (name === undefined) {
    if (typeof bean === 'function') return bean as Method;
    const own = Object.getOwnPropertyNames(Object.getPrototypeOf(bean) ?? {}).filter((key) => key !== 'constructor');
    return own.length === 1 ? findMethod(bean, own[0]) : undefined;
  }
  if (name === 'constructor' || name.startsWith('__')) return undefined;
  const member = (bean as Record<string, unknown>)[name];
  if (typeof member === 'function') return member as Method;
  return isMap(bean) && hasMember(bean, name) ? (...args) => invokeMember(bean, name, args) : undefined;
}

/** `*` is what the method would get without arguments: the body comes first, and nothing else is there, as in Camel. */
function compileArgument(text: string, index: number, compileText: (text: string) => Evaluate): Evaluate {
  if (text === '*') return index === 0 ? (exchange) => exchange.body : () => null;
  if (/^-?\d+(\.\d+)?$/.test(text)) return () => Number(text);
  if (text === 'true' || text === 'false') return () => text === 'true';
  if (text === 'null') return () => null;
  const quoted = /^(['"])([\s\S]*)\1$/.exec(text);
  return quoted && !quoted[2]!.includes('${') ? () => quoted[2]! : compileText(quoted?.[2] ?? text);
}
