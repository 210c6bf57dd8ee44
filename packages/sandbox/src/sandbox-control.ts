import type { Fault } from './faults/faults.ts';

/** What a test may do to a running sandbox beside sending it requests. */
export interface SandboxControl {
  /** Shows a fault to matching requests from now on. */
  fault(fault: Fault): void;
  /** Takes all planned faults back. */
  clearFaults(): void;
  /** Starts all jobs that wait, now. */
  runJobs(): void;
  /** Moves the server's clock by so many milliseconds. */
  advanceClock(milliseconds: number): void;
  /** The number of data values stored, counted in the store itself. */
  countDataValues(): number;
  /** The number of requests answered so far. */
  readonly requests: number;
}

/** A running sandbox. */
export interface Sandbox {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly port: number;
  /** The full DHIS2 version it answers as. */
  readonly version: string;
  readonly control: SandboxControl;
  /** Stops listening, drops open connections and writes what is left to write. */
  stop(): Promise<void>;
}
