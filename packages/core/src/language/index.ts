import type { ExpressionLanguage } from '../expression/expression.ts';
import { bean, method, ref } from './bean-language.ts';
import { constant, exchangeProperty, header, variable } from './named-value.ts';
import { fileLanguage } from './file-language.ts';
import { simple } from './simple/simple-language.ts';
import { tokenize } from './tokenize.ts';

/** The expression languages that need no library, ready for `createContext`. */
export const standardLanguages: readonly ExpressionLanguage[] = [
  simple,
  constant,
  header,
  exchangeProperty,
  variable,
  method,
  bean,
  ref,
  tokenize,
  fileLanguage,
];
