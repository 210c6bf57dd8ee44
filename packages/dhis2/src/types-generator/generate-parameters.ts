interface OpenApiParameter {
  readonly name?: string;
  readonly in?: string;
  readonly $ref?: string;
}

/** What is read of `/api/openapi.json`. */
export interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly parameters?: readonly OpenApiParameter[] }>>>
  >;
  readonly components: { readonly parameters: Readonly<Record<string, OpenApiParameter>> };
}

/**
 * The query parameters of some endpoints over several versions, as a module: which ones are known, and from and until which
 * release.
 */
export function generateParameters(
  versions: Readonly<Record<number, OpenApi>>,
  endpoints: Readonly<Record<string, readonly [method: string, path: string]>>,
): string {
  const minors = Object.keys(versions)
    .map(Number)
    .sort((a, b) => a - b);
  const blocks = Object.entries(endpoints).map(([name, [method, path]]) => {
    const byVersion = new Map(minors.map((minor) => [minor, queryParameters(versions[minor]!, method, path)]));
    const offered = minors.filter((minor) => byVersion.get(minor)!.size > 0);
    const known = [...new Set(minors.flatMap((minor) => [...byVersion.get(minor)!]))].sort();
    const [first, last] = [offered[0]!, offered.at(-1)!];
    const since = known.filter((parameter) => !byVersion.get(first)!.has(parameter));
    const until = known.filter((parameter) => !byVersion.get(last)!.has(parameter));
    return [
      `  ${name}: {`,
      `    method: '${method.toUpperCase()}',`,
      `    path: '${path.replace(/\/$/, '')}',`,
      `    known: [${known.map((parameter) => `'${parameter}'`).join(', ')}],`,
      ...(since.length > 0 ? [`    since: { ${since.map((parameter) => `${parameter}: ${last}`).join(', ')} },`] : []),
      ...(until.length > 0 ? [`    until: { ${until.map((parameter) => `${parameter}: ${last}`).join(', ')} },`] : []),
      '  },',
    ].join('\n');
  });
  return [
    '// Generated from /api/openapi.json. Do not edit.',
    '',
    "import type { EndpointParameters } from './endpoint-parameters.ts';",
    '',
    '/** Query parameters by endpoint. */',
    'export const endpointParameters = {',
    ...blocks,
    '} as const satisfies Record<string, EndpointParameters>;',
    '',
  ].join('\n');
}

function queryParameters(api: OpenApi, method: string, path: string): ReadonlySet<string> {
  const own = api.paths[path]?.[method]?.parameters ?? [];
  const resolved = own.map((parameter) =>
    parameter.$ref ? api.components.parameters[parameter.$ref.split('/').at(-1)!]! : parameter,
  );
  return new Set(resolved.filter((parameter) => parameter.in !== 'path').map(({ name }) => name!));
}
