import { numberText, numberTypeOf } from '../convert/java-number.ts';

/** A value as text with what SnakeYAML knows of it before it is written. */
export interface SnakeScalar {
  readonly text: string;
  /** Written in front when the text alone would be read as something else: `!!binary`. */
  readonly tag: string | undefined;
  /** Lines are kept as they are. */
  readonly literal: boolean;
  /** Whether the text alone is read as the value again. */
  readonly implicit: boolean;
}

const words = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|~|null|Null|NULL| |<<|)$/;
const integer =
  /^(?:[-+]?0b_*[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x_*[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const fraction =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const timestamp =
  /^(?:\d{4}-\d\d-\d\d|\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d{1,2}(?::?\d\d)?))?)$/;
const notPrintable = /[^\n\r\t -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** The scalar that a value is written as; undefined for lists and maps. */
export function scalarOf(value: unknown): SnakeScalar | undefined {
  if (value === null || value === undefined) return plain('null');
  if (typeof value === 'string') return textScalar(value);
  if (typeof value === 'boolean') return plain(String(value));
  if (numberTypeOf(value) !== undefined) return plain(numberOf(value));
  if (value instanceof Date) return { text: instant(value), tag: '!!timestamp', literal: false, implicit: false };
  if (value instanceof Uint8Array) return binary(value);
  return undefined;
}

const plain = (text: string): SnakeScalar => ({ text, tag: undefined, literal: false, implicit: true });

function textScalar(text: string): SnakeScalar {
  if (notPrintable.test(text)) return binary(new TextEncoder().encode(text));
  const read = words.test(text) || integer.test(text) || fraction.test(text) || timestamp.test(text);
  return { text, tag: undefined, literal: /[\n\u0085\u2028\u2029]/.test(text), implicit: !read };
}

function binary(bytes: Uint8Array): SnakeScalar {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return { text, tag: '!!binary', literal: true, implicit: false };
}

function numberOf(value: unknown): string {
  const text = numberText(value as number);
  if (text === 'NaN') return '.NaN';
  return text.endsWith('Infinity') ? text.replace('Infinity', '.inf') : text;
}

/** Seconds, and thousandths where there are any. */
const instant = (date: Date) => date.toISOString().replace(/\.000Z$/, 'Z');

/** How a text may be written. */
export interface ScalarAnalysis {
  readonly multiline: boolean;
  readonly flowPlain: boolean;
  readonly blockPlain: boolean;
  readonly singleQuoted: boolean;
  readonly block: boolean;
}

/** By the rules of SnakeYAML's emitter. */
export function analyse(text: string): ScalarAnalysis {
  if (text === '') return { multiline: false, flowPlain: false, blockPlain: true, singleQuoted: true, block: false };
  const multiline = text.includes('\n');
  const special = /[^\n -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text);
  const spaceBreak = / \n/.test(text);
  const edges = /^[ \n]|[ \n]$/.test(text);
  const breakSpace = /\n /.test(text);
  const none = spaceBreak || special;
  const { flow, block } = indicators(text);
  return {
    multiline,
    flowPlain: !(none || edges || breakSpace || multiline || flow),
    blockPlain: !(none || edges || breakSpace || block),
    singleQuoted: !(none || breakSpace),
    block: !none && !text.endsWith(' '),
  };
}

/** Characters that would begin something else within a collection in one line, and anywhere. */
function indicators(text: string): { readonly flow: boolean; readonly block: boolean } {
  const always =
    /^(?:---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text) || /^-(?=\s|$)/.test(text) || /\s#/.test(text);
  const block = always || /^[?:](?=\s|$)/.test(text) || /:(?=\s|$)/.test(text.slice(1));
  return { flow: block || /^[?:]/.test(text) || /[,?[\]{}:]/.test(text.slice(1)), block };
}
