import type { Schemas } from './schema.ts';

/**
 * The names of the resources with their paths, for the client at run time: those of all given versions together, since
 * whether one is there is the server's to say.
 */
export function generateResources(versions: readonly Schemas[]): string {
  const paths = new Map<string, string>();
  for (const { schemas } of versions) {
    for (const { plural, relativeApiEndpoint } of schemas) {
      if (relativeApiEndpoint !== undefined) paths.set(plural, `/api${relativeApiEndpoint}`);
    }
  }
  const lines = [...paths].map(([plural, path]) => `  ${plural}: '${path}',`).sort();
  return `// Generated from /api/schemas. Do not edit.\n\n/** Metadata resources and their paths. */\nexport const metadataResources = {\n${lines.join('\n')}\n} as const;\n`;
}
