import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { nearestHint } from '@dhow/core';
import { BootError } from '../boot-errors.ts';
import type { ConfigurationSource, RawSetting } from './configuration-source.ts';
import { findSetting, isSettingsGroup, settingsSpec } from './settings-spec.ts';

/** Reads a settings file; undefined when it does not exist. Throws CONFIG_… with the place of what is wrong. */
export async function readYamlSource(file: string): Promise<ConfigurationSource | undefined> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as { code?: string }).code ?? 'unknown reason';
    if (reason === 'ENOENT') return undefined;
    throw new BootError('CONFIG_FILE_UNREADABLE', { file, reason }, error);
  }
  const { isMap, isScalar, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const name = basename(file);
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const [problem] = document.errors;
  if (problem) throw new BootError('CONFIG_SYNTAX', { origin: at(problem.pos[0]), reason: problem.message }, problem);

  const settings: RawSetting[] = [];
  const collect = (node: unknown, path: string, offset: number): void => {
    const known = path !== '' && findSetting(path);
    if (known) {
      const value = isScalar(node) ? node.value : (node as { toJSON(): unknown } | null)?.toJSON();
      if (value !== null && value !== undefined) settings.push({ path, value, origin: at(offset) });
      return;
    }
    if (path !== '' && !isSettingsGroup(path)) {
      throw new BootError('CONFIG_UNKNOWN_SETTING', { origin: at(offset), found: path, nearest: nearSetting(path) });
    }
    if (node === null || (isScalar(node) && node.value === null)) return;
    if (!isMap(node)) {
      throw new BootError('CONFIG_SYNTAX', {
        origin: at(offset),
        reason: `${path === '' ? 'the file' : path} must be a map of settings`,
      });
    }
    for (const { key, value } of node.items) {
      const { value: keyName, range } = key as { value: unknown; range?: readonly number[] };
      const inner = path === '' ? String(keyName) : `${path}.${String(keyName)}`;
      collect(value, inner, range?.[0] ?? offset);
    }
  };
  if (document.contents) collect(document.contents, '', 0);
  return { name, settings };
}

function nearSetting(path: string): string {
  const parts = path.split('.');
  // The user's names (of a connection, a logger) are taken as they are.
  const candidates = Object.keys(settingsSpec).map((pattern) =>
    pattern
      .split('.')
      .map((part, i) => (part === '*' ? (parts[i] ?? part) : part))
      .slice(0, Math.max(parts.length, 1))
      .join('.'),
  );
  return nearestHint(path, new Set(candidates));
}
