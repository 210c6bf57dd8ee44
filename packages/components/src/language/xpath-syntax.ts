/** The tree of an XPath 1.0 expression. */
export type XPathNode =
  | { readonly kind: 'binary'; readonly operator: string; readonly left: XPathNode; readonly right: XPathNode }
  | { readonly kind: 'negate'; readonly operand: XPathNode }
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly XPathNode[] }
  | {
      readonly kind: 'path';
      /** What the steps start from; the context node when undefined, the root when absolute. */
      readonly start: XPathNode | undefined;
      readonly absolute: boolean;
      readonly predicates: readonly XPathNode[];
      readonly steps: readonly XPathStep[];
    };

export interface XPathStep {
  readonly axis: string;
  /** `node()`, `text()`, …, a name, `*`, or `prefix:*`. */
  readonly test: { readonly kind: 'type' | 'name'; readonly prefix: string; readonly name: string };
  readonly predicates: readonly XPathNode[];
}

/** Text that is no XPath, with the place. */
export class XPathError extends Error {
  readonly location: number;

  constructor(message: string, location: number) {
    super(message);
    this.name = 'XPathError';
    this.location = location;
  }
}
