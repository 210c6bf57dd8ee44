import type { Content } from './openapi-model.ts';

export function isJsonType(type: string): boolean {
  return /[/+]json\s*(;|$)/i.test(type);
}

/** The entry of a content map that a media type falls under, the most exact; the only one for none. */
export function contentFor(content: Content, type: string | undefined): string | undefined {
  const names = Object.keys(content);
  if (type === undefined || names.length === 0) return names[0] ?? '';
  const bare = (text: string) => text.split(';', 1)[0]!.trim().toLowerCase();
  const wanted = bare(type);
  return (
    names.find((name) => bare(name) === wanted) ??
    names.find((name) => bare(name) === `${wanted.split('/', 1)[0]!}/*`) ??
    names.find((name) => bare(name) === '*/*')
  );
}

/** The value of a JSON text, or undefined when it is none. */
export function jsonOf(text: string | Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(typeof text === 'string' ? text : Buffer.from(text).toString('utf8')) as unknown };
  } catch {
    return undefined;
  }
}
