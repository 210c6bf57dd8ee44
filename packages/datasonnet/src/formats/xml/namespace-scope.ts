const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

interface Frame {
  /** Prefix to URI, as the names in hand use them. */
  readonly source: ReadonlyMap<string, string>;
  /** Prefix to URI, as they are to be written. */
  readonly target: ReadonlyMap<string, string>;
  /** URI to the prefix declared last for it; the default namespace has none. */
  readonly prefixOf: ReadonlyMap<string, string>;
}

/**
 * The namespaces in force at a place of a document, and what their prefixes become: those that the parameters
 * `NamespaceDeclarations` name get their prefix, others keep theirs unless it is taken (`b` is then `b1`).
 */
export class NamespaceScope {
  readonly #declared: ReadonlyMap<string, string>;
  readonly #substitutes = new Set<string>();
  readonly #frames: Frame[] = [];
  #top: Frame;

  constructor(declared: ReadonlyMap<string, string>) {
    this.#declared = declared;
    const target = new Map([['xml', XML_NAMESPACE]]);
    const prefixOf = new Map([[XML_NAMESPACE, 'xml']]);
    for (const [uri, prefix] of declared) {
      target.set(prefix, uri);
      if (prefix !== '') prefixOf.set(uri, prefix);
    }
    this.#top = { source: new Map([['xml', XML_NAMESPACE]]), target, prefixOf };
  }

  /** Enters an element with its own declarations, prefix to URI; the default namespace has the empty prefix. */
  enter(declarations: ReadonlyMap<string, string> | undefined): void {
    this.#frames.push(this.#top);
    if (declarations === undefined || declarations.size === 0) return;
    const source = new Map(this.#top.source);
    const target = new Map(this.#top.target);
    const prefixOf = new Map(this.#top.prefixOf);
    this.#top = { source, target, prefixOf };
    for (const [prefix, uri] of declarations) {
      source.set(prefix, uri);
      if (this.#declared.has(uri)) continue;
      const written = this.#free(prefix, target);
      target.set(written, uri);
      if (written !== '') prefixOf.set(uri, written);
    }
  }

  leave(): void {
    this.#top = this.#frames.pop()!;
  }

  #free(prefix: string, target: ReadonlyMap<string, string>): string {
    const taken = this.#substitutes.has(prefix) || [...this.#declared.values()].includes(prefix);
    if (!taken) return prefix;
    for (let number = 1; ; number++) {
      const candidate = prefix + number;
      if (target.has(candidate) || this.#substitutes.has(candidate)) continue;
      this.#substitutes.add(candidate);
      return candidate;
    }
  }

  /** The prefix that a namespace is written with; undefined for the default one. */
  prefixOf(uri: string): string | undefined {
    return this.#top.prefixOf.get(uri);
  }

  isDefault(uri: string): boolean {
    return this.#top.target.get('') === uri;
  }

  /** The name as it is to be written, or undefined when its prefix is not bound. */
  translate(name: string, isAttribute: boolean): string | undefined {
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    if (colon < 0 && isAttribute) return name;
    if (prefix === 'xmlns') return undefined;
    const uri = this.#top.source.get(prefix);
    if (uri === undefined) return colon < 0 ? name : undefined;
    if (uri === '') return name;
    const local = colon < 0 ? name : name.slice(colon + 1);
    const written = this.#top.prefixOf.get(uri);
    return written === undefined ? local : `${written}:${local}`;
  }
}
