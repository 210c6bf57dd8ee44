import { nearestName } from '../errors/nearest-name.ts';

/** Texts that mappings may import: by name, or asked from the host. */
export type Imports = Readonly<Record<string, string>> | ((name: string) => string | undefined);

export interface ImportSource {
  /** Looks beside the importing file, then for the name as it is. Names match exactly. */
  find(path: string, from: string): { readonly name: string; readonly text: string } | undefined;
  hint(path: string): string;
  /** Names that are known beforehand. */
  names(): readonly string[];
}

export function importSource(imports: Imports): ImportSource {
  const read =
    typeof imports === 'function'
      ? imports
      : (name: string) => (Object.hasOwn(imports, name) ? imports[name] : undefined);
  const names = () => (typeof imports === 'function' ? [] : Object.keys(imports));
  return {
    find(path, from) {
      const folder = from.slice(0, from.lastIndexOf('/') + 1);
      for (const name of folder === '' ? [path] : [folder + path, path]) {
        const text = read(name);
        if (text !== undefined) return { name, text };
      }
      return undefined;
    },
    hint(path) {
      const near = nearestName(path, names());
      return near === undefined ? '' : `; did you mean "${near}"?`;
    },
    names,
  };
}
