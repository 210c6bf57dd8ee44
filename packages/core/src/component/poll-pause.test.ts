import { expect, test } from 'vitest';
import { PollPause } from './poll-pause.ts';

const defaults = {
  delayMs: 500,
  useFixedDelay: true,
  greedy: false,
  repeatCount: 0,
  backoffMultiplier: 0,
  backoffIdleThreshold: 0,
  backoffErrorThreshold: 0,
};

test('the next look comes after the delay, counted from the end of the last one or from its start', () => {
  expect(new PollPause(defaults).next(200)).toBe(500);
  const rate = new PollPause({ ...defaults, useFixedDelay: false });
  expect([rate.next(200), rate.next(900)]).toEqual([300, 0]);
});

test('a look that found something is followed by another at once, when greedy', () => {
  const pause = new PollPause({ ...defaults, greedy: true });
  pause.note('found');
  expect(pause.next(0)).toBe(0);
  pause.note('empty');
  expect(pause.next(0)).toBe(500);
});

test('looks are left out after so many in a row that found nothing, or failed', () => {
  const pause = new PollPause({
    ...defaults,
    backoffMultiplier: 4,
    backoffIdleThreshold: 2,
    backoffErrorThreshold: 3,
  });
  const after = (outcome: 'found' | 'empty' | 'failed') => {
    pause.note(outcome);
    return pause.next(0);
  };
  expect([after('empty'), after('empty'), after('empty')]).toEqual([500, 2500, 500]);
  expect([after('failed'), after('failed'), after('found'), after('failed')]).toEqual([500, 500, 500, 500]);
  expect([after('failed'), after('failed')]).toEqual([500, 2500]);
});

test('it is over after as many looks as were asked for, until it starts anew', () => {
  const pause = new PollPause({ ...defaults, repeatCount: 2 });
  pause.note('empty');
  expect([pause.looks, pause.isOver]).toEqual([1, false]);
  pause.note('failed');
  expect(pause.isOver).toBe(true);
  pause.reset();
  expect([pause.looks, pause.isOver]).toEqual([0, false]);
});
