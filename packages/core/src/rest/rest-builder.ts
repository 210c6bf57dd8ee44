import type { EndpointRef } from '../builder/refs.ts';
import { RouteSteps } from '../builder/route-steps.ts';
import type { SchemaOutput, StandardSchema } from '../builder/standard-schema.ts';
import type { OptionsOf } from '../component/option-spec.ts';
import { noRoutes, type RoutesModel, type StepModel } from '../model/route-model.ts';
import type { restConfigurationOptions, restOptions } from './rest-specs.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head';

export type RestServiceOptions = Omit<OptionsOf<typeof restOptions>, Method | 'path' | 'openApi'>;

/** The names in `/units/{unit}/reports/:id`. */
type PathNames<Path extends string> = Path extends `${infer Segment}/${infer Rest}`
  ? PathName<Segment> | PathNames<Rest>
  : PathName<Path>;
type PathName<Segment extends string> = Segment extends `{${infer Name}}`
  ? Name
  : Segment extends `:${infer Name}`
    ? Name
    : never;
type PathHeaders<Path extends string> = { readonly [Name in PathNames<Path>]: string };

export interface ParameterOptions {
  /** `query` by default. */
  readonly in?: 'query' | 'header' | 'path';
  readonly type?: 'string' | 'integer' | 'number' | 'boolean';
  readonly required?: boolean;
  readonly default?: string | number | boolean;
  readonly values?: readonly string[];
  readonly description?: string;
}

type TypeOf<O extends ParameterOptions> = O extends { readonly values: readonly (infer V)[] }
  ? V
  : O extends { readonly type: 'integer' | 'number' }
    ? number
    : O extends { readonly type: 'boolean' }
      ? boolean
      : string;
type ParameterType<O extends ParameterOptions> = O extends { readonly required: true }
  ? TypeOf<O>
  : undefined extends O['default']
    ? TypeOf<O> | undefined
    : TypeOf<O>;

interface VerbState {
  readonly service: ServiceState;
  readonly method: Method;
  readonly options: Readonly<Record<string, unknown>>;
}

interface ServiceState {
  readonly options: Readonly<Record<string, unknown>>;
  readonly configuration: StepModel | undefined;
}

/** An operation under construction: it knows its parameters and the type of its body. Immutable. */
export class RestOperationBuilder<Body, Headers extends object> {
  readonly #state: VerbState;

  constructor(state: VerbState) {
    this.#state = state;
  }

  /** Declares a parameter: checked, completed and converted before the steps see it. */
  param<const Name extends string, const O extends ParameterOptions>(
    name: Name,
    options: O,
  ): RestOperationBuilder<Body, Omit<Headers, Name> & { readonly [N in Name]: ParameterType<O> }> {
    const param = {
      name,
      type: options.in ?? 'query',
      dataType: options.type ?? 'string',
      required: options.required ?? false,
      converts: true,
      ...(options.default === undefined ? {} : { defaultValue: String(options.default) }),
      ...(options.values === undefined ? {} : { allowableValues: options.values }),
      ...(options.description === undefined ? {} : { description: options.description }),
    };
    return this.#with({ param: [...this.#list('param'), param], clientRequestValidation: true });
  }

  /** Takes JSON and checks it with a schema of any Standard Schema library; others are answered with 400. */
  body<S extends StandardSchema>(schema: S): RestOperationBuilder<SchemaOutput<S>, Headers> {
    return this.#with({ schema, bindingMode: 'json', consumes: this.#state.options['consumes'] ?? 'application/json' });
  }

  /** Media types of bodies that are taken, with commas. */
  consumes(types: string): RestOperationBuilder<Body, Headers> {
    return this.#with({ consumes: types });
  }

  /** Media types of answers, with commas. */
  produces(types: string): RestOperationBuilder<Body, Headers> {
    return this.#with({ produces: types });
  }

  /** Requires credentials; of several calls any one is enough. */
  security(key: string, ...scopes: readonly string[]): RestOperationBuilder<Body, Headers> {
    return this.#with({ security: [...this.#list('security'), { key, scopes: scopes.join(',') }] });
  }

  /** Tells of an answer. */
  response(code: number, message: string): RestOperationBuilder<Body, Headers> {
    return this.#with({ responseMessage: [...this.#list('responseMessage'), { code: String(code), message }] });
  }

  /** Id of the route that the operation becomes, and its `operationId`. */
  id(id: string): RestOperationBuilder<Body, Headers> {
    return this.#with({ id });
  }

  description(description: string): RestOperationBuilder<Body, Headers> {
    return this.#with({ description });
  }

  /** Sends the requests to an endpoint. */
  to(target: string | EndpointRef<Body, unknown>): RestService {
    return this.#done({ to: typeof target === 'string' ? target : { ...target } });
  }

  /** Works on the requests with steps of its own. */
  route(block: (steps: RouteSteps<Body, Headers>) => { readonly steps: readonly StepModel[] }): RestService {
    const { steps } = block(new RouteSteps<Body, Headers>({ steps: [], route: undefined }));
    return this.#done({ steps });
  }

  #list(name: string): readonly unknown[] {
    return (this.#state.options[name] as readonly unknown[] | undefined) ?? [];
  }

  #with<B, H extends object>(options: Readonly<Record<string, unknown>>): RestOperationBuilder<B, H> {
    return new RestOperationBuilder<B, H>({ ...this.#state, options: { ...this.#state.options, ...options } });
  }

  #done(last: Readonly<Record<string, unknown>>): RestService {
    const { service, method, options } = this.#state;
    const before = (service.options[method] as readonly unknown[] | undefined) ?? [];
    return new RestService({
      ...service,
      options: { ...service.options, [method]: [...before, { ...options, ...last }] },
    });
  }
}

/** A service under construction; give it to `addRoutes`. Immutable. */
export class RestService {
  readonly #state: ServiceState;

  constructor(state: ServiceState) {
    this.#state = state;
  }

  get<const Path extends string = ''>(path?: Path): RestOperationBuilder<null, PathHeaders<Path>> {
    return this.#verb('get', path);
  }

  post<const Path extends string = ''>(path?: Path): RestOperationBuilder<unknown, PathHeaders<Path>> {
    return this.#verb('post', path);
  }

  put<const Path extends string = ''>(path?: Path): RestOperationBuilder<unknown, PathHeaders<Path>> {
    return this.#verb('put', path);
  }

  patch<const Path extends string = ''>(path?: Path): RestOperationBuilder<unknown, PathHeaders<Path>> {
    return this.#verb('patch', path);
  }

  delete<const Path extends string = ''>(path?: Path): RestOperationBuilder<unknown, PathHeaders<Path>> {
    return this.#verb('delete', path);
  }

  head<const Path extends string = ''>(path?: Path): RestOperationBuilder<null, PathHeaders<Path>> {
    return this.#verb('head', path);
  }

  /** Settings of all services of the context: those that were added last count. */
  configuration(options: OptionsOf<typeof restConfigurationOptions>): RestService {
    return new RestService({ ...this.#state, configuration: { kind: 'restConfiguration', options } });
  }

  /** For {@link DhowContext.addRoutes}. */
  toRoutes(): RoutesModel {
    const { options, configuration } = this.#state;
    return {
      ...noRoutes,
      rests: [{ kind: 'rest', options }],
      ...(configuration ? { restConfiguration: configuration } : {}),
    };
  }

  #verb<Body, Headers extends object>(method: Method, path: string = ''): RestOperationBuilder<Body, Headers> {
    return new RestOperationBuilder<Body, Headers>({ service: this.#state, method, options: { path: braces(path) } });
  }
}

/** `/:id` as `/{id}`. */
function braces(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

/**
 * Begins a REST service.
 *
 * @example
 * ```ts
 * import { rest } from '@dhow/core';
 *
 * export const reports = rest('/reports')
 *   .get('/:id')
 *   .param('month', { required: true })
 *   .route((steps) => steps.transform(({ header }) => ({ id: header('id'), month: header('month') })))
 *   .post()
 *   .to('direct:new-report');
 * ```
 */
export function rest(path: string, options: RestServiceOptions = {}): RestService {
  return new RestService({ options: { ...options, path: braces(path) }, configuration: undefined });
}

/** The service of an OpenAPI document: each of its operations goes to `direct:operationId`. */
export function restFromOpenApi(
  openApi: OptionsOf<typeof restOptions.openApi.fields & object>,
  options: RestServiceOptions & { readonly path?: string } = {},
): RestService {
  return new RestService({ options: { ...options, openApi }, configuration: undefined });
}
