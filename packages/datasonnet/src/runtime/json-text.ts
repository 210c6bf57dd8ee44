import { failure } from '../errors/datasonnet-errors.ts';
import type { Evaluation } from './evaluation.ts';
import { FunctionValue } from './function-value.ts';
import { LiteralObject } from './literal-object.ts';
import { LayeredObject } from './object-value.ts';
import type { ObjectValue, RecordValue, Value } from './value.ts';
import { ExactNumber, force } from './value.ts';

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

class JsonTextWriter {
  readonly #evaluation: Evaluation;
  readonly #layout: JsonLayout;
  #out = '';
  #level = 0;

  constructor(evaluation: Evaluation, layout: JsonLayout) {
    this.#evaluation = evaluation;
    this.#layout = layout;
  }

  write(value: Value): string {
    this.#value(value);
    this.#evaluation.checkOutputSize(this.#out.length);
    return this.#out;
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

  #array(array: readonly Value[]): void {
    const { length } = array;
    if (length === 0) {
      this.#empty('[', ']');
      return;
    }
    this.#open('[');
    for (let at = 0; at < length; at++) {
      if (at > 0) this.#next();
      this.#value(force(array[at]!));
    }
    this.#close(']', length);
  }

  #layered(object: LayeredObject): void {
    object.checkAssertions();
    const names = this.#evaluation.visibleFields(object);
    const literal = object instanceof LiteralObject ? object : undefined;
    let count = 0;
    for (const name of names) {
      const value = literal ? literal.valueAt(literal.shape.index.get(name)!) : object.get(name)!;
      if (value === null && this.#layout.skipNulls) continue;
      this.#key(name, count++);
      this.#value(value);
    }
    this.#closeObject(count);
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
    this.#out += quoteJson(name) + this.#layout.keySeparator;
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
    this.#evaluation.checkOutputSize(this.#out.length);
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

/** A string with quotes and escapes. */
export function quoteJson(text: string): string {
  return special.test(text) ? JSON.stringify(text) : `"${text}"`;
}
