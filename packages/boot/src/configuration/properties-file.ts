import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { BootError } from '../boot-errors.ts';
import type { ConfigurationSource } from './configuration-source.ts';

/** A Java properties file as values of placeholders. Throws CONFIG_FILE_UNREADABLE. */
export function readPropertiesSource(file: string): ConfigurationSource {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as { code?: string }).code ?? 'unknown reason';
    throw new BootError('CONFIG_FILE_UNREADABLE', { file, reason }, error);
  }
  const name = basename(file);
  const settings = [...readProperties(text)].map(([key, value]) => ({
    path: `properties.${key}`,
    value,
    origin: name,
  }));
  return { name, settings };
}

/** Reads a Java properties file (java.util.Properties, section "load"): the last of two equal keys counts. */
export function readProperties(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const [, key = '', value = ''] = /^((?:\\.|[^\\=:\s])*)\s*[=:]?\s*(.*)$/s.exec(line) ?? [];
    if (key !== '') values.set(unescaped(key), unescaped(value));
  }
  return values;
}

/** Lines without comments; one that ends with a backslash goes on in the next. */
function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let open = false;
  for (const natural of text.split(/\r\n|\r|\n/)) {
    const line = natural.trimStart();
    if (!open && (line === '' || /^[#!]/.test(line))) continue;
    const backslashes = /\\*$/.exec(line)![0].length;
    const goesOn = backslashes % 2 === 1;
    const written = goesOn ? line.slice(0, -1) : line;
    if (open) lines[lines.length - 1] += written;
    else lines.push(written);
    open = goesOn;
  }
  return lines;
}

const signs: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, sign: string) =>
    code === undefined ? (signs[sign] ?? sign) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
