import { convertTo } from '../convert/convert.ts';

/** Java's collections, each by what stands for it here. */
const collections: Readonly<Record<string, () => object>> = {
  'java.util.ArrayList': () => [],
  'java.util.LinkedList': () => [],
  'java.util.HashMap': () => new Map(),
  'java.util.LinkedHashMap': () => new Map(),
  'java.util.TreeMap': () => new Map(),
  'java.util.concurrent.ConcurrentHashMap': () => new Map(),
  'java.util.HashSet': () => new Set(),
  'java.util.LinkedHashSet': () => new Set(),
};

const simple: ReadonlySet<string> = new Set(
  ['String', 'Integer', 'Long', 'Short', 'Byte', 'Double', 'Float', 'Boolean'].map((name) => `java.lang.${name}`),
);

/** What a bean of one of Java's own classes is here: an empty collection, or its argument as text, number or boolean. */
export function javaValue(className: string, args: readonly unknown[]): unknown {
  const collection = Object.hasOwn(collections, className) ? collections[className] : undefined;
  if (collection !== undefined) return collection();
  return simple.has(className) && args.length === 1 ? convertTo(args[0], className) : undefined;
}
