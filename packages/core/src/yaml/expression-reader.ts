import { isMap, isScalar } from 'yaml';
import { nearestHint, nearestName } from '../errors/nearest-name.ts';
import { keepPlaces } from './written-options.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { camelLanguages } from './known-words.ts';
import {
  describeNode,
  isAbsent,
  optionEntries,
  plainValue,
  scalarText,
  type YamlDocument,
  type YamlEntry,
  type YamlNode,
} from './yaml-document.ts';

/** Reads expressions in all forms that Camel takes: `simple: "…"`, `simple: { expression: … }`, `expression: { simple: … }`. */
export class ExpressionReader {
  readonly #document: YamlDocument;
  readonly #languages: ReadonlySet<string>;

  constructor(document: YamlDocument, languages: Iterable<string>) {
    this.#document = document;
    this.#languages = new Set([...camelLanguages, ...languages]);
  }

  isLanguage(word: string): boolean {
    return this.#languages.has(word);
  }

  /** A node that holds one language, or the wrapper `expression` round it. */
  read(node: YamlNode, fallback: YamlNode): ExpressionModel | undefined {
    const document = this.#document;
    const entries = document.entriesOf(node);
    if (entries === undefined) {
      document.problem('YAML_EXPRESSION', node, { found: describeNode(node) }, fallback);
      return undefined;
    }
    return this.fromEntries(entries, node, fallback);
  }

  /** The one expression among the keys of a map, which must hold nothing else. */
  fromEntries(entries: readonly YamlEntry[], node: YamlNode, fallback: YamlNode): ExpressionModel | undefined {
    const document = this.#document;
    const [first, ...more] = optionEntries(entries);
    if (first === undefined) {
      document.problem('YAML_EXPRESSION', node, { found: 'nothing' }, fallback);
      return undefined;
    }
    if (more.length > 0) {
      document.problem('YAML_TWO_EXPRESSIONS', more[0]!.keyNode, { found: entries.map(({ key }) => key).join(', ') });
      return undefined;
    }
    if (first.key === 'expression') return this.read(first.value, first.keyNode);
    if (!this.isLanguage(first.key)) {
      document.problem('YAML_UNKNOWN_LANGUAGE', first.keyNode, {
        found: first.key,
        hint: nearestHint(first.key, this.#languages),
      });
      return undefined;
    }
    return this.#language(first);
  }

  #language({ key, keyNode, value }: YamlEntry): ExpressionModel | undefined {
    const document = this.#document;
    const source = document.locate(keyNode);
    if (isScalar(value) || isAbsent(value)) {
      keepPlaces(document, source, [{ key: 'expression', keyNode, value }]);
      return { language: key, expression: trimmed(key, scalarText(value) ?? '', {}), source };
    }
    if (!isMap(value)) {
      document.problem('YAML_EXPRESSION', value, { found: describeNode(value) }, keyNode);
      return undefined;
    }
    const entries = document.entries(value);
    keepPlaces(document, source, entries);
    let expression: string | undefined;
    let language = key === 'language' ? undefined : key;
    const options: Record<string, unknown> = {};
    for (const entry of optionEntries(entries)) {
      if (entry.key === 'expression' && key !== 'tokenize') expression = writtenText(entry.value);
      else if (entry.key === 'language' && key === 'language') language = scalarText(entry.value);
      else if (entry.key !== 'id') options[entry.key] = plainValue(entry.value);
    }
    if (language === undefined) {
      const slip = entries.find(({ key: word }) => nearestName(word, ['language']) !== undefined);
      const hint = ' Did you mean "language"?';
      if (slip) document.problem('YAML_UNKNOWN_OPTION', slip.keyNode, { place: key, found: slip.key, hint });
      else
        document.problem('YAML_MISSING_OPTION', value, {
          place: key,
          option: 'language',
          description: 'Its name, such as simple.',
        });
      return undefined;
    }
    if (key === 'tokenize' && expression === undefined) expression = tokenOf(options);
    if (key === 'method' && expression === undefined) expression = methodText(options);
    if (expression === undefined && language !== 'method') {
      document.problem('YAML_MISSING_OPTION', value, {
        place: key,
        option: 'expression',
        description: 'The text of it.',
      });
      return undefined;
    }
    return {
      language,
      expression: trimmed(language, expression ?? '', options),
      ...(Object.keys(options).length > 0 ? { options } : {}),
      source,
    };
  }
}

/** As in Camel, a text without a token is cut at blanks and line ends; pairs and elements need one. */
function tokenOf(options: Readonly<Record<string, unknown>>): string | undefined {
  const needs = ['token', 'endToken', 'xml', 'expression'].some((name) => options[name] !== undefined);
  return needs ? textOf(options['token']) : '\\s+';
}

/** An expression without a text is an empty one. */
const writtenText = (node: YamlNode): string | undefined =>
  isScalar(node) || isAbsent(node) ? (scalarText(node) ?? '') : undefined;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

function methodText(options: Readonly<Record<string, unknown>>): string | undefined {
  const bean = textOf(options['ref']) ?? textOf(options['beanType']);
  const method = textOf(options['method']);
  return bean === undefined ? undefined : method === undefined ? bean : `${bean}?method=${method}`;
}

/** Blanks around a text are dropped unless `trim` is false; a separator may be a blank. */
function trimmed(language: string, text: string, options: Readonly<Record<string, unknown>>): string {
  const kept = language === 'tokenize' || options['trim'] === false || options['trim'] === 'false';
  return kept ? text : text.trim();
}
