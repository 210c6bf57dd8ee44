import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';

/** A clock on which each look at it takes a millisecond. */
class BusyClock extends VirtualClock {
  #looks = 0;

  override elapsed(): number {
    return super.elapsed() + ++this.#looks;
  }
}

test('many parts without a wait let others have their turn, and none is left out', async () => {
  for (const firstWaits of [false, true]) {
    const parts: number[] = [];
    const context = await startSteps(
      (steps) =>
        steps.castBody<readonly number[]>().split((part) =>
          part.process(({ body }) => {
            parts.push(body);
            return firstWaits && body === 0 ? Promise.resolve() : undefined;
          }),
        ),
      { clock: new BusyClock() },
    );
    const all = Array.from({ length: 5000 }, (_, n) => n);
    let doneBefore = 0;
    setImmediate(() => (doneBefore = parts.length));
    await context.send('loopback:in', all);
    expect(doneBefore).toBeGreaterThan(0);
    expect(doneBefore).toBeLessThan(5000);
    expect(parts).toEqual(all);
  }
});
