import type { HttpClient } from '../http/http-client.ts';
import { metadataResources } from '../models/resources.generated.ts';
import { ResourceReader } from './resource-api.ts';

/** A resource for each model: `dhis2.dataElements`, `dhis2.organisationUnits`, … */
export type Resources<Models> = { readonly [Name in keyof Models & string]: ResourceReader<Models[Name]> };

/** Adds a property for each resource to `target`; a resource is made when it is first used. */
export function defineResources(target: object, http: HttpClient): void {
  for (const [plural, path] of Object.entries(metadataResources)) {
    let resource: ResourceReader<unknown> | undefined;
    Object.defineProperty(target, plural, {
      enumerable: true,
      configurable: true,
      get: () => (resource ??= new ResourceReader(http, plural, path)),
    });
  }
}
