/** Why a value does not fit a value type, in DHIS2's own key; undefined when it fits. */
export function valueProblem(value: string, valueType: string): string | undefined {
  if (value.length > 50_000) return 'value_length_greater_than_max_length';
  const check = checks[valueType];
  return check === undefined || check.test(value) ? undefined : check.problem;
}

/** DHIS2's sentence for a problem, where it has one; else the key itself. */
export function problemText(problem: string): string {
  return sentences[problem] ?? problem;
}

/** The value as stored: 2.42 writes booleans as `true` and `false`. */
export function normalizedValue(value: string, valueType: string, minor: number): string {
  if (valueType !== 'BOOLEAN' && valueType !== 'TRUE_ONLY') return value;
  const folded = value.trim().toLowerCase();
  const yes = minor >= 43 ? truthyWords : truthy;
  const no = minor >= 43 ? falsyWords : falsy;
  if (yes.has(folded)) return 'true';
  return no.has(folded) ? 'false' : value;
}

const truthy = new Set(['true', 't', '1']);
const falsy = new Set(['false', 'f', '0']);
const truthyWords = new Set([...truthy, 'y', 'yes']);
const falsyWords = new Set([...falsy, 'n', 'no']);

export const numericTypes: ReadonlySet<string> = new Set([
  'NUMBER',
  'UNIT_INTERVAL',
  'PERCENTAGE',
  'INTEGER',
  'INTEGER_POSITIVE',
  'INTEGER_NEGATIVE',
  'INTEGER_ZERO_OR_POSITIVE',
]);

interface Check {
  readonly problem: string;
  test(value: string): boolean;
}

const number = /^(-?0|-?[1-9]\d*)(\.\d+)?(E(-)?\d+)?$/;
const between = (low: number, high: number) => (value: string) =>
  number.test(value) && Number(value) >= low && Number(value) <= high;
const pattern = (regexp: RegExp) => (value: string) => regexp.test(value);
const uid = pattern(/^[a-zA-Z][a-zA-Z0-9]{10}$/);

const checks: Readonly<Record<string, Check>> = {
  NUMBER: { problem: 'value_not_numeric', test: pattern(number) },
  UNIT_INTERVAL: { problem: 'value_not_unit_interval', test: between(0, 1) },
  PERCENTAGE: { problem: 'value_not_percentage', test: between(0, 100) },
  INTEGER: { problem: 'value_not_integer', test: pattern(/^(0|-?[1-9]\d*)$/) },
  INTEGER_POSITIVE: { problem: 'value_not_positive_integer', test: pattern(/^[1-9]\d*$/) },
  INTEGER_NEGATIVE: { problem: 'value_not_negative_integer', test: pattern(/^-[1-9]\d*$/) },
  INTEGER_ZERO_OR_POSITIVE: { problem: 'value_not_zero_or_positive_integer', test: pattern(/^(0|[1-9]\d*)$/) },
  BOOLEAN: { problem: 'value_not_bool', test: pattern(/^(true|false|t|f|0|1)$/i) },
  TRUE_ONLY: { problem: 'value_not_true_only', test: pattern(/^(true|t|1)$/i) },
  DATE: { problem: 'value_not_valid_date', test: isDate },
  AGE: { problem: 'value_not_valid_date', test: isDate },
  DATETIME: {
    problem: 'value_not_valid_datetime',
    test: (value) =>
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?$/.test(value) &&
      isDate(value.slice(0, 10)),
  },
  TIME: { problem: 'value_not_valid_time', test: pattern(/^([01]\d|2[0-3]):[0-5]\d$/) },
  LETTER: { problem: 'value_not_valid_letter', test: pattern(/^[a-zA-Z]$/) },
  PHONE_NUMBER: { problem: 'value_not_phone_number', test: pattern(/^[0-9+()#.\s/ext-]{6,50}$/) },
  EMAIL: { problem: 'value_not_valid_email', test: pattern(/^[^\s@]+@[^\s@]+\.[a-zA-Z]{2,}$/) },
  URL: { problem: 'value_not_url', test: pattern(/^(https?|ftp):\/\/[^\s/$.?#].[^\s]*$/i) },
  COORDINATE: { problem: 'value_not_coordinate', test: isCoordinate },
  FILE_RESOURCE: { problem: 'value_not_valid_file_resource_uid', test: uid },
  IMAGE: { problem: 'value_not_valid_file_resource_uid', test: uid },
  ORGANISATION_UNIT: { problem: 'value_not_valid_organisation_unit_uid', test: uid },
  GEOJSON: { problem: 'value_not_valid_geojson', test: isGeoJson },
};

const sentences: Readonly<Record<string, string>> = {
  value_not_numeric: 'Data value is not numeric',
  value_not_unit_interval: 'Data value is not a unit interval',
  value_not_percentage: 'Data value is not a percentage',
  value_not_integer: 'Data value is not an integer',
  value_not_positive_integer: 'Data value is not a positive integer',
  value_not_negative_integer: 'Data value is not a negative integer',
  value_not_zero_or_positive_integer: 'Data value is not zero or a positive integer',
  value_not_bool: 'Data value is not a boolean',
  value_not_true_only: 'Data value is not true',
  value_not_valid_date: 'Data value is not a valid date',
  value_not_valid_datetime: 'Data value is not a valid date and time',
  value_not_valid_letter: 'Data value is not a valid letter',
  value_length_greater_than_max_length: 'Data value is greater than max length',
};

function isDate(value: string): boolean {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!m) return false;
  const date = new Date(Date.UTC(+m[1]!, +m[2]! - 1, +m[3]!));
  return date.getUTCMonth() === +m[2]! - 1 && date.getUTCDate() === +m[3]!;
}

function isCoordinate(value: string): boolean {
  const m = /^\[\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*\]$/.exec(value);
  return m !== null && Math.abs(Number(m[1])) <= 180 && Math.abs(Number(m[2])) <= 90;
}

function isGeoJson(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && 'type' in parsed && 'coordinates' in parsed;
  } catch {
    return false;
  }
}
