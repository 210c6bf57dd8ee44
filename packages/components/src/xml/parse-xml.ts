import { SaxesParser } from 'saxes';
import { XmlNode } from './xml-node.ts';
import { findXmlMistake } from './xml-mistake-finder.ts';
import { XmlSyntaxError } from './xml-syntax-error.ts';

/**
 * Parses XML text to a tree. Document types are read over, so that no entity is ever expanded or loaded. With `rootOnly`, what
 * stands behind the root is left alone.
 *
 * @throws NamedException org.xml.sax.SAXParseException with the place in the text.
 */
export function parseXml(text: string, rootOnly = false): XmlNode {
  const document = new XmlNode('document', '', '');
  let current = document;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    const mistake = findXmlMistake(text);
    const isBehind = isRead && mistake !== undefined && mistake.woodstox === undefined;
    if (rootOnly && isBehind) return;
    throw new XmlSyntaxError(mistake?.xerces ?? error.message, mistake);
  });
  parser.on('opentag', (tag) => {
    const element = new XmlNode('element', tag.name, tag.uri);
    for (const { name, uri, value } of Object.values(tag.attributes)) {
      const attribute = new XmlNode('attribute', name, uri, value);
      attribute.parent = element;
      element.attributes.push(attribute);
    }
    if (!isRead) current.append(element);
    current = element;
  });
  let isRead = false;
  parser.on('closetag', () => {
    current = current.parent!;
    isRead = current === document;
  });
  const addText = (value: string) => {
    if (current === document) return;
    const last = current.children.at(-1);
    if (last?.kind === 'text') last.value += value;
    else current.append(new XmlNode('text', '', '', value));
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('comment', (value) => current.append(new XmlNode('comment', '', '', value)));
  parser.on('processinginstruction', ({ target, body }) => {
    current.append(new XmlNode('instruction', target, '', body));
  });
  parser.write(text).close();
  return document;
}
