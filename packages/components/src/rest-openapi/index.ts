export { restOpenApiComponent } from './rest-openapi-component.ts';
export { restOpenApiSpec } from './rest-openapi-spec.ts';
