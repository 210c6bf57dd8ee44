import {
  languageOptions,
  LanguageError,
  option,
  settle,
  sourceOf,
  toText,
  withResultType,
  toExpression,
  type ExpressionLanguage,
} from '@dhow/core/component';
import { parseXml } from '../xml/parse-xml.ts';
import { declaredAround, writeXml, XmlNode } from '../xml/xml-node.ts';
import { evaluateXPath } from './xpath-evaluator.ts';
import { parseXPath } from './xpath-parser.ts';
import { namespacesOf } from './xpath-namespaces.ts';

type Mode = 'i' | 'w' | 'u' | 't';

/** XML elements on a path, as text: each with its namespaces, wrapped in what is round it, its content, or its text. */
export function xtokenizeLanguage(): ExpressionLanguage {
  return {
    name: 'xtokenize',
    description: 'The XML elements on a path, as texts: /orders/order or //order.',
    options: {
      ...languageOptions,
      mode: option.enum(['i', 'w', 'u', 't'], {
        description: 'i puts the namespaces in, w wraps in the elements around, u gives the content, t the text.',
        default: 'i',
      }),
      group: option.integer({ description: 'Elements put together into one text.' }),
      namespace: option.any({ description: 'Prefixes: a list of key and value, or a map.' }),
      source: option.string({ description: 'Where the XML is: header:x, variable:x or property:x; else the body.' }),
    },
    compile(text, options) {
      if (!/^\/{1,2}[\w:.*-]+(\/{1,2}[\w:.*-]+)*$/.test(text.trim())) {
        const reason = 'only names and slashes may stand in it, as in /orders/order.';
        throw new LanguageError('LANGUAGE_SYNTAX', `Illegal syntax: ${text}. ${reason}`, { details: { text } });
      }
      const path = parseXPath(text.trim());
      const namespaces = namespacesOf(options['namespace']);
      const read = sourceOf(options['source']);
      const mode = (options['mode'] as Mode | undefined) ?? 'i';
      const group = Number(options['group'] ?? 1);
      const scope = { namespaces, variable: () => '', call: () => undefined };
      return toExpression(
        withResultType(
          (exchange) =>
            settle(toText(read(exchange)), (xml) => {
              const found = evaluateXPath(path, parseXml(xml as string), scope) as readonly XmlNode[];
              return grouped(
                found.map((node) => tokenOf(node, mode)),
                group,
              )[Symbol.iterator]();
            }),
          options,
        ),
      );
    },
  };
}

function grouped(tokens: readonly string[], size: number): string[] {
  if (size <= 1) return [...tokens];
  const groups: string[] = [];
  for (let at = 0; at < tokens.length; at += size)
    groups.push(`<group>${tokens.slice(at, at + size).join('')}</group>`);
  return groups;
}

function tokenOf(node: XmlNode, mode: Mode): string {
  switch (mode) {
    case 't':
      return node.text;
    case 'u':
      return node.children.map((child) => writeXml(child, declaredAround(child))).join('');
    case 'w':
      return wrapped(node);
    case 'i':
      return withNamespaces(node);
  }
}

/** The element with the namespace declarations of the elements around it. */
function withNamespaces(node: XmlNode): string {
  const copy = new XmlNode('element', node.name, node.namespace);
  copy.attributes.push(...node.attributes);
  copy.children.push(...node.children);
  for (let at = node.parent; at !== undefined; at = at.parent) {
    for (const attribute of at.attributes) {
      const declares = attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:');
      if (declares && copy.attribute(attribute.name) === undefined) copy.attributes.push(attribute);
    }
  }
  return String(copy);
}

/** The element inside the start and end tags of all elements around it. */
function wrapped(node: XmlNode): string {
  let text = writeXml(node, declaredAround(node));
  for (let at = node.parent; at?.kind === 'element'; at = at.parent) {
    const attributes = at.attributes.map((attribute) => ` ${String(attribute)}`).join('');
    text = `<${at.name}${attributes}>${text}</${at.name}>`;
  }
  return text;
}
