import type { ComponentContext, Exchange, HeaderMap, Producer } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { callCheck, type CallCheck } from './call-check.ts';
import { callParts } from './call-parameters.ts';
import type { ContractDocument, ContractOperation } from './contract-document.ts';
import { isJsonType } from './media-content.ts';
import type { ParameterObject } from './openapi-model.ts';
import type { RestOpenApiEndpointUri } from './rest-openapi-endpoint.ts';

/** Calls one operation of a document through the component for HTTP. */
export class RestOpenApiProducer implements Producer {
  readonly #uri: RestOpenApiEndpointUri;
  readonly #document: ContractDocument;
  readonly #operation: ContractOperation;
  readonly #keys: readonly ParameterObject[];
  readonly #inner: Producer;
  readonly #check: CallCheck | undefined;
  readonly #accept: string | undefined;
  readonly #contentType: string | undefined;

  private constructor(
    uri: RestOpenApiEndpointUri,
    document: ContractDocument,
    operation: ContractOperation,
    keys: readonly ParameterObject[],
    inner: Producer,
  ) {
    this.#uri = uri;
    this.#document = document;
    this.#operation = operation;
    this.#keys = keys;
    this.#inner = inner;
    this.#check = uri.options.requestValidationEnabled ? callCheck(operation, document) : undefined;
    this.#accept = uri.options.consumes ?? answerTypes(operation, document);
    this.#contentType = uri.options.produces ?? bodyType(operation, document);
  }

  static async create(
    uri: RestOpenApiEndpointUri,
    document: ContractDocument,
    operation: ContractOperation,
    context: ComponentContext,
  ): Promise<RestOpenApiProducer> {
    const keys = document.apiKeys(operation);
    const names = [...operation.parameters.map(({ object }) => object), ...keys];
    const unknown = Object.keys(uri.rest).find((each) => !names.some(({ name }) => name === each));
    if (unknown !== undefined) {
      const parameters = names.map(({ name }) => name).join(', ') || 'none';
      throw new ComponentError('OPENAPI_UNKNOWN_PARAMETER', {
        endpoint: uri.masked,
        operation: operation.operationId,
        found: unknown,
        parameters,
      });
    }
    const endpoint = context.endpoint(innerUri(uri, document, names));
    const inner = await endpoint.createProducer?.();
    if (!inner) {
      const { componentName } = uri.options;
      const expected = 'the scheme of a component that sends, such as http';
      throw new ComponentError('ENDPOINT_OPTION_INVALID', {
        endpoint: uri.masked,
        option: 'componentName',
        found: componentName,
        expected,
      });
    }
    return new RestOpenApiProducer(uri, document, operation, keys, inner);
  }

  async start(): Promise<void> {
    await this.#inner.start?.();
  }

  async stop(): Promise<void> {
    await this.#inner.stop?.();
  }

  readonly process = async (exchange: Exchange, signal: AbortSignal): Promise<void> => {
    const { operationId, method } = this.#operation;
    const parts = callParts(this.#operation, this.#keys, this.#uri.rest, exchange);
    if (parts.missing.length > 0)
      throw new ComponentError('OPENAPI_MISSING_PARAMETERS', {
        operation: operationId,
        missing: parts.missing.join(', '),
      });
    const { headers } = exchange;
    const own = headers.get('Content-Type');
    const problems = this.#check?.(parts, exchange, typeof own === 'string' ? own : this.#contentType) ?? [];
    if (problems.length > 0)
      throw new ComponentError('OPENAPI_REQUEST_INVALID', {
        operation: operationId,
        file: this.#document.file,
        problems: problems.join('; '),
      });
    const set = new Map<string, unknown>([
      ['CamelHttpUri', undefined],
      ['CamelHttpMethod', method.toUpperCase()],
      ['CamelHttpPath', parts.path],
      ['CamelHttpQuery', parts.query],
      ...parts.headers,
    ]);
    const hasBody = exchange.body !== null && exchange.body !== undefined && exchange.body !== '';
    if (this.#accept !== undefined && !headers.has('Accept')) set.set('Accept', this.#accept);
    if (this.#contentType !== undefined && hasBody && own === undefined) set.set('Content-Type', this.#contentType);
    const before = Array.from(set, ([name]) => [name, headers.get(name)] as const);
    for (const [name, value] of set) put(headers, name, value);
    try {
      await this.#inner.process(exchange, signal);
    } finally {
      // What the answer wrote stays.
      for (const [name, value] of before)
        if (exchange.headers.get(name) === set.get(name)) put(exchange.headers, name, value);
    }
  };
}

function put(headers: HeaderMap, name: string, value: unknown): void {
  if (value === undefined) headers.delete(name);
  else headers.set(name, value);
}

/** The address of the server, with what the component that calls has to know. */
function innerUri(
  { options, masked }: RestOpenApiEndpointUri,
  document: ContractDocument,
  parameters: readonly ParameterObject[],
): string {
  const host = (options.host ?? document.host)?.replace(/\/+$/, '');
  if (host === undefined || host === '')
    throw new ComponentError('OPENAPI_NO_HOST', { endpoint: masked, file: document.file });
  const server = /^[a-z][\w+.-]*:\/\//i.test(host) ? host : `http://${host}`;
  const base = (options.basePath ?? document.basePath).replace(/^\/*/, '/').replace(/\/+$/, '');
  const { componentName, throwExceptionOnFailure, authMethod, authUsername, authPassword, authBearerToken } = options;
  const address = /^https?$/.test(componentName) ? `${server}${base}` : `${componentName}:${server}${base}`;
  const sent = parameters.flatMap(({ name, in: where }) =>
    where === 'header' ? [name] : where === 'cookie' ? ['Cookie'] : [],
  );
  const query = Object.entries({
    throwExceptionOnFailure: throwExceptionOnFailure ? undefined : 'false',
    sendHeaders: sent.length === 0 ? undefined : [...new Set(sent)].join(','),
    authMethod,
    authUsername,
    authPassword,
    authBearerToken,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return query.length === 0 ? address : `${address}?${query.join('&')}`;
}

/** The content types of its good answers. */
function answerTypes({ object, pointer }: ContractOperation, document: ContractDocument): string | undefined {
  const types = Object.entries(object.responses ?? {})
    .filter(([status]) => /^2|^default$/.test(status))
    .flatMap(([status, response]) =>
      Object.keys(document.resolve(response, `${pointer}/responses/${status}`).object.content ?? {}),
    );
  return types.length === 0 ? undefined : [...new Set(types)].join(', ');
}

/** JSON where the operation takes it, else the first type that it takes. */
function bodyType({ object, pointer }: ContractOperation, document: ContractDocument): string | undefined {
  if (object.requestBody === undefined) return undefined;
  const types = Object.keys(document.resolve(object.requestBody, `${pointer}/requestBody`).object.content ?? {});
  const type = types.find(isJsonType) ?? types[0];
  return type?.includes('*') ? undefined : type;
}
