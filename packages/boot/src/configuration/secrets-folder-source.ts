import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearestHint } from '@dhow/core';
import { BootError } from '../boot-errors.ts';
import type { ConfigurationSource } from './configuration-source.ts';
import { findSetting, settingsSpec } from './settings-spec.ts';

/** One file for each setting, as container platforms mount secrets. Hidden files are left alone; an end of line is cut off. */
export function readSecretsFolder(folder: string): ConfigurationSource {
  let files: string[];
  try {
    files = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.') && !entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    const reason = (error as { code?: string }).code ?? 'unknown reason';
    throw new BootError('CONFIG_FILE_UNREADABLE', { file: folder, reason }, error);
  }
  const settings = files.map((path) => {
    const origin = join(folder, path);
    if (!findSetting(path)) {
      const nearest = nearestHint(path, Object.keys(settingsSpec));
      throw new BootError('CONFIG_UNKNOWN_SETTING', { origin, found: path, nearest });
    }
    return { path, value: readFileSync(origin, 'utf8').replace(/\r?\n$/, ''), origin };
  });
  return { name: 'secrets', settings, secret: true };
}
