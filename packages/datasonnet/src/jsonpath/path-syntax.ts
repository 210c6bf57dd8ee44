/** Plain data, as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** One step of a path, in the terms of Jayway JsonPath. */
export type PathStep =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'filter'; readonly condition: FilterCondition }
  | { readonly kind: 'scan' }
  | { readonly kind: 'function'; readonly name: string; readonly argument: string };

export interface ParsedPath {
  /** `@` paths in filters start at the element that is tested. */
  readonly relative: boolean;
  readonly steps: readonly PathStep[];
}

export type FilterOperand =
  | { readonly kind: 'path'; readonly path: ParsedPath }
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'regex'; readonly source: string };

export type FilterCondition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly FilterCondition[] }
  | { readonly kind: 'not'; readonly part: FilterCondition }
  | { readonly kind: 'exists'; readonly path: ParsedPath }
  | {
      readonly kind: 'compare';
      readonly left: FilterOperand;
      readonly operator: string;
      readonly right: FilterOperand;
    };

/** What a path leads to: a definite one to at most one value, others to any number of them. */
export interface PathResult {
  readonly definite: boolean;
  readonly values: readonly Json[];
  /** Where each of the values is, as a path in brackets. */
  readonly places: readonly string[];
}

/** Follows a path; passed to filters, since paths contain filters and filters paths. */
export type PathEvaluator = (path: ParsedPath, start: Json, root: Json) => PathResult;

/** What Jayway calls the failure: a path that leads nowhere, one that cannot be read, or a function that cannot compute. */
export type JsonPathFailure = 'PathNotFoundException' | 'InvalidPathException' | 'JsonPathException';

/** A path that cannot be read, or that does not lead anywhere in the data. */
export class JsonPathError extends Error {
  readonly kind: JsonPathFailure;

  constructor(message: string, kind: JsonPathFailure = 'PathNotFoundException') {
    super(message);
    this.name = 'JsonPathError';
    this.kind = kind;
  }
}
