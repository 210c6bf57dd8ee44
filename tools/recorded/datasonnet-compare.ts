import type { RecordedShape } from './datasonnet-case.ts';

/**
 * Compares two JSON texts by value and by the order of keys. Where the expected order is exactly the one that a Scala hash
 * map gives and the mapping uses `ds`, any order is right, since the real mapper's order is an accident there.
 */
export function compareJson(content: string, expected: string, mayHash: boolean): string | undefined {
  if (content === expected) return undefined;
  let ours: Json;
  let theirs: Json;
  try {
    ours = parseOrdered(content);
    theirs = parseOrdered(expected);
  } catch (error) {
    return `expected ${cut(expected)}\ngot ${cut(content)}\n${error instanceof Error ? error.message : String(error)}`;
  }
  const path = firstDifference(ours, theirs, mayHash, '$');
  return path === undefined ? undefined : `expected ${cut(expected)}\ngot ${cut(content)}\nat ${path}`;
}

export function compareShape(content: string, { pattern, min, max }: RecordedShape): string | undefined {
  if (pattern !== undefined && !new RegExp(pattern).test(content)) return `expected /${pattern}/\ngot ${cut(content)}`;
  const value = Number(content);
  if (min !== undefined && !(value >= min)) return `expected at least ${min}\ngot ${cut(content)}`;
  if (max !== undefined && !(value <= max)) return `expected at most ${max}\ngot ${cut(content)}`;
  return undefined;
}

/** Objects as maps, so that the order of all keys is kept. */
type Json = null | boolean | string | number | readonly Json[] | ReadonlyMap<string, Json>;

function parseOrdered(text: string): Json {
  const tokens = text.matchAll(
    /\s*("(?:[^"\\]|\\.)*"|-?[\d.]+(?:[eE][-+]?\d+)?|true|false|null|NaN|-?Infinity|[[\]{}:,])/gy,
  );
  const list = [...tokens].map((match) => match[1]!);
  let at = 0;
  const value = (): Json => {
    const token = list[at++];
    if (token === undefined) throw new Error('the JSON is broken off');
    if (token === '[') {
      const items: Json[] = [];
      while (list[at] !== ']' && at < list.length) {
        items.push(value());
        if (list[at] === ',') at++;
      }
      at++;
      return items;
    }
    if (token === '{') {
      const entries = new Map<string, Json>();
      while (list[at] !== '}' && at < list.length) {
        const key = JSON.parse(list[at]!) as string;
        at += 2;
        entries.set(key, value());
        if (list[at] === ',') at++;
      }
      at++;
      return entries;
    }
    if (token.startsWith('"')) return JSON.parse(token) as string;
    if (token === 'null') return null;
    if (token === 'true' || token === 'false') return token === 'true';
    return Number(token);
  };
  return value();
}

function firstDifference(ours: Json, theirs: Json, mayHash: boolean, path: string): string | undefined {
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    if (ours.length !== theirs.length) return path;
    for (let at = 0; at < ours.length; at++) {
      const inner = firstDifference(ours[at] as Json, theirs[at] as Json, mayHash, `${path}[${at}]`);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
  if (ours instanceof Map && theirs instanceof Map) {
    const keys = [...ours.keys()];
    const wanted = [...theirs.keys()];
    if (keys.length !== wanted.length || !keys.every((key) => theirs.has(key))) return path;
    const sameOrder = keys.every((key, at) => key === wanted[at]);
    if (!sameOrder && !(mayHash && isHashOrder(wanted))) return `${path} (order of keys)`;
    for (const key of keys) {
      const inner = firstDifference(ours.get(key) as Json, theirs.get(key) as Json, mayHash, `${path}.${key}`);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
  return Object.is(ours, theirs) || (ours === 0 && theirs === 0) || nearlyEqual(ours, theirs) ? undefined : path;
}

// JVM and JavaScript engines may round the last digit of a sine or a power differently.
function nearlyEqual(ours: Json, theirs: Json): boolean {
  if (typeof ours !== 'number' || typeof theirs !== 'number') return false;
  return Math.abs(ours - theirs) <= Math.abs(theirs) * 4.5e-16;
}

/** Whether the keys come in the order of a Scala 2.13 mutable hash map (fact 1 of the recordings). */
export function isHashOrder(keys: readonly string[]): boolean {
  let places = 16;
  while (keys.length >= places * 0.75) places *= 2;
  const mixed = keys.map((key) => {
    const hash = javaHash(key);
    return hash ^ (hash >>> 16);
  });
  for (let at = 1; at < mixed.length; at++) {
    const before = mixed[at - 1]! & (places - 1);
    const here = mixed[at]! & (places - 1);
    if (before > here || (before === here && mixed[at - 1]! > mixed[at]!)) return false;
  }
  return true;
}

function javaHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

function cut(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
