import { Interner } from './interner.ts';
import { ValueAudits } from './value-audits.ts';

/** The five parts of a data value's key. */
export interface ValueKey {
  readonly dataElement: string;
  readonly period: string;
  readonly orgUnit: string;
  readonly categoryOptionCombo: string;
  readonly attributeOptionCombo: string;
}

/** A data value as it is read; times are milliseconds since 1970. */
export interface DataValue extends ValueKey {
  readonly row: number;
  readonly value: string;
  readonly storedBy: string;
  readonly created: number;
  readonly lastUpdated: number;
  readonly comment: string | undefined;
  readonly followup: boolean;
  readonly deleted: boolean;
}

const followupBit = 1;
const deletedBit = 2;

/**
 * Data values in columns: keys are interned to numbers, and an open-addressing table finds a row by its key, so that a value
 * costs about 60 bytes beside its text.
 */
export class DataValueStore {
  readonly #ids = new Interner();
  readonly #periods = new Interner();
  #capacity = 1 << 12;
  #size = 0;
  #live = 0;
  #keys: readonly [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array] = columns(this.#capacity);
  #values: string[] = [];
  #storedBy = new Int32Array(this.#capacity);
  #created = new Float64Array(this.#capacity);
  #updated = new Float64Array(this.#capacity);
  #flags = new Uint8Array(this.#capacity);
  readonly #comments = new Map<number, string>();
  #slots = new Int32Array(this.#capacity * 2);
  readonly #dirty = new Set<number>();
  /** What changed of late. */
  readonly audits = new ValueAudits();
  /** Whether changes are remembered for writing to disk. */
  tracksChanges = false;
  readonly #usedElements = new Set<number>();
  readonly #usedUnits = new Set<number>();

  /** Values that are there and not deleted. */
  get count(): number {
    return this.#live;
  }

  /** Rows, deleted values included. */
  get rows(): number {
    return this.#size;
  }

  /** The row of a key, or -1. */
  find(key: ValueKey): number {
    return this.findParts(key.dataElement, key.period, key.orgUnit, key.categoryOptionCombo, key.attributeOptionCombo);
  }

  findParts(element: string, period: string, unit: string, combo: string, attribute: string): number {
    const de = this.#ids.find(element);
    const pe = this.#periods.find(period);
    const ou = this.#ids.find(unit);
    const co = this.#ids.find(combo);
    const ao = this.#ids.find(attribute);
    if (de < 0 || pe < 0 || ou < 0 || co < 0 || ao < 0) return -1;
    return this.#slots[this.#slotOf(de, pe, ou, co, ao)]! - 1;
  }

  /** Adds a row for a key that has none yet. */
  add(
    key: ValueKey,
    value: string,
    storedBy: string,
    time: number,
    comment: string | undefined,
    followup: boolean,
  ): number {
    const parts = [
      this.#ids.number(key.dataElement),
      this.#periods.number(key.period),
      this.#ids.number(key.orgUnit),
      this.#ids.number(key.categoryOptionCombo),
      this.#ids.number(key.attributeOptionCombo),
    ] as const;
    if (this.#size === this.#capacity) this.#grow();
    const row = this.#size++;
    for (let i = 0; i < 5; i++) this.#keys[i]![row] = parts[i]!;
    this.#slots[this.#slotOf(...parts)] = row + 1;
    this.#usedElements.add(parts[0]);
    this.#usedUnits.add(parts[2]);
    this.#created[row] = time;
    this.#values[row] = '';
    this.#live++;
    this.#put(row, value, storedBy, time, comment, followup);
    this.audits.add({ row, change: 'CREATE', before: '', after: value, user: storedBy, time });
    return row;
  }

  /** Writes a row anew; a deleted value is there again. */
  write(
    row: number,
    value: string,
    storedBy: string,
    time: number,
    comment: string | undefined,
    followup: boolean,
  ): void {
    const before = this.#values[row]!;
    if (before !== value) this.audits.add({ row, change: 'UPDATE', before, after: value, user: storedBy, time });
    this.#put(row, value, storedBy, time, comment, followup);
  }

  #put(
    row: number,
    value: string,
    storedBy: string,
    time: number,
    comment: string | undefined,
    followup: boolean,
  ): void {
    this.#values[row] = value;
    this.#storedBy[row] = this.#ids.number(storedBy);
    this.#updated[row] = time;
    if (this.isDeleted(row)) this.#live++;
    this.#flags[row] = followup ? followupBit : 0;
    if (comment === undefined) this.#comments.delete(row);
    else this.#comments.set(row, comment);
    this.#changed(row);
  }

  setFollowup(row: number, followup: boolean): void {
    this.#flags[row] = (this.#flags[row]! & ~followupBit) | (followup ? followupBit : 0);
    this.#changed(row);
  }

  /** Marks a row as deleted; its value stays readable with `includeDeleted`. */
  remove(row: number, time: number): void {
    if (!this.isDeleted(row)) this.#live--;
    this.#flags[row]! |= deletedBit;
    this.#updated[row] = time;
    this.#changed(row);
  }

  isDeleted(row: number): boolean {
    return (this.#flags[row]! & deletedBit) !== 0;
  }

  valueAt(row: number): string {
    return this.#values[row]!;
  }

  commentAt(row: number): string | undefined {
    return this.#comments.get(row);
  }

  followupAt(row: number): boolean {
    return (this.#flags[row]! & followupBit) !== 0;
  }

  elementAt(row: number): string {
    return this.#ids.text(this.#keys[0][row]!);
  }

  periodAt(row: number): string {
    return this.#periods.text(this.#keys[1][row]!);
  }

  unitAt(row: number): string {
    return this.#ids.text(this.#keys[2][row]!);
  }

  comboAt(row: number): string {
    return this.#ids.text(this.#keys[3][row]!);
  }

  attributeAt(row: number): string {
    return this.#ids.text(this.#keys[4][row]!);
  }

  updatedAt(row: number): number {
    return this.#updated[row]!;
  }

  read(row: number): DataValue {
    return {
      row,
      dataElement: this.elementAt(row),
      period: this.periodAt(row),
      orgUnit: this.unitAt(row),
      categoryOptionCombo: this.comboAt(row),
      attributeOptionCombo: this.attributeAt(row),
      value: this.valueAt(row),
      storedBy: this.#ids.text(this.#storedBy[row]!),
      created: this.#created[row]!,
      lastUpdated: this.#updated[row]!,
      comment: this.commentAt(row),
      followup: this.followupAt(row),
      deleted: this.isDeleted(row),
    };
  }

  usesElement(element: string): boolean {
    return this.#usedElements.has(this.#ids.find(element));
  }

  usesOrgUnit(unit: string): boolean {
    return this.#usedUnits.has(this.#ids.find(unit));
  }

  /** The rows changed since the last call. */
  takeDirty(): readonly number[] {
    const rows = [...this.#dirty];
    this.#dirty.clear();
    return rows;
  }

  /** Puts a value read from disk: not a change. */
  restore(value: DataValue): void {
    const row = this.add(value, value.value, value.storedBy, value.lastUpdated, value.comment, value.followup);
    this.#created[row] = value.created;
    if (value.deleted) this.remove(row, value.lastUpdated);
    this.#dirty.delete(row);
  }

  #changed(row: number): void {
    if (this.tracksChanges) this.#dirty.add(row);
  }

  /** The slot that holds a key, or the free one where it belongs. */
  #slotOf(de: number, pe: number, ou: number, co: number, ao: number): number {
    const mask = this.#slots.length - 1;
    let hash =
      Math.imul(de, 0x9e3779b1) ^
      Math.imul(pe + 1, 0x85ebca6b) ^
      Math.imul(ou + 1, 0xc2b2ae35) ^
      Math.imul(co + 1, 0x27d4eb2f) ^
      ao;
    hash ^= hash >>> 15;
    let slot = Math.imul(hash, 0x2c1b3c6d) & mask;
    const [des, pes, ous, cos, aos] = this.#keys;
    for (;;) {
      const row = this.#slots[slot]! - 1;
      if (row < 0) return slot;
      if (des[row] === de && ous[row] === ou && pes[row] === pe && cos[row] === co && aos[row] === ao) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#capacity *= 2;
    const grown = columns(this.#capacity);
    for (let i = 0; i < 5; i++) grown[i]!.set(this.#keys[i]!);
    this.#keys = grown;
    this.#storedBy = enlarge(this.#storedBy, new Int32Array(this.#capacity));
    this.#created = enlarge(this.#created, new Float64Array(this.#capacity));
    this.#updated = enlarge(this.#updated, new Float64Array(this.#capacity));
    this.#flags = enlarge(this.#flags, new Uint8Array(this.#capacity));
    this.#slots = new Int32Array(this.#capacity * 2);
    const [des, pes, ous, cos, aos] = this.#keys;
    for (let row = 0; row < this.#size; row++) {
      this.#slots[this.#slotOf(des[row]!, pes[row]!, ous[row]!, cos[row]!, aos[row]!)] = row + 1;
    }
  }
}

function columns(capacity: number): [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array] {
  const column = (): Int32Array => new Int32Array(capacity);
  return [column(), column(), column(), column(), column()];
}

function enlarge<T extends Int32Array | Float64Array | Uint8Array>(old: T, grown: T): T {
  grown.set(old as never);
  return grown;
}
