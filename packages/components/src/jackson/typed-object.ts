export type Maker = new (text?: string) => object;

/** A class of the application; undefined for what is none. */
export const classOf = (found: unknown): Maker | undefined =>
  typeof found === 'function' ? (found as Maker) : undefined;

type Setter = (value: unknown) => void;

/** What can be set of an object, by name: what has a setter, its fields, and lists that a getter gives. */
function settersOf(object: object): Map<string, Setter> {
  const setters = new Map<string, Setter>();
  const bean = object as Record<string, unknown>;
  const methods: string[] = [];
  for (
    let at: unknown = Object.getPrototypeOf(object);
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    methods.push(...Object.getOwnPropertyNames(at));
  }
  const call = (method: string, ...args: unknown[]) =>
    (bean[method] as (...all: unknown[]) => unknown).apply(object, args);
  for (const method of methods.filter((name) => /^set[A-Z]/.test(name))) {
    setters.set(propertyOf(method), (value) => void call(method, value));
  }
  for (const field of Object.keys(object)) setters.set(field, (value) => void (bean[field] = value));
  for (const method of methods.filter((name) => /^get[A-Z]/.test(name) && !setters.has(propertyOf(name)))) {
    const list = call(method);
    if (Array.isArray(list)) setters.set(propertyOf(method), (value) => void list.push(...(value as unknown[])));
  }
  return setters;
}

const propertyOf = (method: string) => `${method.charAt(3).toLowerCase()}${method.slice(4)}`;

/** What can be set of objects of a class, in the order of Jackson's own table. */
export function knownProperties(maker: Maker): string[] {
  const names = [...settersOf(new maker()).keys()];
  const { length } = names;
  let size = length <= 5 ? 8 : length <= 12 ? 16 : 32;
  while (size > 16 && size < length + (length >> 2)) size *= 2;
  const slots: string[] = [];
  const spilled: string[] = [];
  for (const name of names) {
    const slot = javaHash(name) & (size - 1);
    const second = size + (slot >> 1);
    if (slots[slot] === undefined) slots[slot] = name;
    else if (slots[second] === undefined) slots[second] = name;
    else spilled.push(name);
  }
  return [...slots.filter((name) => name !== undefined), ...spilled];
}

/** `String.hashCode`. */
function javaHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}

/** An object of a class with its properties set, by their setters where it has them; others are left out. */
export function typedObject(maker: Maker, fields: Readonly<Record<string, unknown>>): object {
  const object = new maker();
  const setters = settersOf(object);
  for (const [name, value] of Object.entries(fields)) setters.get(name)?.(value);
  return object;
}
