/** The elements of a name in an XML text, as text; with the namespaces declared on another element put into them. */
export function* xmlElements(text: string, token: string, inheritFrom: string | undefined): Generator<string> {
  const name = escape(token.replace(/^<|>$/g, ''));
  const element = new RegExp(
    `<((?:[\\w-]+:)?${name})((?:\\s[^>]*?)?)/>|<((?:[\\w-]+:)?${name})((?:\\s[^>]*)?)>[\\s\\S]*?</\\3\\s*>`,
    'g',
  );
  const namespaces = inheritFrom === undefined ? [] : namespacesOf(text, inheritFrom);
  for (const [whole, empty, , open] of text.matchAll(element)) yield inherit(whole, empty ?? open!, namespaces);
}

function namespacesOf(text: string, elementName: string): string[] {
  const tag = new RegExp(`<(?:[\\w-]+:)?${escape(elementName)}(\\s[^>]*)>`).exec(text)?.[1] ?? '';
  return [...tag.matchAll(/\s(xmlns(?::[\w-]+)?\s*=\s*(?:"[^"]*"|'[^']*'))/g)].map(([, declaration]) => declaration!);
}

function inherit(element: string, name: string, namespaces: readonly string[]): string {
  const head = element.slice(0, element.indexOf('>'));
  const missing = namespaces.filter(
    (declaration) => !head.includes(declaration.slice(0, declaration.indexOf('=')).trim() + '='),
  );
  if (missing.length === 0) return element;
  const after = name.length + 1;
  return `${element.slice(0, after)} ${missing.join(' ')}${element.slice(after)}`;
}

const escape = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
