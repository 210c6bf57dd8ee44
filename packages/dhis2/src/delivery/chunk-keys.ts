import { defaultOptionCombo, type DataValue } from '../data-values/data-value.ts';
import { ownerKey } from './value-key.ts';

/** Numbers for names, given out as they come. */
class Numbering {
  readonly #numbers = new Map<string, number>();

  of(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) this.#numbers.set(name, (number = this.#numbers.size));
    return number;
  }

  get size(): number {
    return this.#numbers.size;
  }
}

/** Combos that one numbering can tell apart. Up to 1,000 elements the numbers of keys are the engine's small integers. */
const maxCombos = 1 << 20;

/** Elements and combos of a delivery by number. A delivery has few of them, and its chunks share the numbering. */
export class KeyNames {
  readonly #elements = new Numbering();
  readonly #combos = new Numbering();

  /** Whether the next chunk should begin a numbering of its own. */
  get isFull(): boolean {
    return this.#combos.size > maxCombos / 2;
  }

  /** One small number for element and combos together. */
  of(value: DataValue): number {
    const { categoryOptionCombo, attributeOptionCombo } = value;
    const plain = isDefault(categoryOptionCombo) && isDefault(attributeOptionCombo);
    const combo = plain ? '' : `${named(categoryOptionCombo)}|${named(attributeOptionCombo)}`;
    return this.#elements.of(value.dataElement) * maxCombos + this.#combos.of(combo);
  }
}

/**
 * The keys of a chunk: who owns it, and which keys came already. Rows of one org unit and period mostly follow each other,
 * so a row costs two comparisons, two look-ups and one small number; joining the five parts of a key into one text would
 * cost more than writing the row as JSON.
 */
export class ChunkKeys {
  readonly #names: KeyNames;
  readonly #byOwner = new Map<string, Set<number>>();
  #orgUnit: string | undefined;
  #period: string | undefined;
  #keys = new Set<number>();

  constructor(names: KeyNames) {
    this.#names = names;
  }

  /** Org units and periods of the chunk. */
  get owners(): ReadonlyMap<string, unknown> {
    return this.#byOwner;
  }

  /** Whether the value is of the same org unit and period as the one before. */
  continues(value: DataValue): boolean {
    return this.#byOwner.size > 0 && value.orgUnit === this.#orgUnit && value.period === this.#period;
  }

  /** False when the key is in the chunk already. */
  add(value: DataValue): boolean {
    if (!this.continues(value)) this.#turnTo(value);
    const { size } = this.#keys;
    return this.#keys.add(this.#names.of(value)).size > size;
  }

  #turnTo(value: DataValue): void {
    this.#orgUnit = value.orgUnit;
    this.#period = value.period;
    const owner = ownerKey(value);
    const known = this.#byOwner.get(owner);
    this.#keys = known ?? new Set();
    if (!known) this.#byOwner.set(owner, this.#keys);
  }
}

function isDefault(combo: string | undefined): boolean {
  return combo === undefined || combo === defaultOptionCombo || combo === 'default';
}

function named(combo: string | undefined): string {
  return isDefault(combo) ? '' : combo!;
}
