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

/** Documents made of elements, as long as these live. */
const documents = new WeakMap<XmlNode, XmlNode>();

/** A document with a copy of an element as its root: paths from the root begin there. */
export function documentOf(element: XmlNode): XmlNode {
  const known = documents.get(element);
  if (known !== undefined) return known;
  const document = new XmlNode('document', '', '');
  document.append(copyOf(element));
  documents.set(element, document);
  return document;
}

function copyOf(node: XmlNode): XmlNode {
  const copy = new XmlNode(node.kind, node.name, node.namespace, node.value);
  for (const attribute of node.attributes) {
    const own = copyOf(attribute);
    own.parent = copy;
    copy.attributes.push(own);
  }
  for (const child of node.children) copy.append(copyOf(child));
  return copy;
}

/** Namespaces by prefix that are declared around a node. */
export type Declared = Readonly<Record<string, string>>;

const isDeclaration = ({ name }: XmlNode) => name === 'xmlns' || name.startsWith('xmlns:');

/** What the elements around a node declare. */
export function declaredAround(node: XmlNode): Declared {
  const declared: Record<string, string> = {};
  for (let at = node.parent; at !== undefined; at = at.parent)
    for (const { name, value } of at.attributes.filter(isDeclaration)) declared[name.slice('xmlns:'.length)] ??= value;
  return declared;
}

/** The XML text; what is declared `around` is not declared again. */
export function writeXml(node: XmlNode, around: Declared = {}): string {
  switch (node.kind) {
    case 'document':
      return node.children.map((child) => writeXml(child, around)).join('');
    case 'text':
      return escapeText(node.value);
    case 'comment':
      return `<!--${node.value}-->`;
    case 'instruction':
      return `<?${node.name} ${node.value}?>`;
    case 'attribute':
      return `${node.name}="${escapeAttribute(node.value)}"`;
    case 'element':
      return writeElement(node, around);
  }
}

/** What was declared outside of the element that is written is declared where it is needed. */
function writeElement(node: XmlNode, around: Declared): string {
  let declared = around;
  for (const { name, value } of node.attributes.filter(isDeclaration))
    declared = { ...declared, [name.slice('xmlns:'.length)]: value };
  let attributes = '';
  const declare = ({ name, namespace, kind }: XmlNode) => {
    const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : '';
    const isBound = prefix === 'xml' || prefix === 'xmlns' || (kind === 'attribute' && prefix === '');
    if (isBound || (declared[prefix] ?? '') === namespace) return;
    declared = { ...declared, [prefix]: namespace };
    attributes += ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeAttribute(namespace)}"`;
  };
  for (const attribute of node.attributes) {
    declare(attribute);
    attributes += ` ${writeXml(attribute)}`;
  }
  declare(node);
  const inner = node.children.map((child) => writeXml(child, declared)).join('');
  return inner === '' ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${inner}</${node.name}>`;
}
