import { placeOf, type SourceLocation } from '@dhow/core';

/** A text of a route with what is known of it. */
export interface RouteText {
  readonly text: string;
  /** The option that it is the value of, `expression` for that of an expression. */
  readonly option: string;
  /** The step that it belongs to; undefined for what stands in none. */
  readonly kind: string | undefined;
  /** Of an expression. */
  readonly language: string | undefined;
  /** Options beside a `uri`. */
  readonly parameters: Readonly<Record<string, unknown>> | undefined;
  /** Its own place where that is known, else that of its step. */
  readonly source: SourceLocation | undefined;
  /** The place of its step, by which those of its options are known. */
  readonly owner: SourceLocation | undefined;
}

/** All texts of models but those of steps that are switched off. Live objects of TypeScript routes are not looked into. */
export function textsOf(value: unknown): readonly RouteText[] {
  const found: RouteText[] = [];
  visit(value, { kind: undefined, source: undefined, option: '' }, found);
  return found;
}

interface Around {
  readonly kind: string | undefined;
  readonly source: SourceLocation | undefined;
  readonly option: string;
}

function visit(value: unknown, around: Around, found: RouteText[]): void {
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      if (typeof item === 'string') found.push(textOf(item, around, {}));
      else visit(item, around, found);
    }
    return;
  }
  if (!isPlain(value) || String(value['disabled'] as boolean | string) === 'true') return;
  const source = (value['source'] as SourceLocation | undefined) ?? around.source;
  const isStep = typeof value['kind'] === 'string' && 'options' in value;
  const kind = isStep ? (value['kind'] as string) : around.kind;
  const { language, expression, parameters } = value;
  if (typeof language === 'string' && typeof expression === 'string') {
    found.push({ ...textOf(expression, { kind, source, option: 'expression' }, {}), language });
    return;
  }
  for (const [option, child] of Object.entries(value)) {
    if (option === 'source' || option === 'parameters') continue;
    const here = { kind, source, option };
    if (typeof child === 'string') found.push(textOf(child, here, parameters));
    else visit(child, here, found);
  }
}

function textOf(text: string, { kind, source, option }: Around, parameters: unknown): RouteText {
  const place = source && placeOf({ source, details: { found: text } });
  return {
    text,
    option,
    kind,
    language: undefined,
    parameters: isPlain(parameters) ? parameters : undefined,
    source: place,
    owner: source,
  };
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
