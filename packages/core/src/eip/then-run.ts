/** Runs something after a step: at once when the step did not wait, and also when it failed. */
export function thenRun(waiting: void | Promise<void>, after: () => void): void | Promise<void> {
  if (waiting === undefined) {
    after();
    return;
  }
  return waiting.finally(after);
}

/** Hands a value on, or what a promise answers. */
export function settleValue(value: unknown, use: (value: unknown) => void | Promise<void>): void | Promise<void> {
  return value instanceof Promise ? value.then(use) : use(value);
}
