import { NamedException } from '@dhow/core';
import { CachedStream, doubleText, JavaClass, JavaNumber, TextReader, type JavaNumberType } from '@dhow/core/component';
import { Person } from './beans/person.ts';
import type { RecordedFailure, RecordedMap, RecordedValue } from './camel-case.ts';

const numberKinds: Readonly<Record<string, JavaNumberType>> = {
  $byte: 'Byte',
  $short: 'Short',
  $float: 'Float',
  $double: 'Double',
  $bigdecimal: 'BigDecimal',
};

/** A recorded value as the JavaScript value that stands for it. */
export function decodeValue(value: RecordedValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(decodeValue);
  const map = value as RecordedMap;
  const [kind] = Object.keys(map);
  if (kind?.startsWith('$') && Object.keys(map).length === 1) return decodeKind(kind, map[kind]);
  return decodeMap(map);
}

export function decodeMap(map: RecordedMap | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map ?? {}).map(([key, entry]) => [key, decodeValue(entry)]));
}

function decodeKind(kind: string, value: unknown): unknown {
  switch (kind) {
    case '$long':
      return new JavaNumber('Long', String(value));
    case '$byte':
    case '$short':
    case '$float':
    case '$double':
    case '$bigdecimal':
      return decodeNumber(numberKinds[kind]!, String(value));
    case '$biginteger':
      return BigInt(String(value));
    case '$char':
      return value;
    case '$bytes':
      return new TextEncoder().encode(String(value));
    case '$bytes64':
      return Uint8Array.from(Buffer.from(String(value), 'base64'));
    case '$stream':
      return new CachedStream(new TextEncoder().encode(String(value)));
    case '$reader':
      return new TextReader(String(value));
    case '$date':
      return new Date(String(value));
    case '$array':
    case '$strings':
    case '$ints':
      return (value as unknown[]).map(decodeValue);
    case '$set':
      return new Set((value as unknown[]).map(decodeValue));
    case '$iterator':
      return (value as unknown[]).map(decodeValue)[Symbol.iterator]();
    case '$entry': {
      const [key, entry] = value as [unknown, unknown];
      return { key: decodeValue(key), value: decodeValue(entry) };
    }
    case '$exception':
      return decodeFailure(value as RecordedFailure);
    case '$class':
      return new JavaClass(String(value));
    case '$bean':
      return new Person(String(value));
    case '$json':
      return JSON.parse(String(value)) as unknown;
    default:
      return value;
  }
}

/** A Double with a fraction is a plain number; a whole one keeps its type. */
function decodeNumber(type: JavaNumberType, text: string): unknown {
  const number = Number(text);
  if (type !== 'Double') return new JavaNumber(type, text);
  if (!Number.isFinite(number)) return number;
  return Number.isInteger(number) ? new JavaNumber('Double', doubleText(number)) : number;
}

export function decodeFailure({ class: type, message, cause }: RecordedFailure): NamedException {
  return new NamedException(type, message, cause ? { cause: decodeFailure(cause) } : undefined);
}
