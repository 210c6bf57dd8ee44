/** A value of a query parameter. An array gives the parameter several times; undefined and null leave it out. */
export type QueryValue = string | number | boolean | null | undefined | readonly (string | number | boolean)[];
export type Query = Readonly<Record<string, QueryValue>>;

/** The query string with its question mark, or an empty text. DHIS2's own separators stay readable. */
export function queryString(query: Query | undefined): string {
  if (!query) return '';
  let text = '';
  for (const name in query) {
    const value = query[name];
    if (value === undefined || value === null) continue;
    if (Array.isArray(value)) for (const item of value) text += `&${encode(name)}=${encode(String(item))}`;
    else text += `&${encode(name)}=${encode(String(value as string))}`;
  }
  return text === '' ? '' : `?${text.slice(1)}`;
}

const readable: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2C': ',',
  '%3B': ';',
  '%24': '$',
  '%40': '@',
  '%2F': '/',
};

function encode(text: string): string {
  if (/^[\w.~:,;-]*$/.test(text)) return text;
  return encodeURIComponent(text).replace(/%(?:3A|2C|3B|24|40|2F)/g, (code) => readable[code]!);
}

/** Encodes one segment of a path. */
export function segment(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':');
}
