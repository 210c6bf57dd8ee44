import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { onStopSignals } from './stop-signals.ts';

test('the first signal stops and the second forces, whichever they are', () => {
  const source = new EventEmitter();
  const calls: string[] = [];
  const remove = onStopSignals(
    (signal) => calls.push(signal),
    () => calls.push('force'),
    source,
  );
  source.emit('SIGTERM');
  source.emit('SIGINT');
  expect(calls).toEqual(['SIGTERM', 'force']);
  remove();
  expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0);
});
