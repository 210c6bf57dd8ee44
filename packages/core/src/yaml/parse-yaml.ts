import { parse } from 'yaml';

/**
 * The value of a YAML text, by the rules of YAML 1.2.
 *
 * @throws YAMLParseError with line and column
 */
export function parseYaml(text: string): unknown {
  return parse(text, { version: '1.2', maxAliasCount: 1000 }) as unknown;
}
