import { option } from './option-spec.ts';
import type { ResolvedOptions } from './option-spec.ts';

/** When sources look that look from time to time: Camel's options beside `delay` and `initialDelay`. */
export const pollOptions = {
  useFixedDelay: option.boolean({
    description: 'Whether `delay` counts from the end of a look; otherwise from its start.',
    default: true,
    side: 'consumer',
  }),
  greedy: option.boolean({
    description: 'Whether the next look follows at once when one found something.',
    default: false,
    side: 'consumer',
  }),
  repeatCount: option.integer({
    description: 'How many looks to take in all; 0 for no limit.',
    default: 0,
    min: 0,
    side: 'consumer',
  }),
  backoffMultiplier: option.integer({
    description: 'How many looks to leave out once one of the next two thresholds is reached.',
    default: 0,
    min: 0,
    side: 'consumer',
  }),
  backoffIdleThreshold: option.integer({
    description: 'How many looks in a row that found nothing it takes.',
    default: 0,
    min: 0,
    side: 'consumer',
  }),
  backoffErrorThreshold: option.integer({
    description: 'How many looks in a row that failed it takes.',
    default: 0,
    min: 0,
    side: 'consumer',
  }),
} as const;

/** Counts the looks of a source and says when the next one is due. */
export class PollPause {
  readonly #options: ResolvedOptions<typeof pollOptions> & { readonly delayMs: number };
  #looks = 0;
  #emptyInRow = 0;
  #failedInRow = 0;
  #found = false;

  constructor(options: ResolvedOptions<typeof pollOptions> & { readonly delayMs: number }) {
    this.#options = options;
  }

  /** Looks since the start. */
  get looks(): number {
    return this.#looks;
  }

  /** The source starts anew. */
  reset(): void {
    this.#looks = this.#emptyInRow = this.#failedInRow = 0;
    this.#found = false;
  }

  /** A look ended. */
  note(outcome: 'found' | 'empty' | 'failed'): void {
    this.#looks++;
    this.#found = outcome === 'found';
    this.#emptyInRow = outcome === 'empty' ? this.#emptyInRow + 1 : outcome === 'found' ? 0 : this.#emptyInRow;
    this.#failedInRow = outcome === 'failed' ? this.#failedInRow + 1 : 0;
  }

  /** Whether the last look was taken. */
  get isOver(): boolean {
    const { repeatCount } = this.#options;
    return repeatCount > 0 && this.#looks >= repeatCount;
  }

  /** How long to wait now, after a look that took so long. Camel leaves out looks; that many more delays are the same. */
  next(tookMs: number): number {
    const { delayMs, greedy, useFixedDelay, backoffMultiplier, backoffIdleThreshold, backoffErrorThreshold } =
      this.#options;
    if (greedy && this.#found) return 0;
    const isIdle = backoffIdleThreshold > 0 && this.#emptyInRow >= backoffIdleThreshold;
    const isFailing = backoffErrorThreshold > 0 && this.#failedInRow >= backoffErrorThreshold;
    const pause = useFixedDelay ? delayMs : Math.max(0, delayMs - tookMs);
    if (!isIdle && !isFailing) return pause;
    this.#emptyInRow = this.#failedInRow = 0;
    return pause + delayMs * backoffMultiplier;
  }
}
