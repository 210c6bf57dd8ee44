import { defaultLimits } from '../../runtime/limits.ts';
import type { Limits } from '../../runtime/limits.ts';
import type { CommandEnvironment } from '../transform-environment.ts';
import { JsonlWorkerThread } from './jsonl-worker-thread.ts';

export interface JsonLinesOptions {
  readonly limits: Partial<Limits>;
  readonly workers: number;
  readonly memoryMb: number;
}

/** Requests read ahead of the workers; more wait in the pipe. */
const readAhead = 16;

/**
 * Answers requests, one a line, until the input ends. Mappings run in worker threads: one that takes too much memory, stack
 * or time costs its thread, which is replaced, and gets an error for an answer.
 */
export async function serveJsonLines(environment: CommandEnvironment, options: JsonLinesOptions): Promise<void> {
  const { timeMs } = { ...defaultLimits, ...options.limits };
  const workers = Array.from({ length: options.workers }, () => new JsonlWorkerThread(options, timeMs));
  const pending = new Set<Promise<void>>();
  let writing: Promise<void> | void;
  try {
    let next = 0;
    for await (const line of linesOf(environment.input)) {
      if (line.trim() === '') continue;
      // The worker with the fewest waiting; of equals in turn.
      const worker = workers.reduce(
        (best, each) => (each.waiting < best.waiting ? each : best),
        workers[next++ % workers.length]!,
      );
      const answered = worker.answer(line).then(async (answer) => {
        await writing;
        writing = environment.out(`${answer}\n`);
        await writing;
      });
      pending.add(answered);
      void answered.finally(() => pending.delete(answered));
      if (pending.size >= options.workers * readAhead) await Promise.race(pending);
    }
    await Promise.all(pending);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

async function* linesOf(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let parts: string[] = [];
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      parts.push(text.slice(start, end));
      yield parts.join('');
      parts = [];
      start = end + 1;
    }
    if (start < text.length) parts.push(text.slice(start));
  }
  const last = parts.join('') + decoder.decode();
  if (last !== '') yield last;
}
