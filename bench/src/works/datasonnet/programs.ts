/** The Jsonnet programs of the comparison, each beside the same work in JavaScript. */
export interface JsonnetProgram {
  readonly source: string;
  byHand(): unknown;
}

export const programs: Readonly<Record<string, JsonnetProgram>> = {
  'fib(25)': {
    source: 'local fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2); fib(25)',
    byHand: () => fib(25),
  },
  'foldl over 100,000': {
    source: 'std.foldl(function(sum, n) sum + n % 7, std.range(1, 100000), 0)',
    byHand: () => range(1, 100_000).reduce((sum, n) => sum + (n % 7), 0),
  },
  'join of 100,000': {
    source: "std.length(std.join(',', [std.toString(n) for n in std.range(1, 100000)]))",
    byHand: () => range(1, 100_000).map(String).join(',').length,
  },
  'sort of 100,000': {
    source:
      'local list = std.sort([(n * 7919) % 100003 for n in std.range(1, 100000)]); [list[0], list[50000], list[99999]]',
    byHand: () => {
      const list = range(1, 100_000)
        .map((n) => (n * 7919) % 100_003)
        .sort((a, b) => a - b);
      return [list[0], list[50_000], list[99_999]];
    },
  },
  'inheritance of 20 levels': {
    source: `local level(n) = if n == 0 then { value: 1, list: [self.value] }
      else level(n - 1) + { value: super.value + n, list+: [self.value] };
      [level(20).value, std.length(level(20).list), [level(20).list[n] for n in std.range(0, 20)]]`,
    byHand: () => {
      let value = 1;
      for (let n = 1; n <= 20; n++) value += n;
      return [value, 21, Array.from({ length: 21 }, () => value)];
    },
  },
  '20,000 fields': {
    source: `local table = { ['key' + n]: n for n in std.range(1, 20000) };
      std.foldl(function(sum, n) sum + table['key' + n], std.range(1, 20000), 0)`,
    byHand: () => {
      const table = Object.fromEntries(range(1, 20_000).map((n) => [`key${n}`, n]));
      return range(1, 20_000).reduce((sum, n) => sum + table[`key${n}`]!, 0);
    },
  },
  '25 locals, each twice the one before': {
    source: `${Array.from({ length: 25 }, (_, i) => `local v${i + 1} = ${i === 0 ? '1 + 1' : `v${i} + v${i}`};`).join(' ')} v25`,
    byHand: () => 2 ** 25,
  },
};

function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
