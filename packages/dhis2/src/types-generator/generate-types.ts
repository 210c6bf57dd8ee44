import type { ClientAreas } from '../client.ts';
import { callOptions, type CallOptions } from '../http/call-options.ts';
import { generateEndpointTypes, type OpenApiDocument } from './generate-endpoint-types.ts';
import { generateModels } from './generate-models.ts';
import { generateServerTypes } from './generate-server-types.ts';
import { typeName, type Schemas } from './schema.ts';
import { serverMetadataFields, type ServerMetadata } from './server-metadata.ts';
import { TypeNames } from './type-names.ts';

export interface GenerateTypesOptions extends CallOptions {
  /** Whether to write the query parameters of every endpoint too, from `/api/openapi.json` (default no: 700 lines). */
  readonly endpoints?: boolean;
  /** Name of the interface that maps resources to models (default `Models`). */
  readonly modelsName?: string;
}

/**
 * Types of a live server as the text of a TypeScript module: models from `/api/schemas`, custom attributes, option sets as
 * unions, the programs' attributes and data elements as records, and on request the endpoints' parameters. The text is the
 * same for the same server, so it can be committed and its changes reviewed. `dhow dhis2 types` writes it to a file.
 *
 * @example
 * ```ts
 * import { createClient, generateTypes } from '@dhow/dhis2';
 *
 * const text = await generateTypes(createClient({ baseUrl: 'http://localhost:8080' }));
 * ```
 */
export async function generateTypes(
  client: Pick<ClientAreas, 'http' | 'system'>,
  options: GenerateTypesOptions = {},
): Promise<string> {
  const call = callOptions(options);
  const get = <T>(path: string, query: Record<string, string | boolean> = {}): Promise<T> =>
    client.http.json<T>({ method: 'GET', path, query, ...call });
  const all = { paging: false };
  const { version } = await client.system.version(call);
  const schemas = await get<Schemas>('/api/schemas');
  const metadata: ServerMetadata = {
    ...(await get<Pick<ServerMetadata, 'attributes'>>('/api/attributes', {
      ...all,
      fields: serverMetadataFields.attributes,
    })),
    ...(await get<Pick<ServerMetadata, 'optionSets'>>('/api/optionSets', {
      ...all,
      fields: serverMetadataFields.optionSets,
    })),
    ...(await get<Pick<ServerMetadata, 'programs'>>('/api/programs', {
      ...all,
      fields: serverMetadataFields.programs,
    })),
  };
  const models = generateModels(schemas, {
    version: version.text,
    ...(options.modelsName === undefined ? {} : { modelsName: options.modelsName }),
  });
  const names = new TypeNames([
    ...schemas.schemas.map(({ klass }) => typeName(klass)),
    ...[...models.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => name!),
  ]);
  const parts = [models, generateServerTypes(metadata, names)];
  if (options.endpoints) parts.push(generateEndpointTypes(await get<OpenApiDocument>('/api/openapi.json')));
  return parts.join('\n');
}
