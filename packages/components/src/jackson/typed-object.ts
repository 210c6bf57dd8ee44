export type Maker = new (text?: string) => object;

/** A class of the application; undefined for what is none. */
export const classOf = (found: unknown): Maker | undefined =>
  typeof found === 'function' ? (found as Maker) : undefined;

/** An object of a class with its properties set, by their setters where it has them. */
export function typedObject(
  maker: Maker,
  fields: Readonly<Record<string, unknown>>,
  unknownField: (name: string) => Error,
): object {
  const object = new maker() as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields)) {
    const setter = object[`set${name.charAt(0).toUpperCase()}${name.slice(1)}`];
    if (typeof setter === 'function') setter.call(object, value);
    else if (name in object && !(name in Object.prototype)) object[name] = value;
    else throw unknownField(name);
  }
  return object;
}
