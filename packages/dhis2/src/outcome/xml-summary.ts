/**
 * The import summary out of an XML answer, in the shape of the JSON one. Data values are answered in XML when the request
 * asks for it. The element names are few and fixed, so no XML parser is needed.
 */
export function xmlSummary(xml: string): Record<string, unknown> | undefined {
  const response = /<response\b[^>]*>([\s\S]*)<\/response>/.exec(xml)?.[1] ?? xml;
  const status = /<status>(\w+)<\/status>/.exec(response)?.[1];
  const count = /<importCount\b([^>]*)\/?>/.exec(response)?.[1];
  if (status === undefined || count === undefined) return undefined;
  const counts = attributes(count);
  return {
    status,
    description: element(response, 'description'),
    importCount: Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Number(value)])),
    rejectedIndexes: [...response.matchAll(/<rejectedIndexes>(\d+)<\/rejectedIndexes>/g)].map(([, index]) =>
      Number(index),
    ),
    conflicts: [...response.matchAll(/<conflict\b([^>]*?)(?:\/>|>([\s\S]*?)<\/conflict>)/g)].map(
      ([, own, inner = '']) => ({
        ...attributes(own!),
        indexes: [...inner.matchAll(/<indexes\b[^>]*\bindexes="(-?\d+)"/g)].map(([, index]) => Number(index)),
        objects: objects(inner),
      }),
    ),
  };
}

function objects(xml: string): Record<string, string> {
  const inner = /<objects\b[^>]*>([\s\S]*?)<\/objects>/.exec(xml)?.[1] ?? '';
  return Object.fromEntries(
    [...inner.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, value]) => [name!, unescape(value!)]),
  );
}

function element(xml: string, name: string): string | undefined {
  const value = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return value === undefined ? undefined : unescape(value);
}

function attributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name!, unescape(value!)]),
  );
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex as string, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return entities[name as string] ?? whole;
  });
}
