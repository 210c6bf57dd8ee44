import type { MetadataObject, MetadataStore } from '../../metadata/metadata-store.ts';
import { objectsAt, refAt, textAt } from '../../state/json.ts';

/** Finds objects by the identifiers of a query: uids, or what `inputIdScheme` names. */
export class IdReader {
  readonly #metadata: MetadataStore;
  readonly #scheme: string;

  constructor(metadata: MetadataStore, scheme: string | null) {
    this.#metadata = metadata;
    this.#scheme = scheme ?? 'UID';
  }

  object(plural: string, text: string): MetadataObject | undefined {
    const scheme = this.#scheme.toUpperCase();
    if (scheme === 'CODE') return this.#metadata.findBy(plural, 'code', text);
    if (scheme === 'NAME') return this.#metadata.findBy(plural, 'name', text);
    if (scheme.startsWith('ATTRIBUTE:')) {
      const attribute = this.#scheme.slice(10);
      for (const object of this.#metadata.all(plural)) if (attributeValue(object, attribute) === text) return object;
      return undefined;
    }
    return this.#metadata.get(plural, text);
  }
}

/** The value that an object has for a metadata attribute. */
export function attributeValue(object: MetadataObject | undefined, attribute: string): string | undefined {
  const value = objectsAt(object, 'attributeValues').find((item) => refAt(item, 'attribute') === attribute);
  return textAt(value, 'value');
}
