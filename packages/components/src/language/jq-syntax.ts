/** The tree of a jq filter. */
export type JqNode =
  | { readonly kind: 'identity' }
  | { readonly kind: 'recurse' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'text'; readonly parts: readonly (string | JqNode)[] }
  | { readonly kind: 'index'; readonly target: JqNode; readonly index: JqNode; readonly optional: boolean }
  | {
      readonly kind: 'slice';
      readonly target: JqNode;
      readonly from: JqNode | undefined;
      readonly to: JqNode | undefined;
    }
  | { readonly kind: 'iterate'; readonly target: JqNode; readonly optional: boolean }
  | { readonly kind: 'array'; readonly inner: JqNode | undefined }
  | { readonly kind: 'object'; readonly entries: readonly { readonly key: JqNode; readonly value: JqNode }[] }
  | { readonly kind: 'negate'; readonly operand: JqNode }
  | { readonly kind: 'pipe' | 'comma'; readonly left: JqNode; readonly right: JqNode }
  | { readonly kind: 'operator'; readonly operator: string; readonly left: JqNode; readonly right: JqNode }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly test: JqNode; readonly yes: JqNode }[];
      readonly otherwise: JqNode | undefined;
    }
  | { readonly kind: 'try'; readonly body: JqNode; readonly handler: JqNode | undefined }
  | { readonly kind: 'bind'; readonly source: JqNode; readonly pattern: JqPattern; readonly body: JqNode }
  | {
      readonly kind: 'reduce' | 'foreach';
      readonly source: JqNode;
      readonly pattern: JqPattern;
      readonly start: JqNode;
      readonly update: JqNode;
      readonly extract: JqNode | undefined;
    }
  | { readonly kind: 'update'; readonly operator: string; readonly left: JqNode; readonly right: JqNode }
  | { readonly kind: 'define'; readonly name: string; readonly made: JqDefinition; readonly rest: JqNode }
  | { readonly kind: 'format'; readonly format: string; readonly text: JqNode | undefined }
  | { readonly kind: 'label'; readonly name: string; readonly body: JqNode }
  | { readonly kind: 'break'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly JqNode[] };

/** What `def` gives a name: a filter with parameters, which are filters or, with `$`, values. */
export interface JqDefinition {
  readonly parameters: readonly string[];
  readonly body: JqNode;
}

/** What stands behind `as`: a variable, or how to take a list or an object apart. */
export type JqPattern =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly JqPattern[] }
  | { readonly kind: 'object'; readonly entries: readonly JqPatternEntry[] };

/** A key of an object pattern; `$name` is a key and a variable at once. */
export interface JqPatternEntry {
  readonly key: JqNode;
  readonly name: string | undefined;
  readonly pattern: JqPattern | undefined;
}

/** A filter that cannot be read; the place counts from 0. */
export class JqSyntaxError extends Error {
  readonly location: number;

  constructor(message: string, location: number) {
    super(message);
    this.name = 'JqSyntaxError';
    this.location = location;
  }
}

/** `break $name`: ends its label. */
export class JqBreak extends Error {
  readonly label: unknown;

  constructor(label: unknown) {
    super('break');
    this.name = 'JqBreak';
    this.label = label;
  }
}

export type JqErrorKind =
  | 'JsonQueryException'
  | 'JsonQueryTypeException'
  | 'JsonQueryUserException'
  | 'IllegalJsonInputException';

/** What a filter raises while it runs: `error("…")`, a value of the wrong kind. */
export class JqError extends Error {
  readonly value: unknown;
  /** What Camel's jq calls it: a value of the wrong kind, an input that a function does not take, what `error` raised, or any other. */
  readonly kind: JqErrorKind;

  constructor(value: unknown, kind: JqErrorKind = 'JsonQueryException') {
    super(typeof value === 'string' ? value : JSON.stringify(value));
    this.name = 'JqError';
    this.value = value;
    this.kind = kind;
  }
}
