/** A tree of XML: enough of the DOM for XPath, conversions and data formats. */
export class XmlNode {
  readonly kind: 'document' | 'element' | 'attribute' | 'text' | 'comment' | 'instruction';
  /** As written, with its prefix; empty for documents and text. */
  readonly name: string;
  readonly localName: string;
  readonly namespace: string;
  /** Text of text nodes, comments and attributes. */
  value: string;
  parent: XmlNode | undefined = undefined;
  readonly children: XmlNode[] = [];
  readonly attributes: XmlNode[] = [];

  constructor(kind: XmlNode['kind'], name: string, namespace: string, value = '') {
    this.kind = kind;
    this.name = name;
    this.localName = name.slice(name.indexOf(':') + 1);
    this.namespace = namespace;
    this.value = value;
  }

  append(child: XmlNode): void {
    child.parent = this;
    this.children.push(child);
  }

  /** All text below, as XPath's string value has it. */
  get text(): string {
    if (this.kind === 'element' || this.kind === 'document') {
      let text = '';
      for (const child of this.children) if (child.kind === 'text' || child.kind === 'element') text += child.text;
      return text;
    }
    return this.value;
  }

  attribute(name: string): string | undefined {
    return this.attributes.find((attribute) => attribute.name === name)?.value;
  }

  /** The XML text. */
  toString(): string {
    return writeXml(this);
  }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeText = (text: string) => text.replaceAll(/[&<>]/g, (char) => escapes[char]!);
export const escapeAttribute = (text: string) => text.replaceAll(/[&<"]/g, (char) => escapes[char]!);

function writeXml(node: XmlNode): string {
  switch (node.kind) {
    case 'document':
      return node.children.map(writeXml).join('');
    case 'text':
      return escapeText(node.value);
    case 'comment':
      return `<!--${node.value}-->`;
    case 'instruction':
      return `<?${node.name} ${node.value}?>`;
    case 'attribute':
      return `${node.name}="${escapeAttribute(node.value)}"`;
    case 'element': {
      const attributes = node.attributes.map((attribute) => ` ${writeXml(attribute)}`).join('');
      const inner = node.children.map(writeXml).join('');
      return inner === '' ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${inner}</${node.name}>`;
    }
  }
}
