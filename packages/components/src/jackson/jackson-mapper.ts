import { ComponentError } from '../component-error.ts';
import { JacksonReader } from './jackson-reader.ts';
import { inClass, noInstance, scalarOf, shapeMismatch, targetOf, type JacksonTarget } from './jackson-target.ts';
import { knownProperties, typedObject, type Maker } from './typed-object.ts';

/** What a text is read into. */
export interface ReadInto {
  /** The class that was asked for. */
  readonly type: string | undefined;
  /** The class of the application that stands for it. */
  readonly maker: Maker | undefined;
  readonly useList: boolean;
  readonly features: ReadonlySet<string>;
  /** Whether fields that the class does not have are left out. */
  readonly ignoreUnknown: boolean;
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
    const only = readAs(text, ofBytes, { ...into, useList: false, type: maker === undefined ? undefined : type });
    return inClass([only], type ?? '');
  }
  if (target.shape === 'scalar') return scalarOf(reader.read(), type!, reader, place);
  if (maker === undefined) return inClass(parse(reader, text, features), type ?? '');
  const unknown = unknownField(maker, into);
  if (target.shape === 'bean') {
    if (reader.begin().char !== '{') return instance(maker, type!, reader.read(), reader, place);
    return typedObject(maker, reader.readObject(unknown));
  }
  const items = parse(reader, text, features) as unknown[];
  return items?.map((item, index) => {
    if (isObject(item)) for (const name of Object.keys(item)) unknown(name, place, `java.util.ArrayList[${index}]->`);
    return instance(maker, type!, item, reader, place);
  });
}

function targetFor({ type, maker, useList }: ReadInto): JacksonTarget | undefined {
  if (useList) return { shape: 'list', shown: `java.util.ArrayList<${maker ? type : 'java.lang.Object'}>` };
  if (maker !== undefined) return { shape: 'bean', shown: type! };
  return type === undefined ? undefined : targetOf(type);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Refuses fields that the class does not have, unless these are left out. */
function unknownField(
  maker: Maker,
  { type, ignoreUnknown }: ReadInto,
): (name: string, at: string, way?: string) => void {
  if (ignoreUnknown) return () => undefined;
  const known = knownProperties(maker);
  return (name, at, way = '') => {
    if (known.includes(name)) return;
    const names = known.map((each) => `"${each}"`).join(', ');
    const which = known.length === 1 ? `one known property: ${names}` : `${known.length} known properties: ${names}`;
    const place = `${at} (through reference chain: ${way}${type}["${name}"])`;
    throw new ComponentError('JSON_UNKNOWN_FIELD', { name, type, known: which, place });
  };
}

function instance(maker: Maker, type: string, value: unknown, reader: JacksonReader, place: string): unknown {
  if (value === null) return null;
  if (typeof value === 'string') return new maker(value);
  if (!isObject(value)) throw noInstance(type, value, reader, place);
  return typedObject(maker, value);
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
