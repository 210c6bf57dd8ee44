import type { SourceRange } from '../../source/source-text.ts';

/** What the linter looks for. */
export const lintRules = {
  syntax: 'The mapping cannot be parsed.',
  'unknown-variable': 'A name that no local, parameter, input or library has.',
  'unknown-library-function': 'A member that std, ds or another library does not have.',
  'unused-local': 'A local that nothing reads; a name that starts with _ is left alone.',
  shadowing: 'A name that hides another one of the same spelling.',
  'constant-condition': 'A condition that is always the same.',
  'unreachable-branch': 'An expression that is never evaluated.',
  'duplicate-field': 'Two fields of one object with the same name: the last one counts.',
} as const;

export type LintRule = keyof typeof lintRules;

export interface LintFinding {
  readonly rule: LintRule;
  /** Errors will fail when they are reached; warnings are probably mistakes. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly range: SourceRange;
}
