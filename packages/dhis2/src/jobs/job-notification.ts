/** A line of a job's log. */
export interface JobNotification {
  readonly uid: string;
  /** `LOOP` counts items: `[3/12] …`. */
  readonly level: 'DEBUG' | 'LOOP' | 'INFO' | 'WARN' | 'ERROR';
  readonly category: string;
  readonly time: string;
  readonly message: string;
  readonly completed: boolean;
}

/** A job that has ended. */
export interface FinishedJob {
  readonly id: string;
  readonly type: string;
  /** False when its log says ERROR. An import whose values were refused still is a job that went well. */
  readonly ok: boolean;
  /** Its last line. */
  readonly message: string;
  /** Oldest first. */
  readonly notifications: readonly JobNotification[];
}

/** How long to wait for a job. */
export interface FollowOptions {
  /** Milliseconds after which the wait ends with DHIS2_JOB_DEADLINE (default 30 minutes). */
  readonly deadlineMs?: number;
  /** Milliseconds without a new line after which it ends with DHIS2_JOB_STALLED (default 5 minutes; starts take up to 20 s). */
  readonly stallMs?: number;
  /** Milliseconds between two looks at first (default 500); grows to ten times that. */
  readonly intervalMs?: number;
  /** Each new line, in order. */
  readonly onNotification?: (notification: JobNotification) => void;
  readonly signal?: AbortSignal;
}
