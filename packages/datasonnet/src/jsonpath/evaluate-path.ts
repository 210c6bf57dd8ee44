import { accepts } from './filter.ts';
import { applyFunction } from './path-functions.ts';
import { JsonPathError } from './path-syntax.ts';
import type { Json, ParsedPath, PathResult, PathStep } from './path-syntax.ts';

/** Follows a path, by the rules of Jayway JsonPath for what is missing on the way. Raises {@link JsonPathError}. */
export function evaluatePath(path: ParsedPath, start: Json, root: Json): PathResult {
  const { steps } = path;
  const last = steps.at(-1);
  // A function behind a deep scan works on all that the scan finds.
  if (last?.kind === 'function' && steps.some((step) => step.kind === 'scan')) {
    const found = new Walk(steps.slice(0, -1), root);
    found.step(0, start, true);
    return { definite: true, values: [applyFunction(last.name, last.argument, found.values)], places: ['$'] };
  }
  const walk = new Walk(steps, root);
  walk.step(0, start, true);
  const definite = steps.every((step, i) => isDefinite(step, i === steps.length - 1));
  if (definite && walk.values.length === 0) throw new JsonPathError(`No results for path: ${placeOf(steps)}`);
  return {
    definite,
    values: walk.values,
    get places() {
      return walk.places;
    },
  };
}

function isDefinite(step: PathStep, leaf: boolean): boolean {
  switch (step.kind) {
    case 'names':
      return step.names.length === 1 || leaf;
    case 'indexes':
      return step.indexes.length === 1;
    case 'function':
      return true;
    default:
      return false;
  }
}

const quoted = (names: readonly string[]) => `[${names.map((name) => `'${name}'`).join(',')}]`;

/** A path in brackets, as Jayway's messages have it. */
function placeOf(steps: readonly PathStep[]): string {
  return steps.reduce((place, step) => {
    if (step.kind === 'names') return place + quoted(step.names);
    return step.kind === 'indexes' ? `${place}[${step.indexes.join(',')}]` : `${place}[*]`;
  }, '$');
}

/** In Jayway's words; the value itself stays out of messages. */
function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'java.lang.Integer' : 'java.lang.Double';
  if (typeof value === 'object') return isList(value) ? 'java.util.ArrayList' : 'java.util.LinkedHashMap';
  return typeof value === 'string' ? 'java.lang.String' : 'java.lang.Boolean';
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

class Walk {
  readonly #steps: readonly PathStep[];
  readonly #root: Json;
  readonly #keys: (string | number)[] = [];
  readonly #found: (readonly (string | number)[])[] = [];
  readonly values: Json[] = [];

  constructor(steps: readonly PathStep[], root: Json) {
    this.#steps = steps;
    this.#root = root;
  }

  /** `definite` tells whether all steps so far were: only then is something missing an error. */
  step(at: number, value: Json, definite: boolean): void {
    const step = this.#steps[at];
    if (step === undefined) {
      this.#push(value);
      return;
    }
    switch (step.kind) {
      case 'names':
        return this.#names(step.names, at, value, definite);
      case 'wildcard':
        return this.#each(value, at);
      case 'indexes':
      case 'slice':
        return this.#places(step, at, value, definite);
      case 'filter':
        return this.#filtered(step, at, value, definite);
      case 'scan':
        return this.#scan(at + 1, value);
      case 'function':
        return this.step(at + 1, applyFunction(step.name, step.argument, value), definite);
    }
  }

  #push(value: Json): void {
    this.values.push(value);
    this.#found.push([...this.#keys]);
  }

  /** Where the values are: written only when it is asked for. */
  get places(): readonly string[] {
    return this.#found.map(
      (keys) => `$${keys.map((key) => (typeof key === 'number' ? `[${key}]` : quoted([key]))).join('')}`,
    );
  }

  /** A step below a key; what a failure leaves half way is taken back. */
  #into(key: string | number, go: () => void): void {
    const depth = this.#keys.push(key) - 1;
    try {
      go();
    } finally {
      this.#keys.length = depth;
    }
  }

  #names(names: readonly string[], at: number, value: Json, definite: boolean): void {
    const leaf = at === this.#steps.length - 1;
    if (!isObject(value)) {
      if (definite) throw this.#noObject(names, at, value);
      return;
    }
    if (names.length > 1 && leaf) {
      this.#push(
        Object.fromEntries(names.filter((name) => Object.hasOwn(value, name)).map((name) => [name, value[name]!])),
      );
      return;
    }
    for (const name of names) {
      if (Object.hasOwn(value, name))
        this.#into(name, () => this.step(at + 1, value[name]!, definite && names.length === 1));
      else if (!leaf && definite && names.length === 1)
        throw new JsonPathError(`Missing property in path ${placeOf(this.#steps.slice(0, at + 1))}`);
    }
  }

  #noObject(names: readonly string[], at: number, value: Json): JsonPathError {
    const wanted = `an object with property ${quoted(names)} in path ${placeOf(this.#steps.slice(0, at))}`;
    const provider = "according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'";
    return new JsonPathError(
      `Expected to find ${wanted} but found '${kindOf(value)}'. This is not a json object ${provider}.`,
    );
  }

  #each(value: Json, at: number): void {
    const items = isList(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
    for (const [key, item] of items) {
      try {
        this.#into(key, () => this.step(at + 1, item, false));
      } catch (error) {
        if (!(error instanceof JsonPathError) || this.#endsInFunction()) throw error;
      }
    }
  }

  #endsInFunction(): boolean {
    return this.#steps.at(-1)?.kind === 'function';
  }

  #places(step: PathStep & { readonly kind: 'indexes' | 'slice' }, at: number, value: Json, definite: boolean): void {
    if (!isList(value)) {
      if (definite) throw new JsonPathError('an array is expected on the way');
      return;
    }
    if (step.kind === 'indexes') {
      for (const index of step.indexes) {
        const from = index < 0 ? value.length + index : index;
        const item = value[from];
        if (item !== undefined) this.#into(from, () => this.step(at + 1, item, definite && step.indexes.length === 1));
      }
      return;
    }
    const place = (given: number): number =>
      Math.min(value.length, Math.max(0, given < 0 ? value.length + given : given));
    const from = place(step.from ?? 0);
    const to = step.to === undefined ? value.length : place(step.to);
    for (let i = from; i < to; i++) this.#into(i, () => this.step(at + 1, value[i]!, false));
  }

  #filtered(step: PathStep & { readonly kind: 'filter' }, at: number, value: Json, definite: boolean): void {
    if (isList(value)) {
      for (const [i, item] of value.entries()) {
        if (accepts(step.condition, item, this.#root, evaluatePath))
          this.#into(i, () => this.step(at + 1, item, false));
      }
    } else if (isObject(value)) {
      if (accepts(step.condition, value, this.#root, evaluatePath)) this.step(at + 1, value, false);
    } else if (definite) throw new JsonPathError('a filter cannot be applied to a scalar');
  }

  /** Goes through all objects and arrays below, and applies the next step where it fits. */
  #scan(at: number, value: Json): void {
    const next = this.#steps[at];
    if (next === undefined) throw new JsonPathError('the path must not end in ..');
    if (isList(value)) {
      if (this.#fitsArray(next)) {
        if (at === this.#steps.length - 1) this.step(at, value, false);
        else for (const [i, item] of value.entries()) this.#into(i, () => this.step(at + 1, item, false));
      }
      for (const [i, item] of value.entries()) this.#into(i, () => this.#scan(at, item));
    } else if (isObject(value)) {
      if (this.#fitsObject(next, value)) this.step(at, value, false);
      for (const [key, item] of Object.entries(value)) this.#into(key, () => this.#scan(at, item));
    }
  }

  #fitsArray(step: PathStep): boolean {
    return step.kind === 'indexes' || step.kind === 'slice' || step.kind === 'wildcard';
  }

  #fitsObject(step: PathStep, value: { readonly [name: string]: Json }): boolean {
    if (step.kind === 'names') return step.names.every((name) => Object.hasOwn(value, name));
    if (step.kind === 'filter') return accepts(step.condition, value, this.#root, evaluatePath);
    return step.kind === 'wildcard';
  }
}
