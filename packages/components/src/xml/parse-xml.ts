import { SaxesParser } from 'saxes';
import { XmlNode } from './xml-node.ts';
import { mistakeOf, XmlSyntaxError } from './xml-syntax-error.ts';

/**
 * Parses XML text to a tree. Document types are read over, so that no entity is ever expanded or loaded.
 *
 * @throws NamedException org.xml.sax.SAXParseException with the place in the text.
 */
export function parseXml(text: string): XmlNode {
  const document = new XmlNode('document', '', '');
  let current = document;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw new XmlSyntaxError(reasonOf(text, error), mistakeOf(text, error.message, closed));
  });
  parser.on('opentag', (tag) => {
    const element = new XmlNode('element', tag.name, tag.uri);
    for (const { name, uri, value } of Object.values(tag.attributes)) {
      const attribute = new XmlNode('attribute', name, uri, value);
      attribute.parent = element;
      element.attributes.push(attribute);
    }
    current.append(element);
    current = element;
  });
  // The parser closes an element before it finds the tag to be another's.
  let closed = '';
  parser.on('closetag', () => {
    closed = current.name;
    current = current.parent!;
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

/** Java's words for the two commonest mistakes, which routes show. */
function reasonOf(text: string, error: Error): string {
  if (text.trim() === '') return 'Premature end of file.';
  if (!text.trimStart().startsWith('<')) return 'Content is not allowed in prolog.';
  return error.message;
}
