import type { Profile } from '../runtime/runtime.ts';
import type { BinaryOperator } from './syntax-tree.ts';

/** Which spellings a profile reads. */
export interface Grammar {
  /** `?.`, `?[`, `??`, `$"…${…}…"`, `1.5m` */
  readonly dhow: boolean;
  /** `tailstrict`, `importbin`, `1_000`, `|||-`: what Jsonnet has since DataSonnet left it. */
  readonly jsonnet: boolean;
  /** `try … else`, `default`, names that start with a digit, `x[]`, equal names in one `local` or object. */
  readonly datasonnet: boolean;
  readonly keywords: ReadonlySet<string>;
}

const commonKeywords = [
  'assert',
  'else',
  'error',
  'false',
  'for',
  'function',
  'if',
  'import',
  'importstr',
  'in',
  'local',
  'null',
  'tailstrict',
  'then',
  'self',
  'super',
  'true',
];

const strict: Grammar = {
  dhow: false,
  jsonnet: false,
  datasonnet: true,
  keywords: new Set([...commonKeywords, 'try']),
};

const grammars: Readonly<Record<Profile, Grammar>> = {
  strict,
  dhow: { ...strict, dhow: true },
  jsonnet: {
    dhow: false,
    jsonnet: true,
    datasonnet: false,
    keywords: new Set([...commonKeywords, 'importbin']),
  },
};

export function grammarOf(profile: Profile): Grammar {
  return grammars[profile];
}

/** Higher binds tighter; all are left-associative. */
const precedences: Readonly<Record<BinaryOperator, number>> = {
  default: 12,
  '*': 11,
  '/': 11,
  '%': 11,
  '+': 10,
  '-': 10,
  '<<': 9,
  '>>': 9,
  '<': 8,
  '>': 8,
  '<=': 8,
  '>=': 8,
  in: 8,
  '==': 7,
  '!=': 7,
  '&': 6,
  '^': 5,
  '|': 4,
  '&&': 3,
  '||': 2,
  '??': 1,
};

export function precedenceOf(operator: BinaryOperator): number {
  return precedences[operator];
}

export function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(precedences, text);
}
