import type { XmlNode } from './xml-node.ts';

/** What an XPath found. As text it is the XML of its nodes, or the values of its attributes. */
export class NodeList extends Array<XmlNode> {
  override toString(): string {
    const xml = this.map((node) => (node.kind === 'attribute' ? '' : String(node))).join('');
    return xml === '' ? this.map(({ value }) => value).join('') : xml;
  }
}
