/** What was thrown, as a failure: `throw undefined` and `Promise.reject()` are failures, too. */
export function thrown(error: unknown): unknown {
  return error ?? new Error('Nothing was thrown: an error would say what failed');
}
