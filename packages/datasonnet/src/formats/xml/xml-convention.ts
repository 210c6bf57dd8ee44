import type { MediaType } from '../media-type.ts';

/** Names by which XML and objects are told apart, from the parameters of the media type. */
export interface XmlConvention {
  readonly separator: string;
  readonly attribute: string;
  readonly text: string;
  readonly cdata: string;
  readonly order: string;
  /** The key of an element's namespace declarations: the attribute character and `xmlns`. */
  readonly namespaces: string;
  /** Prefixes that namespaces are to have, by URI; the empty prefix makes it the default one. */
  readonly declared: ReadonlyMap<string, string>;
}

const declarationPrefix = 'namespacedeclarations.';

export const xmlReadParameters = {
  names: ['namespaceseparator', 'attributecharacter', 'textvaluekey', 'cdatavaluekey', 'orderingkey'],
  prefixes: [declarationPrefix],
};

export const xmlWriteParameters = {
  names: [
    ...xmlReadParameters.names,
    'indent',
    'rootelement',
    'omitxmldeclaration',
    'xmlversion',
    'autoemptyelements',
    'nullasemptyelement',
  ],
  prefixes: [declarationPrefix],
};

export function xmlConvention(mediaType: MediaType): XmlConvention {
  const attribute = mediaType.parameter('attributecharacter') ?? '@';
  const declared = new Map<string, string>();
  for (const [name, uri] of mediaType.parameters) {
    if (!name.startsWith(declarationPrefix)) continue;
    const prefix = name.slice(declarationPrefix.length);
    declared.set(uri, prefix === '$' ? '' : prefix);
  }
  return {
    separator: mediaType.parameter('namespaceseparator') ?? ':',
    attribute,
    text: mediaType.parameter('textvaluekey') ?? '$',
    cdata: mediaType.parameter('cdatavaluekey') ?? '#',
    order: mediaType.parameter('orderingkey') ?? '~',
    namespaces: `${attribute}xmlns`,
    declared,
  };
}
