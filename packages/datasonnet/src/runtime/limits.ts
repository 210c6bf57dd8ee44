/** Bounds of one run. What exceeds one gets an error, never a hang or a dead process. */
export interface Limits {
  /** Calls inside calls. The JavaScript stack may end earlier; that is the same error. */
  readonly callDepth: number;
  /** Calls, loop rounds and elements handled. */
  readonly steps: number;
  /** UTF-16 units of the output text. */
  readonly outputSize: number;
  /** Length of one text or array inside the run. */
  readonly valueSize: number;
  /** Wall clock of the run. */
  readonly timeMs: number;
}

export const defaultLimits: Limits = {
  callDepth: 5_000,
  steps: 100_000_000,
  outputSize: 512 * 1024 * 1024,
  valueSize: 32 * 1024 * 1024,
  timeMs: 30_000,
};
