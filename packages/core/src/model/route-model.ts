import type { ExpressionModel } from '../expression/expression.ts';
import type { SourceLocation } from './source-location.ts';

/**
 * The one model of a route that every DSL compiles to: plain and serialisable but for its leaves (functions, beans given
 * as objects). The engine, the console, the CLI, the validator and the docs read it; nothing parses source twice.
 */
export interface RouteModel {
  readonly id?: string;
  readonly group?: string;
  readonly description?: string;
  readonly from: EndpointModel;
  readonly steps: readonly StepModel[];
  /** Everything else that Camel allows on a route (`autoStartup`, `startupOrder`, `routePolicy`, `streamCache`, …). */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly errorHandler?: ErrorHandlerModel;
  /** Route scope: `onException`, `onCompletion`, `intercept*` as step models. */
  readonly scoped?: readonly StepModel[];
  readonly source?: SourceLocation;
}

export interface EndpointModel {
  /** `scheme:path` with or without a query. */
  readonly uri: string;
  /** Options beside the URI; may hold live objects. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly source?: SourceLocation;
}

/**
 * One step: Camel's EIP name and its options as the pattern's spec names them. `steps` are the children of block patterns;
 * clauses (`when`, `otherwise`, `doCatch`, `onFallback`) are steps of their own kind in the pattern's own option.
 */
export interface StepModel {
  readonly kind: string;
  readonly id?: string;
  readonly description?: string;
  readonly disabled?: boolean | string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly steps?: readonly StepModel[];
  readonly source?: SourceLocation;
}

/** `deadLetterChannel`, `defaultErrorHandler`, `noErrorHandler`, `refErrorHandler`, … with its options. */
export interface ErrorHandlerModel {
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly source?: SourceLocation;
}

export interface BeanModel {
  readonly name: string;
  readonly type: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly source?: SourceLocation;
}

/** What one file (or one builder) contributes. Order is that of the file. */
export interface RoutesModel {
  /** The file it was read from, when it was: a new version of it takes the place of all that it brought. */
  readonly file?: string;
  readonly routes: readonly RouteModel[];
  /** Top-level `onException`, `onCompletion`, `intercept`, `interceptFrom`, `interceptSendToEndpoint` of this file. */
  readonly scoped: readonly StepModel[];
  readonly errorHandler?: ErrorHandlerModel;
  readonly routeConfigurations: readonly RouteConfigurationModel[];
  readonly routeTemplates: readonly RouteTemplateModel[];
  readonly templatedRoutes: readonly TemplatedRouteModel[];
  readonly beans: readonly BeanModel[];
  readonly dataFormats: readonly StepModel[];
  readonly rests: readonly StepModel[];
  readonly restConfiguration?: StepModel;
}

/**
 * A source that brings nothing, to be spread under what it does bring.
 *
 * @example
 * ```ts
 * import { noRoutes, type RoutesModel } from '@dhow/core';
 *
 * const routes: RoutesModel = { ...noRoutes, routes: [{ id: 'r', from: { uri: 'direct:in' }, steps: [] }] };
 * ```
 */
export const noRoutes: RoutesModel = {
  routes: [],
  scoped: [],
  routeConfigurations: [],
  routeTemplates: [],
  templatedRoutes: [],
  beans: [],
  dataFormats: [],
  rests: [],
};

export interface RouteConfigurationModel {
  readonly id?: string;
  readonly precondition?: string;
  readonly errorHandler?: ErrorHandlerModel;
  readonly scoped: readonly StepModel[];
  readonly source?: SourceLocation;
}

export interface RouteTemplateModel {
  readonly id: string;
  readonly parameters: readonly { name: string; required: boolean; default?: string; description?: string }[];
  readonly beans: readonly BeanModel[];
  readonly route: RouteModel;
  readonly source?: SourceLocation;
}

export interface TemplatedRouteModel {
  readonly routeTemplateRef: string;
  readonly routeId?: string;
  readonly prefixId?: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly beans: readonly BeanModel[];
  readonly source?: SourceLocation;
}

/** Names where an expression may stand, kept here so that every reader of the model finds it. */
export type { ExpressionModel };
