import type { LintFinding } from './lint-finding.ts';

/** A finding with the node that it is about. */
export interface RawFinding extends Pick<LintFinding, 'rule' | 'severity' | 'message'> {
  readonly node: { readonly start: number; readonly end: number };
}
