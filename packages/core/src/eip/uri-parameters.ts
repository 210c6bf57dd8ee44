/** A URI with further options in its query. */
export function withParameters(uri: string, parameters: Readonly<Record<string, unknown>> | undefined): string {
  if (parameters === undefined) return uri;
  const query = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${String(value as string | number | boolean)}`)
    .join('&');
  if (query === '') return uri;
  return `${uri}${uri.includes('?') ? '&' : '?'}${query}`;
}
