import type { Json, JsonObject } from '../state/json.ts';

/** A data value as it came: every part may be missing, or of a wrong type. */
export interface RawValue {
  readonly dataElement?: Json;
  readonly period?: Json;
  readonly orgUnit?: Json;
  readonly categoryOptionCombo?: Json;
  readonly attributeOptionCombo?: Json;
  readonly value?: Json;
  readonly storedBy?: Json;
  readonly lastUpdated?: Json;
  readonly comment?: Json;
  readonly followup?: Json;
  readonly followUp?: Json;
  readonly deleted?: Json;
  /** Category options by category, as ADX sends them. */
  readonly categoryOptions?: Readonly<Record<string, string>>;
}

/** The header of a data value set, and its values. */
export interface ValuePayload {
  readonly header: JsonObject;
  readonly values: readonly RawValue[];
  /** Whether ids default to codes, as in ADX. */
  readonly codes?: boolean;
}

/** A payload that could not be read; `message` is the reader's own text. */
export class UnreadablePayload extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadablePayload';
  }
}

/** A text of the payload; numbers and booleans count as text, null and empty as none. */
export function textOf(value: Json | undefined): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : typeof value === 'object' ? undefined : String(value);
}
