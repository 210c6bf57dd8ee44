import type { FieldVisibility, Layer } from './object-layer.ts';
import type { ObjectTemplate } from './object-shape.ts';
import { objectFrame } from './object-shape.ts';
import type { LayeredObject } from './object-value.ts';
import type { Frame, Value } from './value.ts';

/** The layer of an object comprehension whose value looks at the object: one frame a field. */
export class ComprehensionLayer implements Layer {
  readonly hasAssertions = false;
  readonly #template: ObjectTemplate;
  readonly #code: (frame: Frame) => Value;
  readonly #rounds: ReadonlyMap<string, Frame>;

  constructor(template: ObjectTemplate, code: (frame: Frame) => Value, rounds: ReadonlyMap<string, Frame>) {
    this.#template = template;
    this.#code = code;
    this.#rounds = rounds;
  }

  names(): readonly string[] {
    return [...this.#rounds.keys()];
  }

  has(name: string): boolean {
    return this.#rounds.has(name);
  }

  visibility(name: string): FieldVisibility | undefined {
    return this.#rounds.has(name) ? 'inherit' : undefined;
  }

  adds(): boolean {
    return false;
  }

  evaluate(name: string, self: LayeredObject, level: number): Value {
    return this.#code(objectFrame(this.#template, this.#rounds.get(name)!, self, level));
  }

  add(_below: Value, own: Value): Value {
    return own;
  }

  checkAssertions(): void {}
}
