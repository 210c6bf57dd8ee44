import { measureWarm } from '../../report.ts';

/** The patterns' work as plain asynchronous code: `node by-hand.ts NAME`. */
const name = process.argv[2]!;
let sum = 0;
let count = 0;
const add = (value: number) => {
  sum = (sum + value) % 1_000_000_007;
};

const works: Readonly<Record<string, () => Promise<number>>> = {
  async 'split-aggregate'() {
    const text = Array.from({ length: 100_000 }, (_, i) => `line ${i}`).join('\n');
    let group: string[] = [];
    const collect = async (line: string) => {
      group.push(line);
      if (group.length < 100) return;
      count++;
      for (const each of group) add(each.length);
      group = [];
    };
    for (const line of text.split('\n')) await collect(line);
    return 100_000;
  },
  async 'aggregate-groups'() {
    const groups = new Map<number, number[]>();
    const collect = async (n: number) => {
      const key = n % 1_000;
      let group = groups.get(key);
      if (!group) groups.set(key, (group = []));
      group.push(n);
      if (group.length < 100) return;
      groups.delete(key);
      count++;
      for (const each of group) add(each);
    };
    for (let i = 0; i < 100_000; i++) await collect(i);
    return 100_000;
  },
  async router() {
    const branches = Array.from({ length: 20 }, (_, k) => ({
      test: (n: number) => n % 20 === k,
      run: async (n: number) => {
        count++;
        add(n * k);
      },
    }));
    for (let i = 0; i < 200_000; i++) await branches.find(({ test }) => test(i))?.run(i);
    return 200_000;
  },
  async seda() {
    const queue: number[] = [];
    let wake: (() => void) | undefined;
    let room: (() => void) | undefined;
    const consumer = (async () => {
      while (count < 200_000) {
        const n = queue.shift();
        if (n === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        room?.();
        add(n);
        count++;
      }
    })();
    for (let i = 0; i < 200_000; i++) {
      while (queue.length >= 1_000) {
        await new Promise<void>((resolve) => {
          room = resolve;
        });
      }
      queue.push(i);
      wake?.();
      await Promise.resolve();
    }
    await consumer;
    return 200_000;
  },
  async 'circuit-breaker'() {
    const { circuitBreaker, handleAll, SamplingBreaker } = await import('cockatiel');
    const breaker = circuitBreaker(handleAll, {
      halfOpenAfter: 60_000,
      breaker: new SamplingBreaker({ threshold: 0.5, duration: 60_000 }),
    });
    for (let i = 0; i < 200_000; i++) {
      await breaker.execute(async () => {
        count++;
        add(i);
      });
    }
    return 200_000;
  },
};

let units = 0;
await measureWarm(
  async () => {
    sum = count = 0;
    units = await works[name]!();
  },
  () => `${count}:${sum}`,
  () => units,
);
