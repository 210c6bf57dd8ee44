import type { OptionSpecs } from '../component/option-spec.ts';

/** What these hold is resolved where it is compiled, or is an object of the program, to be used and never copied. */
const KEPT_AS_GIVEN: ReadonlySet<string> = new Set(['steps', 'dataFormat', 'ref']);

/**
 * Options with the placeholders in their texts replaced. Nested steps keep theirs: they are resolved when they are compiled
 * themselves. An option whose optional placeholder is unknown is left out.
 */
export function resolveOptions(
  options: Readonly<Record<string, unknown>>,
  resolve: (text: string) => string | undefined,
  specs?: OptionSpecs,
): Record<string, unknown> {
  const resolved: Record<string, unknown> = {};
  for (const name in options) {
    const type = specs?.[name]?.type;
    const value = options[name];
    const now =
      type !== undefined && KEPT_AS_GIVEN.has(type) && typeof value !== 'string' ? value : resolveValue(value, resolve);
    if (now !== undefined) resolved[name] = now;
  }
  return resolved;
}

function resolveValue(value: unknown, resolve: (text: string) => string | undefined): unknown {
  if (typeof value === 'string') return value.includes('{{') ? resolve(value) : value;
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, resolve));
  if (!isPlain(value) || 'language' in value) return value;
  return resolveOptions(value, resolve);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
