import type { Component, EndpointUri } from '@dhow/core/component';
import { RestOpenApiEndpoint, type RestOpenApiEndpointUri } from './rest-openapi-endpoint.ts';
import { restOpenApiSpec } from './rest-openapi-spec.ts';

/**
 * OpenAPI documents: contract first with `rest: { openApi: { specification: … } }`, and calls by operation with
 * `rest-openapi:specification#operationId`.
 *
 * @example
 * ```ts
 * import { createContext, restFromOpenApi } from '@dhow/core';
 * import { directComponent } from '@dhow/components/direct';
 * import { platformHttpComponent } from '@dhow/components/platform-http';
 * import { restOpenApiComponent } from '@dhow/components/rest-openapi';
 *
 * const context = createContext({ components: [directComponent(), platformHttpComponent(), restOpenApiComponent()] });
 * await context.addRoutes(restFromOpenApi({ specification: 'reports.yaml', missingOperation: 'mock' }));
 * ```
 */
export function restOpenApiComponent(): Component {
  return {
    spec: restOpenApiSpec,
    createEndpoint: (uri: EndpointUri, context) => new RestOpenApiEndpoint(uri as RestOpenApiEndpointUri, context),
    // The validator is loaded with the first document.
    contractRoutes: async (contract, context) =>
      (await import('./contract-routes.ts')).contractRoutes(contract, context),
  };
}
