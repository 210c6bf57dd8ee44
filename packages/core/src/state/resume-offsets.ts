import type { KeptOffset } from '../component/resume.ts';
import type { JsonValue, StateStore } from './state-store.ts';
import { WatermarkStore } from './watermark-store.ts';

/**
 * Offsets of sources in the state store, by key: the strategy that `resumable` uses for `#state:name`.
 *
 * @example
 * ```ts
 * import { memoryStateStore, ResumeOffsets } from '@dhow/core/state';
 *
 * const offsets = new ResumeOffsets(memoryStateStore(), 'logs');
 * await offsets.updateLastOffset(512, 'inbox/audit.log');
 * await offsets.lastOffset('inbox/audit.log'); // 512
 * ```
 */
export class ResumeOffsets {
  readonly #marks: WatermarkStore;
  readonly #name: string;

  constructor(state: StateStore, name: string) {
    this.#marks = new WatermarkStore(state);
    this.#name = name;
  }

  /** Without a key it is the one offset of a source that knows no keys. */
  async updateLastOffset(offset: unknown, key = '', proof?: unknown): Promise<void> {
    const kept = { offset, ...(proof === undefined ? {} : { proof }) } as JsonValue;
    await this.#marks.set(this.#place(key), kept);
  }

  async lastOffset(key = ''): Promise<unknown> {
    return (await this.find(key))?.offset;
  }

  async find(key: string): Promise<KeptOffset | undefined> {
    return (await this.#marks.get(this.#place(key))) as unknown as KeptOffset | undefined;
  }

  async forget(key: string): Promise<void> {
    await this.#marks.remove(this.#place(key));
  }

  /** Names of files may hold what the store does not take. */
  #place(key: string): string {
    return `resume/${this.#name}/${key.toWellFormed().replaceAll('\0', '\u2400')}`;
  }
}
