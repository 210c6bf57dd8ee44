import type { Conflict } from './import-summary.ts';

/** Why a group of values (or, for a value, that one) was refused, with DHIS2's code and arguments. */
export class GroupRefusal extends Error {
  readonly code: string;
  readonly args: readonly string[];

  constructor(code: string, args: readonly string[]) {
    super(text(code, args));
    this.name = 'GroupRefusal';
    this.code = code;
    this.args = args;
  }

  conflict(indexes: number[]): Conflict {
    return { objects: { args: this.args.join('-') }, value: this.message, errorCode: this.code, indexes };
  }
}

export function groupRefusal(code: string, args: readonly string[]): GroupRefusal {
  return new GroupRefusal(code, args);
}

const templates: Readonly<Record<string, string>> = {
  E8000: 'Atomic import failed, only {0} of {1} values are valid: {2}',
  E8002: 'Data set detection failed, found multiple sets: `{0}`',
  E8003: 'Data set detection failed, found no set for data element(s): `{0}`',
  E8004: 'Data set UID not valid: `{0}`',
  E8005: 'Data set not found: `{0}`',
  E8010: 'Current user cannot enter data for data set: `{0}`',
  E8011: 'Current user cannot enter data for org unit(s): `{0}`',
  E8012: 'Current user cannot enter data for category option(s): `{0}`',
  E8020: 'Data set {0} not usable with data element(s): `{1}`',
  E8021: 'Data set {0} not usable with period(s): `{1}`',
  E8022: 'Data set {0} not usable with org unit(s): `{1}`',
  E8023: 'Data set {0} not usable with attribute option combo(s): `{1}`',
  E8024: 'Data set {0} + data element {1} not usable with category option combo(s): `{2}`',
  E8025: 'Attribute option combo {0} not usable with org unit(s): `{1}`',
  E8030: 'Untimely data entry for data set {0} and period(s): `{1}`',
  E8031: 'Untimely data entry for org unit {0} and period(s): `{1}`',
  E8032: 'Untimely data entry for attribute option combo {0} and period(s): `{1}`',
  E8033: 'Data already approved for data set {0} attribute option combo {1}: `{2}`',
  E8100: 'Value #{0} period not defined in group or value: `{1}`',
  E8101: 'Value #{0} data set is required to decode category options: `{1}`',
  E8102: 'Value #{0} data element not defined in group or value: `{1}`',
  E8103: 'Value #{0} data element not found: `{1}`',
  E8104: 'Value #{0} data element UID not valid: `{1}`',
  E8105: 'Value #{0} org unit not defined in group or value: `{1}`',
  E8106: 'Value #{0} org unit UID not valid: `{1}`',
  E8107: 'Value #{0} org unit not found: `{1}`',
  E8108: 'Value #{0} category option combo not found: `{1}`',
  E8109: 'Value #{0} category option combo UID not valid: `{1}`',
  E8110: 'Value #{0} attribute option combo not found: `{1}`',
  E8111: 'Value #{0} attribute option combo UID not valid: `{1}`',
  E8120: 'Value #{0} value is required',
  E8122: 'Value #{0} value `{1}` is no valid {2}: {3}',
  E8123: 'Value #{0} value `{1}` is no valid option for data element `{2}`',
  E8125: 'Value #{0} comment too long (max 5,000 characters)`',
  E8128: 'Value #{0} all affect the same data value: `{1}`',
};

function text(code: string, args: readonly string[]): string {
  return (templates[code] ?? code).replace(/\{(\d)\}/g, (_all, index: string) => args[Number(index)] ?? '');
}
