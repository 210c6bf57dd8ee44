/** One number that goes into an aggregate, with the day its period starts and for how many days it stands. */
export interface Sample {
  readonly value: number | undefined;
  readonly text: string;
  readonly day: number;
  readonly days: number;
  readonly unit: string;
}

/** Aggregates numbers by one of DHIS2's aggregation types; `spanDays` is the length of the period asked for. */
export function aggregate(type: string, samples: readonly Sample[], spanDays: number): number | string | undefined {
  const numbers = samples.flatMap((sample) => (sample.value === undefined ? [] : [sample.value]));
  if (type === 'COUNT') return samples.length;
  if (numbers.length === 0) return type === 'NONE' || /^(LAST|FIRST)/.test(type) ? samples.at(-1)?.text : undefined;
  switch (type) {
    case 'AVERAGE':
      return sum(numbers) / numbers.length;
    case 'AVERAGE_SUM_ORG_UNIT':
      return sum(samples.map((s) => (s.value ?? 0) * s.days)) / spanDays;
    case 'MIN':
      return Math.min(...numbers);
    case 'MAX':
      return Math.max(...numbers);
    case 'STDDEV':
      return Math.sqrt(variance(numbers, numbers.length - 1));
    case 'VARIANCE':
      return variance(numbers, numbers.length - 1);
    case 'LAST':
    case 'LAST_IN_PERIOD':
      return sum(outermost(samples, (a, b) => a > b));
    case 'FIRST':
      return sum(outermost(samples, (a, b) => a < b));
    case 'LAST_AVERAGE_ORG_UNIT':
    case 'LAST_IN_PERIOD_AVERAGE_ORG_UNIT':
    case 'LAST_LAST_ORG_UNIT':
      return mean(outermost(samples, (a, b) => a > b));
    case 'FIRST_AVERAGE_ORG_UNIT':
    case 'FIRST_FIRST_ORG_UNIT':
      return mean(outermost(samples, (a, b) => a < b));
    case 'MIN_SUM_ORG_UNIT':
      return sum(perUnit(samples, Math.min));
    case 'MAX_SUM_ORG_UNIT':
      return sum(perUnit(samples, Math.max));
    default:
      return sum(numbers);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

function variance(numbers: readonly number[], divisor: number): number {
  const middle = mean(numbers);
  return divisor <= 0 ? 0 : sum(numbers.map((n) => (n - middle) ** 2)) / divisor;
}

/** The values of the last (or first) period of each unit. */
function outermost(samples: readonly Sample[], wins: (a: number, b: number) => boolean): number[] {
  const best = new Map<string, Sample>();
  for (const sample of samples) {
    const known = best.get(sample.unit);
    if (!known || wins(sample.day, known.day)) best.set(sample.unit, sample);
  }
  return [...best.values()].map((sample) => sample.value ?? 0);
}

function perUnit(samples: readonly Sample[], choose: (...values: number[]) => number): number[] {
  const units = new Map<string, number[]>();
  for (const { unit, value = 0 } of samples) units.set(unit, [...(units.get(unit) ?? []), value]);
  return [...units.values()].map((values) => choose(...values));
}
