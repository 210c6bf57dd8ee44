import { failure } from '../errors/datasonnet-errors.ts';

/** One `%…` of a format text. */
export interface FormatSpec {
  /** For `%(label)s`. */
  readonly label: string | undefined;
  readonly alternate: boolean;
  readonly zeroPadded: boolean;
  readonly leftAdjusted: boolean;
  readonly blankBeforePositive: boolean;
  readonly signed: boolean;
  /** `*`: taken from the values. */
  readonly width: number | '*' | undefined;
  readonly precision: number | '*' | undefined;
  readonly conversion: string;
}

/** Texts and specs in turn; there is one text more than specs. */
export interface FormatTemplate {
  readonly texts: readonly string[];
  readonly specs: readonly FormatSpec[];
}

const specPattern = /%(?:\(([^)]*)\))?([#0\- +]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?([diouxXeEfFgGcrsa%])/y;

const templates = new Map<string, FormatTemplate>();
const templatesKept = 500;

/** Parses a format text, or takes it from those parsed before. */
export function formatTemplate(text: string): FormatTemplate {
  const known = templates.get(text);
  if (known) return known;
  const template = parseTemplate(text);
  if (templates.size >= templatesKept) templates.clear();
  templates.set(text, template);
  return template;
}

function parseTemplate(text: string): FormatTemplate {
  const texts: string[] = [];
  const specs: FormatSpec[] = [];
  let at = 0;
  for (;;) {
    const percent = text.indexOf('%', at);
    if (percent < 0) break;
    specPattern.lastIndex = percent;
    const match = specPattern.exec(text);
    if (!match) {
      throw failure(
        'DS_VALUE',
        `the format text has no conversion after the % at position ${percent + 1}; write %% for a percent sign`,
        {
          position: percent + 1,
        },
      );
    }
    const [, label, flags = '', width, precision, conversion] = match;
    texts.push(text.slice(at, percent));
    specs.push({
      label,
      alternate: flags.includes('#'),
      zeroPadded: flags.includes('0'),
      leftAdjusted: flags.includes('-'),
      blankBeforePositive: flags.includes(' '),
      signed: flags.includes('+'),
      width: amount(width),
      precision: amount(precision),
      conversion: conversion!,
    });
    at = specPattern.lastIndex;
  }
  texts.push(text.slice(at));
  return { texts, specs };
}

function amount(text: string | undefined): number | '*' | undefined {
  return text === undefined || text === '*' ? text : Number(text);
}
