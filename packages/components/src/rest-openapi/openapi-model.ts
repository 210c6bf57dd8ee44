/** The parts of an OpenAPI document that are read here (3.0 and 3.1). */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly servers?: readonly ServerObject[];
  readonly paths?: Readonly<Record<string, PathItem>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly components?: { readonly securitySchemes?: Readonly<Record<string, SecuritySchemeObject | Reference>> };
}

export interface Reference {
  readonly $ref: string;
}

export interface ServerObject {
  readonly url: string;
  readonly variables?: Readonly<Record<string, { readonly default?: string }>>;
}

export interface PathItem {
  readonly parameters?: readonly (ParameterObject | Reference)[];
  readonly [method: string]: unknown;
}

export interface OperationObject {
  readonly operationId?: string;
  readonly description?: string;
  readonly summary?: string;
  readonly parameters?: readonly (ParameterObject | Reference)[];
  readonly requestBody?: BodyObject | Reference;
  readonly responses?: Readonly<Record<string, ResponseObject | Reference>>;
  readonly security?: OpenApiDocument['security'];
}

export interface ParameterObject {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly schema?: Schema;
  readonly content?: Content;
}

export interface BodyObject {
  readonly required?: boolean;
  readonly content?: Content;
}

export interface ResponseObject {
  readonly headers?: Readonly<Record<string, HeaderObject | Reference>>;
  readonly content?: Content;
}

export interface HeaderObject {
  readonly required?: boolean;
}

export type Content = Readonly<Record<string, MediaTypeObject>>;

export interface MediaTypeObject {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown } | Reference>>;
}

export interface Schema {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly example?: unknown;
  readonly [keyword: string]: unknown;
}

export interface SecuritySchemeObject {
  readonly type: string;
  readonly scheme?: string;
  readonly in?: 'header' | 'query' | 'cookie';
  readonly name?: string;
}
