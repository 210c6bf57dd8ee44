import { parseAllDocuments } from 'yaml';
import type { Value } from '../../runtime/value.ts';
import { raised } from './raised.ts';

/** YAML as JSON data; several documents are an array. */
export function parseYamlText(text: string): Value {
  return raised('this text is no YAML', () => {
    const parsed = parseAllDocuments(text, { version: '1.2', maxAliasCount: 1_000 } as never);
    const documents = Array.isArray(parsed) ? parsed : [];
    for (const document of documents) if (document.errors[0]) throw document.errors[0];
    const values = documents.map((document) => document.toJS({ maxAliasCount: 1_000 }) as Value);
    const several = documents.length > 1 || /^---(?:\s|$)[^]*^---(?:\s|$)/m.test(text);
    return several ? values : (values[0] ?? null);
  });
}
