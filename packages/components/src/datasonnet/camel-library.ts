import type { library } from '@dhow/datasonnet';
import { textOf, type ComponentContext, type Exchange } from '@dhow/core/component';

/** The message that a mapping is run for; set for the time of the run, which never waits. */
export interface CurrentMessage {
  exchange: Exchange | undefined;
}

/**
 * The library `cml` of Camel's mappings: `cml.header("x")`, `cml.exchangeProperty("x")`, `cml.variable("x")` and
 * `cml.properties("key")`. What is not there is null; what is no data is its text.
 */
export async function camelLibrary(current: CurrentMessage, context: ComponentContext): Promise<Library> {
  const { library: makeLibrary, native } = await import('@dhow/datasonnet');
  const reading = (name: string, read: (exchange: Exchange, key: string) => unknown) =>
    native(name, ['key:string'], (_runtime, key) => {
      const { exchange } = current;
      return exchange === undefined ? null : (asData(read(exchange, key)) as null);
    });
  return makeLibrary([
    reading('header', (exchange, key) => exchange.header(key)),
    reading('exchangeProperty', (exchange, key) => exchange.property(key)),
    reading('variable', (exchange, key) =>
      context.variable === undefined ? exchange.variable(key) : context.variable(exchange, key),
    ),
    native('properties', ['key:string'], (_runtime, key) => {
      const colon = key.indexOf(':');
      const name = colon < 0 ? key : key.slice(0, colon);
      return context.property?.(name) ?? (colon < 0 ? null : key.slice(colon + 1));
    }),
  ]);
}

type Library = ReturnType<typeof library>;

function asData(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return value.message;
  if (Array.isArray(value)) return value.map(asData);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return textOf(value);
  return Object.fromEntries(Object.entries(value as object).map(([key, entry]) => [key, asData(entry)]));
}
