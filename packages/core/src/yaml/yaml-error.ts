import type { SourceLocation } from '../model/source-location.ts';
import { yamlErrors, type YamlErrorCode } from './yaml-errors.ts';

const brand = Symbol.for('dhow.YamlError');

/** One thing wrong in a YAML file, with its place. */
export interface YamlProblem {
  readonly code: YamlErrorCode;
  readonly message: string;
  readonly source: SourceLocation;
  readonly details: Readonly<Record<string, unknown>>;
}

export function yamlProblem(
  code: YamlErrorCode,
  source: SourceLocation,
  details: Readonly<Record<string, unknown>> = {},
): YamlProblem {
  const message = yamlErrors[code].replaceAll(/\{(\w+)\}/g, (all, name: string) =>
    name in details ? String(details[name]) : name === 'hint' ? '' : all,
  );
  return { code, message, source, details };
}

/** `file:line:column: message`, the form that editors and terminals make links of. */
export function formatYamlProblem({ source, message }: YamlProblem): string {
  return `${source.file}:${source.line}:${source.column}: ${message}`;
}

/** A YAML file that cannot be loaded. `problems` holds all of them, the first being the message. */
export class YamlError extends Error {
  readonly code: YamlErrorCode;
  readonly source: SourceLocation;
  readonly details: Readonly<Record<string, unknown>>;
  readonly problems: readonly YamlProblem[];
  readonly retryable = false;

  constructor(problems: readonly [YamlProblem, ...YamlProblem[]]) {
    super(formatYamlProblem(problems[0]));
    this.name = 'YamlError';
    this.code = problems[0].code;
    this.source = problems[0].source;
    this.details = problems[0].details;
    this.problems = problems;
    Object.defineProperty(this, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }
}
