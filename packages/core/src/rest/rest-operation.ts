import type { StandardSchema } from '../builder/standard-schema.ts';
import type { EndpointModel, StepModel } from '../model/route-model.ts';
import type { SourceLocation } from '../model/source-location.ts';
import type { RestRequirement, RestSecurityScheme } from './rest-security.ts';

export interface RestParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'body' | 'formData';
  readonly dataType: string;
  readonly dataFormat: string | undefined;
  readonly arrayType: string | undefined;
  readonly collectionFormat: string | undefined;
  readonly required: boolean;
  readonly defaultValue: string | undefined;
  readonly allowableValues: readonly string[];
  readonly description: string | undefined;
  /** By name, for the document. */
  readonly examples: Readonly<Record<string, string>>;
  /** Whether the header of its name becomes a number or boolean by its type; Camel leaves text. */
  readonly converts: boolean;
}

export interface RestResponse {
  readonly code: string;
  readonly message: string | undefined;
  readonly headers: readonly RestHeader[];
  /** By name, for the document. */
  readonly examples: Readonly<Record<string, string>>;
}

/** A header that an answer has. */
export interface RestHeader {
  readonly name: string;
  readonly dataType: string;
  readonly description: string | undefined;
}

/** One operation of a service, with all that it inherits. */
export interface RestOperation {
  readonly method: string;
  /** From the root of the server, with `{parameters}`. */
  readonly path: string;
  readonly routeId: string;
  /** As it was written, for the document. */
  readonly id: string | undefined;
  readonly description: string | undefined;
  readonly tag: string | undefined;
  readonly deprecated: boolean;
  readonly isDocumented: boolean;
  readonly autoStartup: boolean | undefined;
  readonly to: EndpointModel | undefined;
  readonly steps: readonly StepModel[];
  readonly schema: StandardSchema | undefined;
  readonly consumes: string | undefined;
  readonly produces: string | undefined;
  readonly bindingMode: 'off' | 'auto' | 'json';
  readonly checksRequest: boolean;
  readonly checksResponse: boolean;
  readonly withCors: boolean;
  readonly parameters: readonly RestParameter[];
  readonly responses: readonly RestResponse[];
  /** Any of these lets a caller in; none lets all in. */
  readonly security: readonly (readonly RestRequirement[])[];
  readonly schemes: readonly RestSecurityScheme[];
  readonly source: SourceLocation | undefined;
}
