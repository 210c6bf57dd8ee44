import { library, native } from '../../runtime/native.ts';
import { fieldNames, getField, makeObject } from '../../runtime/object-value.ts';
import type { Value } from '../../runtime/value.ts';
import { writeText } from './core-formats.ts';

/** `ds.xml`. */
export const xmlModule = library([
  native(
    'flattenContents',
    ['element:object', 'namespaces:object|null'],
    (runtime, element, namespaces) => {
      const parameters = new Map<string, Value>([['OmitXmlDeclaration', 'true']]);
      if (namespaces !== null) {
        for (const prefix of fieldNames(namespaces, { hidden: true })) {
          parameters.set(`NamespaceDeclarations.${prefix}`, getField(namespaces, prefix)!);
        }
      }
      const written = writeText(runtime, makeObject([['a', element]]), 'application/xml', makeObject(parameters));
      return written.slice(written.indexOf('>') + 1, -'</a>'.length);
    },
    { namespaces: null },
  ),
]);
