/**
 * An endpoint URI to show: values of options whose names usually hold secrets, and credentials before a host, are masked.
 * The engine masks by each connector's spec where it has it; this is for URIs that stand in a route as they were written.
 */
export function maskedUri(uri: string): string {
  return uri
    .replace(
      /([?&](?:[^=&]*(?:password|passphrase|secret|token|apikey|accesskey|credential)[^=&]*)=)[^&]*/gi,
      '$1xxxxxx',
    )
    .replace(/(:\/\/[^/:@?]+:)[^/@?]+@/g, '$1xxxxxx@');
}
