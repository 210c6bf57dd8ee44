import {
  splitUri,
  type Component,
  type Converter,
  type DataFormatFactory,
  type ExpressionLanguage,
} from '@dhow/core/component';
import { standardLanguages, type RoutesModel } from '@dhow/core';
import { componentLoaders, dataFormatLoaders, languageLoaders, schemeAliases, wordsFor } from './standard-table.ts';
import { wordsOfRoutes } from './words-of-routes.ts';

/** What comes with Dhow, for a context. */
export interface StandardParts {
  readonly components: readonly Component[];
  readonly dataFormats: readonly DataFormatFactory[];
  readonly languages: readonly ExpressionLanguage[];
  /** Conversions by the Java type that they make. */
  readonly converters: ReadonlyMap<string, Converter>;
}

/** All connectors, data formats and languages that come with Dhow. */
export function allStandardParts(): Promise<StandardParts> {
  return load(() => true);
}

/**
 * Those that the routes name. All of them when a route takes endpoints from its messages, and when it names an endpoint that
 * nobody knows, so that the error can say which was meant. Parts that are not loaded cost no time and no memory: a process
 * with a few routes starts in half the time.
 */
export function standardPartsFor(
  models: readonly RoutesModel[],
  properties: Readonly<Record<string, string>>,
  knownSchemes: ReadonlySet<string>,
): Promise<StandardParts> {
  const { words, isDynamic } = wordsOfRoutes(models, properties);
  if (isDynamic || sourcesOf(models).some((scheme) => !isKnown(scheme) && !knownSchemes.has(scheme))) {
    return allStandardParts();
  }
  const isNamed = (name: string) => words.has(name) || (wordsFor[name] ?? []).some((word) => words.has(word));
  const aliased = new Set(
    Object.entries(schemeAliases).flatMap(([alias, scheme]) => (words.has(alias) ? [scheme] : [])),
  );
  return load((name) => aliased.has(name) || isNamed(name));
}

async function load(isNeeded: (name: string) => boolean): Promise<StandardParts> {
  const pick = <T>(loaders: Readonly<Record<string, () => Promise<T>>>) =>
    Promise.all(
      Object.keys(loaders)
        .filter(isNeeded)
        .map((name) => loaders[name]!()),
    );
  const [components, dataFormats, languages] = await Promise.all([
    pick(componentLoaders),
    pick(dataFormatLoaders),
    pick(languageLoaders),
  ]);
  // `convertBodyTo: org.w3c.dom.Document` and what reads XML.
  const needsXml = ['Document', 'Node', 'xpath', 'jacksonXml'].some(isNeeded);
  const converters = needsXml ? (await import('@dhow/components/xml')).xmlConverters() : new Map<string, Converter>();
  return { components, dataFormats, languages: [...standardLanguages, ...languages], converters };
}

function isKnown(scheme: string): boolean {
  return scheme in componentLoaders || scheme in schemeAliases;
}

/** Schemes of all literal endpoints. */
function sourcesOf(models: readonly RoutesModel[]): readonly string[] {
  const schemes: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'uri' && typeof inner === 'string' && /^[a-z]/i.test(inner) && inner.includes(':')) {
        schemes.push(splitUri(inner).scheme);
      } else if (key !== 'source') visit(inner);
    }
  };
  visit(models);
  return schemes;
}
