interface OpenApiSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: OpenApiSchema;
  readonly $ref?: string;
}

interface OpenApiParameter {
  readonly name?: string;
  readonly in?: string;
  readonly required?: boolean;
  readonly schema?: OpenApiSchema;
  readonly $ref?: string;
}

type Operation = { readonly parameters?: readonly OpenApiParameter[] };

/** What is read of `/api/openapi.json`. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly parameters?: Readonly<Record<string, OpenApiParameter>>;
    readonly schemas?: Readonly<Record<string, OpenApiSchema>>;
  };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * One interface with the query parameters of every endpoint of the server, by method and path. Names of components change
 * from release to release, so they are not used: types stand in place.
 */
export function generateEndpointTypes(api: OpenApiDocument): string {
  const lines: string[] = [];
  for (const path of Object.keys(api.paths).sort()) {
    // Variants of one path by content type are written with a "#" by DHIS2.
    if (path.includes('#')) continue;
    for (const method of methods) {
      const operation = api.paths[path]![method];
      if (operation)
        lines.push(`  '${method.toUpperCase()} ${path.replace(/\/$/, '')}': { ${queryType(operation, api)} };`);
    }
  }
  return `/** Query parameters of each endpoint. */\nexport interface EndpointQueries {\n${lines.join('\n')}\n}\n`;
}

function queryType(operation: Operation, api: OpenApiDocument): string {
  const parameters = (operation.parameters ?? [])
    .map((parameter) => (parameter.$ref ? api.components.parameters?.[lastPart(parameter.$ref)] : parameter))
    .filter((parameter) => parameter?.name !== undefined && parameter.in !== 'path');
  return parameters
    .map(
      (parameter) =>
        `${key(parameter!.name!)}${parameter!.required ? '' : '?'}: ${schemaType(parameter!.schema, api, 0)}`,
    )
    .join('; ');
}

function schemaType(schema: OpenApiSchema | undefined, api: OpenApiDocument, depth: number): string {
  if (!schema || depth > 3) return 'string';
  if (schema.$ref) return schemaType(api.components.schemas?.[lastPart(schema.$ref)], api, depth + 1);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'boolean') return 'boolean';
  if (schema.type !== 'array') return 'string';
  const item = schemaType(schema.items, api, depth + 1);
  return `readonly ${item.includes('|') ? `(${item})` : item}[]`;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function lastPart(ref: string): string {
  return ref.split('/').at(-1)!;
}
