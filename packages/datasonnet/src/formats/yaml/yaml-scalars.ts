import type { Value } from '../../runtime/value.ts';

const truths = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const falsehoods = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const nothing = /^(?:~|null|Null|NULL)?$/;
const float =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?)$/;
const infinite = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$/;
const integer = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const octal = /^[-+]?0[0-7_]+$/;
const binary = /^[-+]?0b_*[01][01_]*$/;
const hexadecimal = /^[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*$/;

/** What a plain scalar stands for; undefined for a number that has no counterpart in JSON. */
export function plainScalar(text: string): Value | undefined {
  if (nothing.test(text)) return null;
  if (truths.test(text)) return true;
  if (falsehoods.test(text)) return false;
  if (infinite.test(text)) return undefined;
  return numberOf(text) ?? text;
}

/** What a scalar with a tag stands for. */
export function taggedScalar(tag: string, text: string): Value | undefined {
  switch (tag.replace(/^tag:yaml\.org,2002:/, '')) {
    case 'int':
    case 'float':
      return numberOf(text) ?? (infinite.test(text) ? undefined : text);
    case 'bool':
      return truths.test(text) ? true : falsehoods.test(text) ? false : text;
    case 'null':
      return null;
    default:
      return text;
  }
}

function numberOf(text: string): number | undefined {
  if (integer.test(text) || float.test(text)) return Number(text.replaceAll('_', ''));
  if (octal.test(text)) return radix(text, /^([-+]?)0_*/, 8);
  if (binary.test(text)) return radix(text, /^([-+]?)0b_*/, 2);
  if (hexadecimal.test(text)) return radix(text, /^([-+]?)0x_*/, 16);
  return undefined;
}

function radix(text: string, prefix: RegExp, base: number): number {
  const digits = text.replace(prefix, '').replaceAll('_', '');
  const value = digits === '' ? 0 : Number.parseInt(digits, base);
  return text.startsWith('-') ? -value : value;
}
