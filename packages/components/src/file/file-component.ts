import type { Component, ComponentContext, EndpointUri } from '@dhow/core/component';
import { FileEndpoint, type FileEndpointUri } from './file-endpoint.ts';
import { fileSpec } from './file-spec.ts';

/**
 * `file:`: folders as sources and targets.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { fileComponent } from '@dhow/components/file';
 *
 * createContext({ components: [fileComponent()], baseFolder: '/srv/reports' });
 * ```
 */
export function fileComponent(): Component {
  return {
    spec: fileSpec,
    createEndpoint: (uri: EndpointUri, context: ComponentContext) => new FileEndpoint(uri as FileEndpointUri, context),
  };
}
