import type { ExpressionLanguage } from '../expression/expression.ts';
import { simple } from './simple/simple-language.ts';

/** Camel's file language: Simple, whose `file:` functions read what a file consumer says. */
export const fileLanguage: ExpressionLanguage = {
  ...simple,
  name: 'file',
  description: 'Simple with file functions: ${file:name.noext}-${date:now:yyyyMMdd}.txt.',
};
