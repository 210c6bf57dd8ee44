/** A value and the group of values among which it may stand out. */
export interface OutlierValue {
  readonly row: number;
  readonly group: string;
  readonly value: number;
}

/** How far a value lies from the middle of its group. */
export type Outlier = {
  readonly row: number;
  readonly value: number;
  readonly mean: number;
  readonly stdDev: number;
  readonly absDev: number;
  readonly zScore: number;
  readonly lowerBound: number;
  readonly upperBound: number;
};

/** The values beyond `threshold` deviations from the mean (`Z_SCORE`) or median (`MOD_Z_SCORE`) of their group, farthest first. */
export function outliersOf(values: readonly OutlierValue[], algorithm: string, threshold: number): Outlier[] {
  const found: Outlier[] = [];
  for (const group of Map.groupBy(values, (value) => value.group).values()) {
    const numbers = group.map((item) => item.value);
    const robust = algorithm.startsWith('MOD');
    const middle = robust ? median(numbers) : mean(numbers);
    const deviation = robust ? median(numbers.map((n) => Math.abs(n - middle))) : standardDeviation(numbers, middle);
    if (deviation === 0) continue;
    for (const { row, value } of group) {
      const absDev = Math.abs(value - middle);
      const zScore = ((robust ? 0.6745 : 1) * absDev) / deviation;
      if (zScore < threshold) continue;
      const span = threshold * deviation;
      found.push({
        row,
        value,
        mean: middle,
        stdDev: deviation,
        absDev,
        zScore,
        lowerBound: middle - span,
        upperBound: middle + span,
      });
    }
  }
  return found.toSorted((a, b) => b.absDev - a.absDev);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

function standardDeviation(numbers: readonly number[], middle: number): number {
  return Math.sqrt(mean(numbers.map((n) => (n - middle) ** 2)));
}
