import { readFileSync, readdirSync, statSync, watch } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CommandEnvironment } from './transform-environment.ts';

/** The environment of this process. `stop` aborts on an interrupt when the caller gives such a signal. */
export function nodeEnvironment(stop: AbortSignal = new AbortController().signal): CommandEnvironment {
  return {
    input: process.stdin,
    out: (content) =>
      process.stdout.write(content)
        ? undefined
        : new Promise<void>((resolve) => process.stdout.once('drain', () => resolve())),
    err: (text) => void process.stderr.write(text),
    outIsTerminal: process.stdout.isTTY,
    read(path) {
      try {
        return readFileSync(path);
      } catch (error) {
        if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: (path, content) => writeFile(path, content),
    files(path) {
      const found = statSync(path, { throwIfNoEntry: false });
      if (!found) return [];
      if (!found.isDirectory()) return [path];
      const entries = readdirSync(path, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    },
    watch: watchFiles,
    stop,
    now: () => BigInt(Date.now()) * 1_000_000n,
    random: () => Math.random(),
  };
}

/** How long to wait for the rest of a change: editors write in several steps. */
const settleMs = 50;

function watchFiles(paths: readonly string[], changed: () => void, signal: AbortSignal): void {
  const folders = new Set(paths.map((path) => dirname(path)));
  const names = new Set(paths.map((path) => join(path)));
  let timer: NodeJS.Timeout | undefined;
  for (const folder of folders) {
    watch(folder, { signal }, (_event, file) => {
      if (file === null || !names.has(join(folder, file))) return;
      clearTimeout(timer);
      timer = setTimeout(changed, settleMs);
    });
  }
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
