import { ComponentError } from '../component-error.ts';
import { JacksonReader } from './jackson-reader.ts';
import { inClass, noInstance, scalarOf, shapeMismatch, targetOf, type JacksonTarget } from './jackson-target.ts';
import { typedObject, type Maker } from './typed-object.ts';

/** What a text is read into. */
export interface ReadInto {
  /** The class that was asked for. */
  readonly type: string | undefined;
  /** The class of the application that stands for it. */
  readonly maker: Maker | undefined;
  readonly useList: boolean;
  readonly features: ReadonlySet<string>;
}

/** The first value of a text in the class that was asked for, as Jackson's mapper reads it. */
export function readAs(text: string, ofBytes: boolean, into: ReadInto): unknown {
  const { type, maker, features } = into;
  const reader = new JacksonReader(text, ofBytes);
  const target = targetFor(into);
  if (target === undefined) return parse(reader, text, features);
  const { place } = reader.begin();
  const wrong = shapeMismatch(reader, target);
  if (wrong !== undefined) {
    if (target.shape !== 'list' || !features.has('ACCEPT_SINGLE_VALUE_AS_ARRAY')) throw wrong;
    return inClass([parse(new JacksonReader(text, ofBytes), text, features)], type ?? '');
  }
  if (target.shape === 'scalar') return scalarOf(reader.read(), type!, reader, place);
  const isBeanOfOne = target.shape === 'bean' && reader.begin().char !== '{';
  const value = isBeanOfOne ? reader.read() : parse(reader, text, features);
  if (maker === undefined) return inClass(value, type ?? '');
  if (!Array.isArray(value)) return instance(maker, type!, value, reader, place);
  return value.map((item) => instance(maker, type!, item, reader, place));
}

function targetFor({ type, maker, useList }: ReadInto): JacksonTarget | undefined {
  if (useList) return { shape: 'list', shown: `java.util.ArrayList<${maker ? type : 'java.lang.Object'}>` };
  if (maker !== undefined) return { shape: 'bean', shown: type! };
  return type === undefined ? undefined : targetOf(type);
}

function instance(maker: Maker, type: string, value: unknown, reader: JacksonReader, place: string): unknown {
  if (value === null) return null;
  if (typeof value === 'string') return new maker(value);
  if (typeof value !== 'object' || Array.isArray(value)) throw noInstance(type, value, reader, place);
  const unknownField = (name: string) => new ComponentError('JSON_UNKNOWN_FIELD', { name, type, place });
  return typedObject(maker, value as Readonly<Record<string, unknown>>, unknownField);
}

/** The first value of a text, as Jackson reads it. */
export function readJson(text: string): unknown {
  return parse(new JacksonReader(text), text, new Set());
}

function parse(reader: JacksonReader, text: string, features: ReadonlySet<string>): unknown {
  // Numbers of sixteen digits and more may lose some in a double.
  if (!/\d{16}/.test(text)) {
    try {
      const value: unknown = JSON.parse(text);
      return value;
    } catch {
      // The reader below either reads it as Jackson does, or says what is wrong in Jackson's words.
    }
  }
  return reader.read(features.has('FAIL_ON_TRAILING_TOKENS'));
}
