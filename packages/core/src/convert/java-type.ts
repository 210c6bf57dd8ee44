import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { isByteStream, isTextReader } from './stream-value.ts';
import { numberTypeOf } from './java-number.ts';

/** A Java class as a value: what `${bodyType}` gives. */
export class JavaClass {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  get simpleName(): string {
    if (this.name === '[B') return 'byte[]';
    return simpleNameOf(this.name);
  }

  toString(): string {
    return `class ${this.name}`;
  }
}

/** `Map.Entry`: the parts that a map splits into. */
export interface MapEntry {
  readonly key: unknown;
  readonly value: unknown;
}

/** The part after the last dot or dollar sign. */
export function simpleNameOf(className: string): string {
  return className.slice(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
}

/** True for objects that stand for Java maps: plain objects and `Map`s. */
export function isMap(value: unknown): value is Record<string, unknown> | Map<unknown, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Map) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** An object with a `next` method: Java's Iterator. */
export function isIterator(value: unknown): value is Iterator<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { next?: unknown }).next === 'function';
}

/** A way through an iterator: one that can be gone through again gives a new one. */
export function throughIterator(value: Iterator<unknown>): Iterator<unknown> {
  const again = (value as Partial<Iterable<unknown>>)[Symbol.iterator];
  return typeof again === 'function' ? again.call(value) : value;
}

interface Named {
  readonly javaType?: unknown;
  readonly constructor?: { readonly javaType?: unknown; readonly name?: string };
}

/**
 * The Java class that a value stands for, so that YAML routes written for Camel see the types they know. Objects may
 * say theirs in a `javaType` property, their own or of their class.
 */
export function javaTypeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'string':
      return 'java.lang.String';
    case 'boolean':
      return 'java.lang.Boolean';
    case 'number':
    case 'bigint':
      return numberClass(value)!;
    case 'object':
      return numberClass(value) ?? objectType(value);
    default:
      return 'java.lang.Object';
  }
}

function numberClass(value: unknown): string | undefined {
  const type = numberTypeOf(value);
  if (type === undefined) return undefined;
  return type === 'BigDecimal' || type === 'BigInteger' ? `java.math.${type}` : `java.lang.${type}`;
}

function objectType(value: object): string {
  const named = value as Named;
  if (typeof named.javaType === 'string') return named.javaType;
  const ofClass = named.constructor?.javaType;
  if (typeof ofClass === 'string') return ofClass;
  if (value instanceof Uint8Array) return '[B';
  if (Array.isArray(value)) return 'java.util.ArrayList';
  if (value instanceof Set) return 'java.util.LinkedHashSet';
  if (value instanceof Date) return 'java.util.Date';
  if (value instanceof JavaClass) return 'java.lang.Class';
  if (value instanceof Error) return exceptionTypeOf(value);
  if (isMap(value)) return 'java.util.LinkedHashMap';
  if (isTextReader(value)) return 'java.io.StringReader';
  if (isByteStream(value)) return 'java.io.ByteArrayInputStream';
  if (isIterator(value)) return 'java.util.Iterator';
  return named.constructor?.name ?? 'java.lang.Object';
}

const simpleNames: Readonly<Record<string, string>> = {
  String: 'java.lang.String',
  string: 'java.lang.String',
  Integer: 'java.lang.Integer',
  int: 'java.lang.Integer',
  Long: 'java.lang.Long',
  long: 'java.lang.Long',
  Short: 'java.lang.Short',
  short: 'java.lang.Short',
  Byte: 'java.lang.Byte',
  byte: 'java.lang.Byte',
  Float: 'java.lang.Float',
  float: 'java.lang.Float',
  Double: 'java.lang.Double',
  double: 'java.lang.Double',
  Boolean: 'java.lang.Boolean',
  boolean: 'java.lang.Boolean',
  Character: 'java.lang.Character',
  char: 'java.lang.Character',
  Object: 'java.lang.Object',
  object: 'java.lang.Object',
  'byte[]': '[B',
  'Byte[]': '[B',
  'java.lang.byte[]': '[B',
  'java.lang.Byte[]': '[B',
  'Object[]': '[Ljava.lang.Object;',
  'java.lang.Object[]': '[Ljava.lang.Object;',
  'String[]': '[Ljava.lang.String;',
  'java.lang.String[]': '[Ljava.lang.String;',
};

const otherTypes: ReadonlySet<string> = new Set([
  'java.lang.Number',
  'java.lang.CharSequence',
  'java.lang.Comparable',
  'java.lang.Iterable',
  'java.lang.Class',
  'java.lang.Throwable',
  'java.lang.Exception',
  'java.math.BigDecimal',
  'java.math.BigInteger',
  'java.io.InputStream',
  'java.io.OutputStream',
  'java.io.Reader',
  'java.io.File',
  'java.io.Serializable',
  'java.nio.ByteBuffer',
  'java.nio.file.Path',
  'java.net.URI',
  'java.net.URL',
  'java.util.Date',
  'java.util.Calendar',
  'java.util.Collection',
  'java.util.List',
  'java.util.ArrayList',
  'java.util.LinkedList',
  'java.util.Map',
  'java.util.HashMap',
  'java.util.LinkedHashMap',
  'java.util.Set',
  'java.util.HashSet',
  'java.util.LinkedHashSet',
  'java.util.Iterator',
  'java.util.Locale',
  'java.util.UUID',
  'java.util.TimeZone',
  'java.util.Properties',
  'java.sql.Timestamp',
  'java.time.Duration',
  'java.time.Instant',
  'java.time.LocalDate',
  'java.time.LocalDateTime',
  'java.time.LocalTime',
  'java.time.ZonedDateTime',
  'java.time.OffsetDateTime',
  'org.w3c.dom.Document',
  'org.w3c.dom.Node',
  'org.w3c.dom.NodeList',
  'org.apache.camel.StreamCache',
  'org.apache.camel.LoggingLevel',
  'org.apache.camel.Exchange',
]);

const fullNames = new Set([...otherTypes, ...Object.values(simpleNames).filter((name) => !name.startsWith('['))]);

/** The full name of a type as a route writes it (`Integer`, `int`, `java.util.List`), or undefined when there is none. */
export function resolveTypeName(name: string): string | undefined {
  const trimmed = name.trim();
  if (Object.hasOwn(simpleNames, trimmed)) return simpleNames[trimmed];
  return fullNames.has(trimmed) ? trimmed : undefined;
}

/** Names of types as routes write them, for hints. */
export function typeNames(): readonly string[] {
  return [...Object.keys(simpleNames), ...fullNames];
}

const supertypes: Readonly<Record<string, readonly string[]>> = {
  'java.util.ArrayList': ['java.util.List', 'java.util.Collection', 'java.lang.Iterable', 'java.util.AbstractList'],
  'java.util.LinkedHashMap': ['java.util.Map', 'java.util.HashMap', 'java.util.AbstractMap'],
  'java.util.LinkedHashSet': ['java.util.Set', 'java.util.HashSet', 'java.util.Collection', 'java.lang.Iterable'],
  'java.lang.String': ['java.lang.CharSequence', 'java.lang.Comparable'],
  'java.io.ByteArrayInputStream': ['java.io.InputStream'],
  'java.io.StringReader': ['java.io.Reader'],
};

/** Whatever is no stream and no iterator. */
function isSerializable(value: unknown): boolean {
  return !isByteStream(value) && !isTextReader(value) && !isIterator(value);
}

/** Whether a value is of a Java type or of one below it. */
export function isInstanceOf(value: unknown, typeName: string): boolean {
  if (value === null || value === undefined) return false;
  if (typeName === 'java.lang.Object') return true;
  const own = javaTypeOf(value);
  if (own === typeName || supertypes[own]?.includes(typeName)) return true;
  if (typeName === 'java.io.Serializable') return isSerializable(value);
  if (numberTypeOf(value) !== undefined) return typeName === 'java.lang.Number' || typeName === 'java.lang.Comparable';
  if (typeof value === 'boolean' || value instanceof Date) return typeName === 'java.lang.Comparable';
  if (value instanceof Error) return typeName === 'java.lang.Throwable' || typeName === 'java.lang.Exception';
  return false;
}
