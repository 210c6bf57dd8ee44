import type { EipDefinition } from '../eip/eip-definition.ts';
import { standardEips } from '../eip/standard-eips.ts';
import type { RoutesModel } from '../model/route-model.ts';
import { checkExpressions } from './check-expressions.ts';
import { ExpressionReader } from './expression-reader.ts';
import { FileReader } from './file-reader.ts';
import { camelDataFormats } from './known-words.ts';
import type { Reading } from './reading.ts';
import { YamlDocument } from './yaml-document.ts';
import { YamlError, type YamlProblem } from './yaml-error.ts';

export interface LoadYamlOptions {
  /** Name of the file, for messages and for the places of steps. */
  readonly file?: string;
  /** The patterns that steps may name; the standard ones when absent. */
  readonly eips?: readonly EipDefinition[];
  /** Names of languages beside Camel's. */
  readonly languages?: Iterable<string>;
  /** Names of data formats beside Camel's. */
  readonly dataFormats?: Iterable<string>;
}

/**
 * Reads routes in Camel's YAML DSL (as of Camel 4.22) into the route model. Placeholders stay as they are written: the
 * context resolves them. Needs the package `yaml`.
 *
 * @throws YamlError with every problem of the file, each with line and column.
 * @example
 * ```ts
 * import { loadYaml } from '@dhow/core/yaml';
 *
 * const text = `
 * - route:
 *     id: hello
 *     from:
 *       uri: direct:start
 *       steps:
 *         - setBody: { simple: "Hello \${body}" }
 * `;
 * const { routes } = loadYaml(text, { file: 'hello.yaml' });
 * ```
 */
export function loadYaml(text: string, options: LoadYamlOptions = {}): RoutesModel {
  const { model, problems } = readYaml(text, options);
  const [first, ...rest] = problems;
  if (first !== undefined) throw new YamlError([first, ...rest]);
  return model;
}

/** All that is wrong with a YAML file, in the order of the file; empty when it loads. */
export function validateYaml(text: string, options: LoadYamlOptions = {}): readonly YamlProblem[] {
  return readYaml(text, options).problems;
}

/** The model as far as it could be read, and the problems. */
export function readYaml(
  text: string,
  options: LoadYamlOptions = {},
): { readonly model: RoutesModel; readonly problems: readonly YamlProblem[] } {
  const document = new YamlDocument(text, options.file ?? 'routes.yaml');
  const reading: Reading = {
    document,
    eips: new Map((options.eips ?? standardEips).map((definition) => [definition.name, definition])),
    expressions: new ExpressionReader(document, options.languages ?? []),
    dataFormats: new Set([...camelDataFormats, ...(options.dataFormats ?? [])]),
  };
  const read = new FileReader(reading).read();
  const model: RoutesModel = options.file === undefined ? read : { ...read, file: options.file };
  const found = [...document.problems, ...checkExpressions(model)];
  const problems = found.toSorted(({ source: a }, { source: b }) => a.line - b.line || a.column - b.column);
  return { model, problems };
}
