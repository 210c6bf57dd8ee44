/** Names for types and properties out of what people call things on their server. */
export class TypeNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** A type's name: `Child programme` gives `ChildProgramme`, a second one `ChildProgramme2`. */
  type(text: string, suffix = ''): string {
    const base = words(`${text} ${suffix}`).map(capitalised).join('') || 'Unnamed';
    const safe = /^\d/.test(base) ? `_${base}` : base;
    let name = safe;
    for (let next = 2; this.#taken.has(name); next++) name = safe + next;
    this.#taken.add(name);
    return name;
  }
}

/** A property's name: the code where there is one, else the name, in camel case. */
export function propertyName(of: { readonly id: string; readonly code?: string; readonly name?: string }): string {
  const parts = words(of.code ?? of.name ?? of.id);
  const [first = of.id, ...rest] = parts;
  const name = first.toLowerCase() + rest.map((word) => capitalised(word.toLowerCase())).join('');
  return /^\d/.test(name) ? `_${name}` : name;
}

/** Properties of one object with names that differ. */
export function distinctNames<Item extends { readonly id: string; readonly code?: string; readonly name?: string }>(
  items: readonly Item[],
): readonly { readonly item: Item; readonly name: string }[] {
  const taken = new Set<string>();
  return items.map((item) => {
    const base = propertyName(item);
    let name = base;
    for (let next = 2; taken.has(name); next++) name = base + next;
    taken.add(name);
    return { item, name };
  });
}

function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
