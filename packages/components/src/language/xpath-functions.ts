import type { XmlNode } from '../xml/xml-node.ts';
import { toNumber, toXPathBoolean, toXPathString, type XPathValue } from './xpath-value.ts';

interface Focus {
  readonly node: XmlNode;
  readonly position: number;
  readonly size: number;
}

type XPathFunction = (args: readonly XPathValue[], focus: Focus) => XPathValue;

const text = (args: readonly XPathValue[], focus: Focus, index = 0): string =>
  args[index] === undefined ? focus.node.text : toXPathString(args[index]);
const nodes = (value: XPathValue | undefined): readonly XmlNode[] => {
  if (value === undefined || typeof value !== 'object') throw new Error('Can not convert to a NodeList.');
  return value;
};
const nodeOf = (args: readonly XPathValue[], focus: Focus) => (args[0] === undefined ? focus.node : nodes(args[0])[0]);

/** `substring` counts from 1 and rounds. */
function substring(value: string, start: number, length: number | undefined): string {
  const from = Math.round(start);
  const to = length === undefined ? Infinity : from + Math.round(length);
  return Array.from(value)
    .filter((_, index) => index + 1 >= from && index + 1 < to)
    .join('');
}

function translate(value: string, from: string, to: string): string {
  return Array.from(value)
    .map((char) => {
      const at = from.indexOf(char);
      return at < 0 ? char : (to[at] ?? '');
    })
    .join('');
}

/** The nearest `xml:lang` is the language or one below it. */
function isInLanguage(node: XmlNode, language: string): boolean {
  for (let at: XmlNode | undefined = node; at !== undefined; at = at.parent) {
    const found = at.attributes.find(({ name }) => name === 'xml:lang')?.value.toLowerCase();
    if (found !== undefined) return found === language || found.startsWith(`${language}-`);
  }
  return false;
}

const functions: Readonly<Record<string, XPathFunction>> = {
  last: (_, { size }) => size,
  position: (_, { position }) => position,
  count: (args) => nodes(args[0]).length,
  name: (args, focus) => nodeOf(args, focus)?.name ?? '',
  'local-name': (args, focus) => nodeOf(args, focus)?.localName ?? '',
  'namespace-uri': (args, focus) => nodeOf(args, focus)?.namespace ?? '',
  string: (args, focus) => text(args, focus),
  concat: (args) => args.map(toXPathString).join(''),
  'starts-with': (args, focus) => text(args, focus).startsWith(text(args, focus, 1)),
  contains: (args, focus) => text(args, focus).includes(text(args, focus, 1)),
  'substring-before': (args, focus) => {
    const [value, mark] = [text(args, focus), text(args, focus, 1)];
    return value.includes(mark) ? value.slice(0, value.indexOf(mark)) : '';
  },
  'substring-after': (args, focus) => {
    const [value, mark] = [text(args, focus), text(args, focus, 1)];
    return value.includes(mark) ? value.slice(value.indexOf(mark) + mark.length) : '';
  },
  substring: (args, focus) =>
    substring(text(args, focus), toNumber(args[1]!), args[2] === undefined ? undefined : toNumber(args[2])),
  'string-length': (args, focus) => Array.from(text(args, focus)).length,
  'normalize-space': (args, focus) => text(args, focus).trim().replaceAll(/\s+/g, ' '),
  translate: (args, focus) => translate(text(args, focus), text(args, focus, 1), text(args, focus, 2)),
  boolean: (args) => toXPathBoolean(args[0]!),
  not: (args) => !toXPathBoolean(args[0]!),
  true: () => true,
  false: () => false,
  number: (args, focus) => toNumber(args[0] ?? focus.node.text),
  sum: (args) => nodes(args[0]).reduce((total, node) => total + toNumber(node.text), 0),
  floor: (args) => Math.floor(toNumber(args[0]!)),
  ceiling: (args) => Math.ceil(toNumber(args[0]!)),
  round: (args) => Math.round(toNumber(args[0]!)),
  // Ids are declared in document types, which are read over.
  id: () => [],
  lang: (args, focus) => isInLanguage(focus.node, text(args, focus).toLowerCase()),
};

/** A function of XPath 1.0, or undefined when there is none of that name. */
export function callXPathFunction(name: string, args: readonly XPathValue[], focus: Focus): XPathValue | undefined {
  return Object.hasOwn(functions, name) ? functions[name]!(args, focus) : undefined;
}
