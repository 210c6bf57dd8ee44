import { option, type OptionSpecs } from '../component/option-spec.ts';

const text = (description: string) => option.string({ description });
const flag = (description: string) => option.boolean({ description });

const keyValue = option.object(
  { key: option.string({ description: 'Name.', required: true }), value: text('Value.') },
  { description: 'A name with a value.' },
);
const properties = (description: string) => option.list(keyValue, { description });

/** What may stand at the configuration, a service and an operation; the innermost counts. */
const inherited = {
  bindingMode: option.enum(['off', 'auto', 'json'], {
    description: 'Whether JSON bodies become values: off, auto (those that are JSON by their content type), json.',
  }),
  clientRequestValidation: flag('Whether parameters, body and content types of requests are checked: 400, 406, 415.'),
  clientResponseValidation: flag('Whether status, content type and headers of answers are checked: 500.'),
  enableCORS: flag('Whether browsers of other origins may call.'),
  skipBindingOnErrorCode: flag('Kept for Camel routes; values become JSON whatever the status.'),
  enableNoContentResponse: flag('Kept for Camel routes; an answer without a body has the status 204 anyway.'),
  apiDocs: flag('Whether it stands in the OpenAPI document; it does by default.'),
} as const;

const param = {
  name: option.string({ description: 'Name of the parameter.', required: true }),
  type: option.enum(['path', 'query', 'header', 'body', 'formData'], {
    description: 'Where it stands.',
    default: 'path',
  }),
  dataType: text('string, integer, number, boolean, array, file or object.'),
  dataFormat: text('Format of the type, such as date.'),
  arrayType: text('Type of the items of an array.'),
  collectionFormat: option.enum(['csv', 'ssv', 'tsv', 'pipes', 'multi'], { description: 'How an array is written.' }),
  required: option.boolean({ description: 'Whether it must be there.', default: true }),
  defaultValue: text('Value when it is not there.'),
  allowableValues: option.list(option.any({ description: 'A value, or a map with `value`.' }), {
    description: 'The only values that it may have.',
  }),
  description: text('What it is.'),
  examples: properties('Examples.'),
} as const;

const responseMessage = {
  code: option.string({ description: 'Status, or `default` for all others.', default: '200' }),
  message: text('What it says.'),
  responseModel: text('Kept for Camel routes; bodies become plain values.'),
  header: option.list(option.any({ description: 'A header with `name`, `dataType` and `description`.' }), {
    description: 'Headers of the answer.',
  }),
  examples: properties('Examples.'),
} as const;

const requirement = {
  key: option.string({ description: 'Name of the security definition.', required: true }),
  scopes: text('Scopes that the credentials must have, with commas.'),
} as const;

export const restVerbOptions = {
  path: text('Path below that of the service.'),
  to: option.any({ description: 'Endpoint that takes the requests.' }),
  id: text('Id of the operation.'),
  routeId: text('Id of the route that it becomes.'),
  description: text('What it does.'),
  note: text('Kept for Camel routes; a note of the author.'),
  disabled: flag('Whether it is left out.'),
  autoStartup: flag('Whether it starts with the context.'),
  streamCache: text('Kept for Camel routes; has no effect here.'),
  consumes: text('Media types of bodies that are taken, with commas.'),
  produces: text('Media types of answers, with commas.'),
  type: text('Kept for Camel routes; bodies become plain values.'),
  outType: text('Kept for Camel routes; bodies become plain values.'),
  deprecated: flag('Whether it should not be used any more.'),
  param: option.list(option.object(param, { description: 'A parameter.' }), { description: 'Parameters.' }),
  responseMessage: option.list(option.object(responseMessage, { description: 'An answer.' }), {
    description: 'Answers.',
  }),
  security: option.list(option.object(requirement, { description: 'A requirement.' }), {
    description: 'Credentials that are required: one of these.',
  }),
  ...inherited,
} as const;

const verbs = (method: string) =>
  option.list(option.object(restVerbOptions, { description: 'An operation.' }), {
    description: `Operations of ${method}.`,
  });

const named = {
  key: option.string({ description: 'Name of the definition.', required: true }),
  description: text('What it is, for the document.'),
} as const;

export const restOptions = {
  path: text('Path of the service.'),
  id: text('Id of the service, by which a reload knows it; its path when absent.'),
  description: text('Kept for Camel routes; says what it does.'),
  note: text('Kept for Camel routes; a note of the author.'),
  tag: text('Tag of its operations in the OpenAPI document.'),
  disabled: flag('Whether it is left out.'),
  autoStartup: flag('Whether it starts with the context.'),
  consumes: text('Media types of bodies that are taken, with commas.'),
  produces: text('Media types of answers, with commas.'),
  ...inherited,
  get: verbs('GET'),
  post: verbs('POST'),
  put: verbs('PUT'),
  patch: verbs('PATCH'),
  delete: verbs('DELETE'),
  head: verbs('HEAD'),
  securityDefinitions: option.object(
    {
      apiKey: option.object(
        {
          ...named,
          name: option.string({ description: 'Name of the header, parameter or cookie.', required: true }),
          inHeader: flag('It stands in a header.'),
          inQuery: flag('It stands in the query.'),
          inCookie: flag('It stands in a cookie.'),
        },
        { description: 'A key.' },
      ),
      basicAuth: option.object(named, { description: 'User name and password.' }),
      bearerToken: option.object(
        { ...named, format: text('Format of the token, for the document.') },
        { description: 'A token.' },
      ),
      oauth2: option.map({ description: 'A token of OAuth2; checked as a bearer token.' }),
      openIdConnect: option.map({ description: 'A token of OpenID Connect; checked as a bearer token.' }),
      mutualTLS: option.map({ description: 'Refused: callers show keys, passwords or tokens.' }),
    },
    { description: 'How callers show who they are; a bean or properties of the same name check them.' },
  ),
  securityRequirements: option.list(option.object(requirement, { description: 'A requirement.' }), {
    description: 'Credentials that all operations require: one of these.',
  }),
  openApi: option.object(
    {
      specification: option.string({ description: 'File with the OpenAPI document, JSON or YAML.', required: true }),
      missingOperation: option.enum(['fail', 'ignore', 'mock'], {
        description: 'What becomes of operations that no route takes.',
        default: 'fail',
      }),
      mockIncludePattern: option.string({
        description: 'Files with answers of operations that are mocked.',
        default: 'camel-mock/**',
      }),
      routeId: text('Beginning of the ids of the routes.'),
      apiContextPath: text('Path that serves the document.'),
      id: text('Kept for Camel routes; nothing refers to it.'),
      description: text('Kept for Camel routes; says what it does.'),
      note: text('Kept for Camel routes; a note of the author.'),
      disabled: flag('Whether it is left out.'),
    },
    { description: 'The service of an OpenAPI document.' },
  ),
} as const satisfies OptionSpecs;

export const restConfigurationOptions = {
  component: text('Scheme of the component that receives requests.'),
  apiComponent: text('Kept for Camel routes; has no effect here.'),
  producerComponent: text('Kept for Camel routes; has no effect here.'),
  producerApiDoc: text('Kept for Camel routes; has no effect here.'),
  scheme: text('Kept for Camel routes; has no effect here.'),
  host: text('Kept for Camel routes: the component says where it listens.'),
  port: text('Kept for Camel routes: the component says where it listens.'),
  contextPath: text('Path before those of all services.'),
  apiContextPath: text('Path that serves the OpenAPI document of all services.'),
  apiContextRouteId: text('Id of the route of the document.'),
  apiHost: text('Host in the document.'),
  apiVendorExtension: flag('Kept for Camel routes; has no effect here.'),
  apiProperty: properties('api.title, api.version, api.description of the document.'),
  inlineRoutes: flag('Whether an operation takes the place of its direct: route; that endpoint is then there no more.'),
  corsAllowCredentials: flag('Whether browsers send credentials; wants the allowed origins in corsHeaders.'),
  corsHeaders: properties('Headers for browsers of other origins.'),
  bindingPackageScan: text('Kept for Camel routes; has no effect here.'),
  hostNameResolver: text('Kept for Camel routes; has no effect here.'),
  jsonDataFormat: text('Kept for Camel routes; has no effect here.'),
  xmlDataFormat: text('Kept for Camel routes; has no effect here.'),
  useXForwardHeaders: flag('Kept for Camel routes; has no effect here.'),
  componentProperty: properties('Kept for Camel routes; has no effect here.'),
  consumerProperty: properties('Kept for Camel routes; has no effect here.'),
  dataFormatProperty: properties('Kept for Camel routes; has no effect here.'),
  endpointProperty: properties('Further options of the endpoints, as the component has them.'),
  id: text('Kept for Camel routes; nothing refers to it.'),
  description: text('Kept for Camel routes; says what it is.'),
  note: text('Kept for Camel routes; a note of the author.'),
  ...inherited,
} as const satisfies OptionSpecs;
