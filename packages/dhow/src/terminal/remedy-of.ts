interface Failure {
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly path?: unknown;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What to write instead, for failures whose message says only what is not there; undefined for all others. */
export function remedyOf(error: unknown): string | undefined {
  for (let one = error as Failure | null | undefined, depth = 0; one && depth < 10; depth++) {
    const remedy = remedyFor(one);
    if (remedy !== undefined) return remedy;
    one = one.cause as Failure | null | undefined;
  }
  return undefined;
}

function remedyFor({ code, details = {}, path }: Failure): string | undefined {
  const found = String((details['found'] as string | undefined) ?? '');
  switch (code) {
    case 'ROUTE_NO_SUCH_PROPERTY':
      if (String(details['text'] as string).includes('${{'))
        return `write \${${found}} for a part of the message; double braces are for properties`;
      return `set it under "properties:" of dhow.yaml, or give a value in its place: {{${found}:value}}`;
    case 'ROUTE_NO_SUCH_BEAN':
      return `name a bean of the route file ("- beans:"), or one that your application gives to the context`;
    case 'ENOENT':
      return typeof path === 'string' ? `there is no file ${path}; names are relative to the base folder` : undefined;
    default:
      return undefined;
  }
}
