import { isMap, JavaClass, javaTypeOf } from '../../convert/java-type.ts';
import { JavaNumber } from '../../convert/java-number.ts';
import { textOf } from '../../convert/java-text.ts';
import { Exchange } from '../../exchange/exchange.ts';
import { HeaderMap } from '../../exchange/header-map.ts';
import { LanguageError } from '../language-error.ts';
import { nearestName } from '../../errors/nearest-name.ts';
import { dateMembers, errorMembers, exchangeMembers, numberMembers } from './object-members.ts';
import { listMembers, mapMembers, setMembers } from './collection-members.ts';
import { stringMembers } from './string-members.ts';

/** A method that a route may call on a value: its receiver first, then the arguments. */
export type Member = (receiver: never, ...args: readonly unknown[]) => unknown;
export type Members = Readonly<Record<string, Member>>;

/**
 * Reads a property or calls a method of a value by its Java name: `length`, `size()`, `toUpperCase()`; `name` stands for
 * `getName()` and `isName()` too. Values of JavaScript have the methods of the Java type they stand for, as far as listed;
 * objects of classes have their own, but not what they inherit from Object.
 *
 * @throws LanguageError SIMPLE_NO_METHOD when there is none.
 */
export function invokeMember(receiver: unknown, name: string, args: readonly unknown[] | undefined): unknown {
  if (name === 'class' || name === 'getClass') return new JavaClass(javaTypeOf(receiver));
  const table = tableOf(receiver);
  if (table !== undefined) {
    const member = lookUp(table, name);
    if (member === undefined) throw noMember(receiver, name, Object.keys(table));
    if (args === undefined && overloaded.get(table)?.has(member)) {
      const message = `Method ${name} has more than one form: write ${name}() for the one without arguments`;
      throw new LanguageError('SIMPLE_NO_METHOD', message);
    }
    return member(receiver as never, ...(args ?? []));
  }
  return invokeOwn(receiver as object, name, args);
}

function tableOf(value: unknown): Members | undefined {
  if (typeof value === 'string') return stringMembers;
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof JavaNumber) return numberMembers;
  if (typeof value === 'boolean') return booleanMembers;
  if (Array.isArray(value)) return listMembers;
  if (value instanceof Set) return setMembers;
  if (value instanceof Uint8Array) return bytesMembers;
  if (value instanceof HeaderMap || isMap(value)) return mapMembers;
  if (value instanceof Date) return dateMembers;
  if (value instanceof JavaClass) return classMembers;
  if (value instanceof Exchange) return exchangeMembers;
  return undefined;
}

/** Whether a value that stands for one of Java's has a method of that name. */
export function hasMember(receiver: unknown, name: string): boolean {
  const table = tableOf(receiver);
  return table !== undefined && lookUp(table, name) !== undefined;
}

function lookUp(table: Members, name: string): Member | undefined {
  for (const candidate of [name, `get${capital(name)}`, `is${capital(name)}`]) {
    if (Object.hasOwn(table, candidate)) return table[candidate];
  }
  return undefined;
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

const booleanMembers: Members = {
  toString: (value: boolean) => String(value),
  compareTo: (value: boolean, other) => Number(value) - Number(other),
  booleanValue: (value: boolean) => value,
};
const bytesMembers: Members = { length: (value: Uint8Array) => value.length };
const classMembers: Members = {
  getName: (value: JavaClass) => value.name,
  getSimpleName: (value: JavaClass) => value.simpleName,
  getCanonicalName: (value: JavaClass) => value.name.replaceAll('$', '.'),
  toString: (value: JavaClass) => String(value),
};

/** Methods that Java has more than one of, so that a name without brackets does not say which. */
const overloaded = new Map<Members, ReadonlySet<Member | undefined>>([
  [stringMembers, new Set([stringMembers['toUpperCase'], stringMembers['toLowerCase'], stringMembers['getBytes']])],
  [numberMembers, new Set([numberMembers['toString']])],
  [booleanMembers, new Set([booleanMembers['toString']])],
  [exchangeMembers, new Set([exchangeMembers['getIn'], exchangeMembers['getMessage']])],
]);

function invokeOwn(receiver: object, name: string, args: readonly unknown[] | undefined): unknown {
  const target = receiver as Record<string, unknown>;
  for (const candidate of [name, `get${capital(name)}`, `is${capital(name)}`]) {
    if (!isOpen(receiver, candidate)) continue;
    const member = target[candidate];
    if (typeof member === 'function')
      return (member as (...values: unknown[]) => unknown).apply(receiver, [...(args ?? [])]);
    if (args === undefined || args.length === 0) return member;
  }
  const property = /^(?:get|is)([A-Z].*)$/.exec(name)?.[1];
  if (property !== undefined && (args === undefined || args.length === 0)) {
    const own = property.charAt(0).toLowerCase() + property.slice(1);
    if (isOpen(receiver, own)) return target[own];
  }
  if (receiver instanceof Error && Object.hasOwn(errorMembers, name)) return errorMembers[name]!(receiver as never);
  if (receiver instanceof Error) {
    const member = lookUp(errorMembers, name);
    if (member !== undefined) return member(receiver as never, ...(args ?? []));
  }
  if (name === 'toString') return textOf(receiver);
  throw noMember(receiver, name, memberNames(receiver));
}

/** Members of the object or of its classes; what every object inherits stays closed to expressions. */
function isOpen(receiver: object, name: string): boolean {
  if (name === 'constructor' || name.startsWith('__')) return false;
  for (let holder: object | null = receiver; holder !== null; holder = Object.getPrototypeOf(holder) as object | null) {
    if (holder === Object.prototype || holder === Function.prototype || holder === Error.prototype) return false;
    if (Object.hasOwn(holder, name)) return true;
  }
  return false;
}

function memberNames(receiver: object): string[] {
  const names = new Set<string>();
  for (let holder: object | null = receiver; holder !== null; holder = Object.getPrototypeOf(holder) as object | null) {
    if (holder === Object.prototype) break;
    for (const name of Object.getOwnPropertyNames(holder)) if (name !== 'constructor') names.add(name);
  }
  return [...names];
}

export function noMember(receiver: unknown, name: string, known: readonly string[] = []): LanguageError {
  const isExchange = receiver instanceof Exchange;
  const type = isExchange ? 'org.apache.camel.support.DefaultExchange' : javaTypeOf(receiver).replaceAll('$', '.');
  const bean = isExchange ? 'Exchange[]' : textOf(receiver);
  const nearest = isMap(receiver) ? undefined : nearestName(name, known);
  return new LanguageError(
    'SIMPLE_NO_METHOD',
    `Method with name: ${name} not found on bean: ${bean} of type: ${type}`,
    {
      details: nearest === undefined ? {} : { nearest },
    },
  );
}
