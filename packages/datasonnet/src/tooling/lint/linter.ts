import { profileParts } from '../../mapping/profile-parts.ts';
import type { Profile } from '../../runtime/runtime.ts';
import { DatasonnetError } from '../../errors/datasonnet-errors.ts';
import { followingSource } from '../../source/deep-source.ts';
import { SourceText } from '../../source/source-text.ts';
import { grammarOf } from '../../syntax/grammar.ts';
import { parse } from '../../syntax/parser.ts';
import { findConstantConditions } from './constant-conditions.ts';
import type { LintFinding } from './lint-finding.ts';
import { NameChecker } from './name-checker.ts';

export interface LintOptions {
  readonly profile?: Profile;
  readonly name?: string;
  /** Inputs besides `payload`. */
  readonly inputs?: readonly string[];
  /** Variables of host libraries, such as `cml` and `native`; their members are not checked. */
  readonly hostLibraries?: readonly string[];
}

/**
 * Looks for probable mistakes without running the mapping; never raises. Findings come in the order of the source.
 *
 * @example
 * import { lintMapping } from '@dhow/datasonnet/tooling';
 *
 * lintMapping('local unused = 1; std.lenght(payload)').map(({ rule }) => rule); // ['unused-local', 'unknown-library-function']
 */
export function lintMapping(source: string, options: LintOptions = {}): readonly LintFinding[] {
  const profile = options.profile ?? 'strict';
  const tree = parse(new SourceText(options.name ?? '', source), grammarOf(profile));
  const range = (node: { readonly start: number; readonly end: number }) => ({
    source: tree.source,
    start: node.start,
    end: node.end,
  });
  if (tree.diagnostics.length > 0) {
    return tree.diagnostics.map((found) => ({
      rule: 'syntax',
      severity: 'error',
      message: found.message,
      range: range(found),
    }));
  }
  const { libraries } = profileParts(profile);
  const inputs = [
    ...(profile === 'jsonnet' ? [] : ['payload']),
    ...(options.inputs ?? []),
    ...(options.hostLibraries ?? []),
  ];
  try {
    const findings = followingSource(tree.source, () => [
      ...new NameChecker(libraries, inputs).check(tree.root),
      ...findConstantConditions(tree.root),
    ]);
    return findings
      .map(({ rule, severity, message, node }): LintFinding => ({ rule, severity, message, range: range(node) }))
      .toSorted((a, b) => a.range.start - b.range.start || a.rule.localeCompare(b.rule));
  } catch (error) {
    if (!DatasonnetError.is(error)) throw error;
    return [{ rule: 'syntax', severity: 'error', message: error.message, range: range(tree.root) }];
  }
}
