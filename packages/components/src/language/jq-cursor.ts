import { JqSyntaxError } from './jq-syntax.ts';

/** Where the parser of jq stands in its text, and what it takes from there. */
export class JqCursor {
  protected readonly text: string;
  protected at = 0;

  constructor(text: string) {
    this.text = text;
  }

  protected blanks(): void {
    const found = /^(?:\s|#[^\n]*)*/.exec(this.text.slice(this.at));
    this.at += found![0].length;
  }

  protected unexpected(more = ''): JqSyntaxError {
    this.blanks();
    const found = this.text[this.at];
    return new JqSyntaxError(`unexpected ${found === undefined ? 'end' : `"${found}"`}${more}`, this.at);
  }

  /** Takes a symbol, or a word that no letter follows. */
  protected take(wanted: string): boolean {
    this.blanks();
    if (!this.text.startsWith(wanted, this.at)) return false;
    if (/^\w/.test(wanted) && /\w/.test(this.text[this.at + wanted.length] ?? '')) return false;
    this.at += wanted.length;
    return true;
  }

  protected expect(wanted: string): void {
    if (!this.take(wanted)) throw this.unexpected(`; "${wanted}" is missing`);
  }

  protected match(pattern: RegExp): string | undefined {
    this.blanks();
    const found = pattern.exec(this.text.slice(this.at))?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
