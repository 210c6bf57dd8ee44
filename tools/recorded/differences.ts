import { readFile } from 'node:fs/promises';
import type { Differences } from './recorded-area.ts';

/**
 * Reads `differences.md`: every list item whose text starts with one or more case ids in backquotes, then a colon and the
 * reason. An id may end in `*`. Indented items belong to the class above them; only the ids matter here.
 */
export async function readDifferences(file: string): Promise<Differences> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const exact = new Map<string, string>();
  const prefixes: { prefix: string; reason: string }[] = [];
  for (const line of text.split('\n')) {
    const item = /^\s*[-*]\s+((?:`[^`]+`[,\s]*)+):\s*(.+)$/.exec(line);
    if (!item) continue;
    for (const [, id] of item[1]!.matchAll(/`([^`]+)`/g)) {
      if (id!.endsWith('*')) prefixes.push({ prefix: id!.slice(0, -1), reason: item[2]! });
      else exact.set(id!, item[2]!);
    }
  }
  return {
    reasonFor: (id) => exact.get(id) ?? prefixes.find(({ prefix }) => id.startsWith(prefix))?.reason,
  };
}
