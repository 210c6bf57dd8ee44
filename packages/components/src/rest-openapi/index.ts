export { restOpenApiComponent, restOpenApiSpec } from './rest-openapi-component.ts';
