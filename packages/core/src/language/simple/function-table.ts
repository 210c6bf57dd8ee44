import type { SimpleFunction } from './function-call.ts';
import { collectionFunctions } from './functions/collection-functions.ts';
import { dataFunctions } from './functions/data-functions.ts';
import { dateFunctions } from './functions/date-functions.ts';
import { environmentFunctions } from './functions/environment-functions.ts';
import { exchangeFunctions } from './functions/exchange-functions.ts';
import { fileFunctions } from './functions/file-functions.ts';
import { historyFunctions } from './functions/history-functions.ts';
import { logicFunctions } from './functions/logic-functions.ts';
import { numberFunctions } from './functions/number-functions.ts';
import { textFunctions } from './functions/text-functions.ts';

/** Every function of Simple that Dhow has, by group; the manual's table is made of it. */
export const simpleFunctions: Readonly<Record<string, readonly SimpleFunction[]>> = {
  exchange: [...exchangeFunctions, ...historyFunctions],
  text: textFunctions,
  numbers: numberFunctions,
  collections: collectionFunctions,
  logic: logicFunctions,
  data: dataFunctions,
  dates: dateFunctions,
  environment: environmentFunctions,
  files: fileFunctions,
};

const all = Object.values(simpleFunctions).flat();
const calls = new Map(all.filter(({ form }) => form === 'call').map((entry) => [entry.name, entry]));
const words = new Map(all.filter(({ form }) => form === 'word').map((entry) => [entry.name, entry]));
/** Longest first, so that `exchangeProperty` is found before `exchange`. */
const prefixes = all.filter(({ form }) => form === 'prefix').toSorted((a, b) => b.name.length - a.name.length);

export interface FoundFunction {
  readonly entry: SimpleFunction;
  /** Between the brackets of a call, or behind a prefix. */
  readonly rest: string;
  /** Behind the brackets of a call that takes a path. */
  readonly path?: string;
}

/** The function that a text in braces names, or undefined. */
export function findFunction(text: string): FoundFunction | undefined {
  const open = /^(\w+)\((?=[\s\S])/.exec(text);
  const called = open ? calls.get(open[1]!) : undefined;
  if (called !== undefined && called.takesPath !== true) {
    // What stands behind the last bracket is not looked at, as in Camel.
    return { entry: called, rest: text.slice(open![0].length, Math.max(open![0].length, text.lastIndexOf(')'))) };
  }
  const cut = called === undefined ? undefined : splitPath(called, text.slice(open![0].length));
  if (cut !== undefined) return cut;
  const exact = words.get(text) ?? words.get(text.replace(/\(\)$/, ''));
  if (exact !== undefined) return { entry: exact, rest: '' };
  for (const entry of prefixes) {
    if (!text.startsWith(entry.name)) continue;
    const rest = text.slice(entry.name.length);
    if (needsMore(entry) && rest === '') continue;
    return { entry, rest };
  }
  return undefined;
}

/** Cuts at the bracket that closes the call. */
function splitPath(entry: SimpleFunction, text: string): FoundFunction | undefined {
  let depth = 1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')') depth--;
    if (depth === 0) return { entry, rest: text.slice(0, at), path: text.slice(at + 1) };
  }
  return undefined;
}

/** `header` or `variable` alone names nothing. */
function needsMore(entry: SimpleFunction): boolean {
  return !entry.syntax.includes(entry.name);
}

/** All names, for hints. */
export function functionNames(): string[] {
  return [...new Set(all.map(({ name }) => name.replace(/:$/, '')))];
}
