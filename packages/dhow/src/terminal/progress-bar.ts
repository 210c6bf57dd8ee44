import { countText, secondsText } from './number-text.ts';
import { styleOf } from './style.ts';
import type { Terminal } from './terminal.ts';

export interface Progress {
  readonly done: number;
  /** Unknown for a stream whose end is not seen yet. */
  readonly total?: number | undefined;
  /** What is counted, where it is not the bar's own unit. */
  readonly unit?: string | undefined;
}

const barWidth = 40;
const refreshMs = 100;

/**
 * One line on the error output that shows how far work is; nothing when that is not a terminal. Call {@link ProgressBar.pause}
 * before writing other lines.
 */
export class ProgressBar {
  readonly #terminal: Terminal;
  readonly #unit: string;
  readonly #read: () => Progress;
  readonly #startedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #isShown = false;

  constructor(terminal: Terminal, unit: string, read: () => Progress) {
    this.#terminal = terminal;
    this.#unit = unit;
    this.#read = read;
    if (!terminal.errIsTerminal) return;
    this.#timer = setInterval(() => this.#draw(), refreshMs);
    this.#timer.unref();
  }

  /** Takes the line away until the next refresh. */
  pause(): void {
    if (this.#isShown) this.#terminal.err('\r\u001B[2K');
    this.#isShown = false;
  }

  /** Draws the last state and leaves it there. */
  finish(): void {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#draw();
    this.#terminal.err('\n');
  }

  #draw(): void {
    const seconds = (performance.now() - this.#startedAt) / 1000;
    const line = progressLine(this.#read(), seconds, this.#unit, this.#terminal);
    this.#terminal.err(`\r\u001B[2K${line}`);
    this.#isShown = true;
  }
}

/** `━━━━━━━━ 30,000 rows · 2.9 s · 10,340 rows/s` */
export function progressLine(
  { done, total, unit: ownUnit }: Progress,
  seconds: number,
  barUnit: string,
  terminal: Pick<Terminal, 'useColour' | 'columns'>,
): string {
  const { green, dim } = styleOf(terminal.useColour);
  const unit = ownUnit ?? barUnit;
  const rate = seconds > 0 ? ` · ${countText(done / seconds)} ${unit}/s` : '';
  const figures = ` ${unit} · ${secondsText(seconds)}${rate}`;
  // Without a known end there is nothing to fill.
  if (total === undefined) return `  ${countText(done)}${figures}`;
  const width = Math.max(8, Math.min(barWidth, terminal.columns - 45));
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.round(share * width);
  const bar = green('━'.repeat(filled)) + dim('─'.repeat(width - filled));
  const count = done >= total ? countText(done) : `${countText(done)} of ${countText(total)}`;
  return `  ${bar} ${count}${figures}`;
}
