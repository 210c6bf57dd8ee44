import { failure } from '../errors/datasonnet-errors.ts';
import type { Evaluation } from './evaluation.ts';
import { FunctionValue } from './function-value.ts';
import { LiteralObject } from './literal-object.ts';
import { LayeredObject } from './object-value.ts';
import type { ObjectValue, RecordValue, Value } from './value.ts';
import { ExactNumber, Thunk, passingValue } from './value.ts';

/** How JSON is laid out. */
export interface JsonLayout {
  /** One level of indentation; empty: on one line. */
  readonly indent: string;
  readonly newline: string;
  /** One element a line, also where `indent` is empty. */
  readonly multiline: boolean;
  readonly itemSeparator: string;
  readonly keySeparator: string;
  /** `blank`: with an empty line between. `lines`: brackets on lines of their own with a blank one between, as the mapper indents. */
  readonly empty: 'closed' | 'spaced' | 'blank' | 'lines';
  readonly number: (value: number) => string;
  /** `untouched`: as the input spelled it. `marker`: what a strict mapping sees of it. */
  readonly exactNumbers: 'untouched' | 'marker';
  /** `call`: a function is called without arguments, as the mapper does; `refuse`: `DS_KIND`. */
  readonly functions: 'call' | 'refuse';
  /** Leave out fields that are null. */
  readonly skipNulls?: boolean;
}

/** Writes a value as JSON text, evaluating it on the way. */
export function jsonText(evaluation: Evaluation, value: Value, layout: JsonLayout): string {
  return new JsonTextWriter(evaluation, layout).write(value);
}

/** Length of the pieces that are set aside. */
const pieceSize = 32_768;

class JsonTextWriter {
  readonly #evaluation: Evaluation;
  readonly #layout: JsonLayout;
  readonly #onOneLine: boolean;
  #out = '';
  /** What was written before `#out`, in long flat pieces: millions of small pieces would live until the end. */
  readonly #pieces: string[] = [];
  #written = 0;
  #level = 0;

  constructor(evaluation: Evaluation, layout: JsonLayout) {
    this.#evaluation = evaluation;
    this.#layout = layout;
    this.#onOneLine =
      !layout.multiline && layout.itemSeparator === ',' && layout.keySeparator === ':' && !layout.skipNulls;
  }

  write(value: Value): string {
    this.#value(value);
    this.#evaluation.checkOutputSize(this.#written + this.#out.length);
    if (this.#pieces.length === 0) return this.#out;
    return this.#pieces.join('') + this.#out;
  }

  #flush(): void {
    this.#evaluation.checkOutputSize(this.#written + this.#out.length);
    // Asking for a character makes V8 lay the text out flat.
    this.#out.charCodeAt(0);
    this.#written += this.#out.length;
    this.#pieces.push(this.#out);
    this.#out = '';
  }

  #value(value: Value): void {
    switch (typeof value) {
      case 'string':
        this.#out += quoteJson(value);
        return;
      case 'number':
        this.#out += this.#layout.number(value);
        return;
      case 'boolean':
        this.#out += value ? 'true' : 'false';
        return;
      default:
        if (value === null) this.#out += 'null';
        else if (Array.isArray(value)) this.#array(value);
        else if (value instanceof LayeredObject) this.#layered(value);
        else if (value instanceof FunctionValue)
          this.#value(callForOutput(this.#evaluation, value, this.#layout.functions));
        else if (value instanceof ExactNumber) {
          this.#out += this.#layout.exactNumbers === 'untouched' ? value.text : quoteJson(value.markerText);
        } else this.#record(value as RecordValue);
    }
  }

  #array(array: readonly (Value | Thunk)[]): void {
    const { length } = array;
    if (length === 0) {
      this.#empty('[', ']');
      return;
    }
    this.#open('[');
    for (let at = 0; at < length; at++) {
      if (at > 0) this.#next();
      const element = array[at]!;
      this.#value(element instanceof Thunk ? passingValue(element, this.#evaluation) : element);
    }
    this.#close(']', length);
  }

  #layered(object: LayeredObject): void {
    object.checkAssertions();
    if (object instanceof LiteralObject && this.#onOneLine) {
      this.#literal(object);
      return;
    }
    const names = this.#evaluation.visibleFields(object);
    let count = 0;
    for (const name of names) {
      const value = object.get(name)!;
      if (value === null && this.#layout.skipNulls) continue;
      this.#key(name, count++);
      this.#value(value);
    }
    this.#closeObject(count);
  }

  /** The usual object on one line, with its keys spelled beforehand. */
  #literal(object: LiteralObject): void {
    const { keys, indexes } = this.#evaluation.preserveOrder ? object.shape.inOrder : object.shape.sorted;
    const { length } = indexes;
    this.#out += '{';
    const again = object.visit();
    for (let at = 0; at < length; at++) {
      const value = again ? object.valueAt(indexes[at]!) : object.passingValueAt(indexes[at]!, this.#evaluation);
      const key = at === 0 ? keys[at]! : `,${keys[at]!}`;
      if (typeof value === 'string') this.#out += key + quoteJson(value);
      else {
        this.#out += key;
        this.#value(value);
      }
    }
    this.#out += '}';
    this.#evaluation.step(length + 1);
    if (this.#out.length > pieceSize) this.#flush();
  }

  #record(record: RecordValue): void {
    const names = this.#evaluation.visibleFields(record as ObjectValue);
    let count = 0;
    for (const name of names) {
      const value = record[name]!;
      if (value === null && this.#layout.skipNulls) continue;
      this.#key(name, count++);
      this.#value(value);
    }
    this.#closeObject(count);
  }

  #key(name: string, before: number): void {
    if (before === 0) this.#open('{');
    else this.#next();
    this.#out += quotedKey(name) + this.#layout.keySeparator;
  }

  #closeObject(count: number): void {
    if (count === 0) this.#empty('{', '}');
    else this.#close('}', count);
  }

  #empty(open: string, close: string): void {
    const { empty } = this.#layout;
    if (empty === 'closed') this.#out += open + close;
    else if (empty === 'spaced') this.#out += `${open} ${close}`;
    else if (empty === 'blank') {
      const { newline, indent } = this.#layout;
      this.#out += open + newline + newline + indent.repeat(this.#level) + close;
    } else {
      this.#open(open);
      this.#close(close, 0);
    }
  }

  #open(bracket: string): void {
    this.#out += bracket;
    this.#level++;
    this.#line();
  }

  #next(): void {
    this.#out += this.#layout.itemSeparator;
    this.#line();
  }

  #close(bracket: string, count: number): void {
    this.#level--;
    this.#line();
    this.#out += bracket;
    this.#evaluation.step(count);
    if (this.#out.length > pieceSize) this.#flush();
  }

  #line(): void {
    const { indent, newline, multiline } = this.#layout;
    if (multiline) this.#out += newline + indent.repeat(this.#level);
  }
}

/** What a function that ends up in data stands for. */
export function callForOutput(evaluation: Evaluation, fn: FunctionValue, functions: 'call' | 'refuse'): Value {
  if (functions === 'call') return evaluation.call(fn, []);
  throw failure('DS_KIND', 'a function cannot be written as JSON; call it, or hide its field with ::');
}

// Control characters, quote and backslash; lone surrogates too, which no encoding can carry.
// oxlint-disable-next-line no-control-regex
const special = /[\u0000-\u001f"\\\ud800-\udfff]/;

const quotedKeys = new Map<string, string>();
const quotedKeysKept = 4_096;

/** A name as `quoteJson` spells it; names come again and again. */
export function quotedKey(name: string): string {
  let quoted = quotedKeys.get(name);
  if (quoted === undefined) {
    quoted = quoteJson(name);
    if (quotedKeys.size >= quotedKeysKept) quotedKeys.clear();
    quotedKeys.set(name, quoted);
  }
  return quoted;
}

/** A string with quotes and escapes. */
export function quoteJson(text: string): string {
  return special.test(text) ? JSON.stringify(text) : `"${text}"`;
}
