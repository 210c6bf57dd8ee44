import type { Component, ComponentSpec } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';

export const restOpenApiSpec = {
  scheme: 'rest-openapi',
  title: 'REST OpenAPI',
  description: 'Makes the routes of an OpenAPI document, for `rest: { openApi: … }`. It has no endpoints.',
  path: { name: 'specification', description: 'File with the document.', required: true },
  options: {},
  lenient: true,
} as const satisfies ComponentSpec;

/**
 * Contract first: `rest: { openApi: { specification: … } }` in a context that has it.
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
    createEndpoint(uri) {
      throw new ComponentError('OPENAPI_NO_ENDPOINT', { endpoint: uri.masked });
    },
    // The validator is loaded with the first document.
    contractRoutes: async (contract, context) =>
      (await import('./contract-routes.ts')).contractRoutes(contract, context),
  };
}
