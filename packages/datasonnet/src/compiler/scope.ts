import type { Value } from '../runtime/value.ts';

/** The slots of one kind of frame: of a function, a comprehension's round, an object, or the mapping itself. */
export class FrameLayout {
  readonly parent: FrameLayout | undefined;
  /** Slots used, the enclosing frame in slot 0 included. Final once the body is compiled. */
  size = 1;

  constructor(parent: FrameLayout | undefined) {
    this.parent = parent;
  }

  allocate(): number {
    return this.size++;
  }
}

export type Variable = { readonly layout: FrameLayout; readonly slot: number } | { readonly constant: Value };

/** A function whose body is being compiled, for calls of itself at its end. */
export interface EnclosingFunction {
  readonly layout: FrameLayout;
  /** The variable that holds it, if a `local` does. */
  readonly variable: Variable | undefined;
  readonly parameterCount: number;
  callsItself: boolean;
}

/** Names in sight. Several scopes may share a frame. */
export class Scope {
  readonly layout: FrameLayout;
  readonly parent: Scope | undefined;
  readonly #names = new Map<string, Variable>();

  constructor(layout: FrameLayout, parent: Scope | undefined) {
    this.layout = layout;
    this.parent = parent;
  }

  /** A scope in the same frame. */
  nested(): Scope {
    return new Scope(this.layout, this);
  }

  /** A scope with a frame of its own. */
  framed(): Scope {
    return new Scope(new FrameLayout(this.layout), this);
  }

  declare(name: string): { readonly layout: FrameLayout; readonly slot: number } {
    const variable = { layout: this.layout, slot: this.layout.allocate() };
    this.#names.set(name, variable);
    return variable;
  }

  declareAt(name: string, slot: number): void {
    this.#names.set(name, { layout: this.layout, slot });
  }

  declareConstant(name: string, value: Value): void {
    this.#names.set(name, { constant: value });
  }

  lookup(name: string): Variable | undefined {
    let variable = this.#names.get(name);
    for (let at = this.parent; at && !variable; at = at.parent) variable = at.#names.get(name);
    return variable;
  }

  /** All names in sight, nearest first. */
  names(): string[] {
    const all = [...this.#names.keys()];
    for (let at = this.parent; at; at = at.parent) all.push(...at.#names.keys());
    return all.filter((name) => /^\w/.test(name));
  }

  /** How many frames out a layout lies. */
  hopsTo(layout: FrameLayout): number {
    let hops = 0;
    for (let at: FrameLayout | undefined = this.layout; at && at !== layout; at = at.parent) hops++;
    return hops;
  }
}
