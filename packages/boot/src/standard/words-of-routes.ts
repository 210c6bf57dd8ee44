import type { RoutesModel } from '@dhow/core';

/** What routes say, as far as it tells which parts they need. */
export interface RouteWords {
  /** Every word in keys and texts: a part whose name is not among them is not named anywhere. */
  readonly words: ReadonlySet<string>;
  /** Whether a message may name endpoints that stand in no text. */
  readonly isDynamic: boolean;
}

/** Patterns that take endpoints from the message. */
const dynamicKinds = new Set(['recipientList', 'routingSlip', 'dynamicRouter', 'kamelet']);

/** Gathers the words of models and of the values that placeholders may bring. */
export function wordsOfRoutes(
  models: readonly RoutesModel[],
  properties: Readonly<Record<string, string>>,
): RouteWords {
  const words = new Set<string>();
  let isDynamic = false;
  const seen = new Set<object>();
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      for (const word of value.match(/[A-Za-z]\w*/g) ?? []) words.add(word);
      if (key === 'kind' && dynamicKinds.has(value)) isDynamic = true;
      // `toD: "${header.target}"`: the scheme itself comes from the message.
      if (key === 'uri' && /^\s*\$/.test(value)) isDynamic = true;
      return;
    }
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (isEndpointExpression(value)) isDynamic = true;
    for (const [name, inner] of Object.entries(value)) {
      words.add(name);
      visit(inner, name);
    }
  };
  visit(models, '');
  visit(properties, '');
  return { words, isDynamic };
}

/** `enrich: { simple: "…" }` and its relatives compute their endpoint. */
function isEndpointExpression(value: object): boolean {
  const { kind, options } = value as { kind?: unknown; options?: { expression?: { language?: unknown } } };
  if (kind !== 'enrich' && kind !== 'pollEnrich' && kind !== 'poll') return false;
  const language = options?.expression?.language;
  return language !== undefined && language !== 'constant' && language !== 'simple';
}
