import type { Seed } from './seed/load-seed.ts';

/** How to start a sandbox. */
export interface SandboxOptions {
  /** The DHIS2 version to be: `2.40` to `2.44`, or a full version of one of them. `2.42` without it. */
  readonly version?: string;
  /** The port to listen on; 0, the default, takes a free one. */
  readonly port?: number;
  /** The address to listen on; loopback without it. */
  readonly host?: string;
  /** Metadata to start with: an export as an object, the path of a file, or `country`. Not loaded again into a file that has state. */
  readonly seed?: Seed;
  /** An SQLite file that keeps the state; without it, nothing outlives the process. */
  readonly data?: string;
  /** The moment at which the server's clock starts; it then runs on. */
  readonly now?: Date | string;
  /** Milliseconds between the answer to an asynchronous data value import and its start (a real server: 5 to 20 s). Infinity: `runJobs` starts it. */
  readonly importDelayMs?: number;
  /** Hosts that routes and webhooks may reach, and where they really are: `{ 'http://lab.test': 'http://127.0.0.1:4000' }`. */
  readonly remoteHosts?: Readonly<Record<string, string>>;
  /** The server's `systemId`; made up without it. */
  readonly systemId?: string;
}
