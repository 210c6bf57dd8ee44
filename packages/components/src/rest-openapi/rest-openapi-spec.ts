import { option, type ComponentSpec } from '@dhow/core/component';
import { targetOptions } from '../endpoint-options.ts';

export const restOpenApiOptions = {
  host: option.string({
    description: "Scheme, host and port of the server; the document's first server without it.",
    example: 'https://dhis2.example.org',
    side: 'producer',
  }),
  basePath: option.string({
    description: "Path that comes before those of the document; that of the document's first server without it.",
    example: '/api/v2',
    side: 'producer',
  }),
  componentName: option.string({
    description: 'Scheme of the component that makes the call. It gets the address of the call as its path.',
    default: 'http',
    side: 'producer',
  }),
  consumes: option.string({
    description: 'Content types that are asked for (the header Accept) instead of those of the document.',
    side: 'producer',
  }),
  produces: option.string({
    description: 'Content type of the body that is sent, instead of that of the document.',
    side: 'producer',
  }),
  requestValidationEnabled: option.boolean({
    description: 'Whether parameters and body are checked by the schemas of the document before they are sent.',
    default: false,
    side: 'producer',
  }),
  throwExceptionOnFailure: option.boolean({
    description: 'Whether an answer other than 2xx is an error, as with http.',
    default: true,
    side: 'producer',
  }),
  authMethod: option.enum(['Basic', 'Bearer'], { description: 'How to authenticate, as with http.', side: 'producer' }),
  authUsername: option.string({ description: 'User name for Basic.', side: 'producer' }),
  authPassword: option.string({ description: 'Password for Basic.', secret: true, side: 'producer' }),
  authBearerToken: option.string({ description: 'Token for Bearer.', secret: true, side: 'producer' }),
  ...targetOptions,
} as const;

export const restOpenApiSpec = {
  scheme: 'rest-openapi',
  title: 'REST OpenAPI',
  description:
    'Calls an operation of an OpenAPI document, and makes the routes of a document for `rest: { openApi: … }`. Further options of the URI are values of parameters.',
  path: {
    name: 'specification#operationId',
    description: 'File with the document and the operation; the file is openapi.json without it.',
    required: true,
  },
  options: restOpenApiOptions,
  lenient: true,
} as const satisfies ComponentSpec;
