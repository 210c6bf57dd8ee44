import type { HttpClient } from '../http/http-client.ts';
import { DataExchangeApi } from '../integration/data-exchange-api.ts';
import { RouteApi } from '../integration/route-api.ts';
import { SqlViewApi } from '../integration/sql-view-api.ts';
import { UserApi } from '../integration/user-api.ts';
import { MessagesApi } from '../messaging/messages-api.ts';
import { metadataResources } from '../models/resources.generated.ts';
import { OrgUnitApi } from '../org-units/org-unit-api.ts';
import { ResourceApi } from './resource-writer.ts';

/** Resources that can do more than metadata in general. */
interface SpecialResources<Model> {
  readonly organisationUnits: OrgUnitApi<Model>;
  readonly routes: RouteApi<Model>;
  readonly aggregateDataExchanges: DataExchangeApi<Model>;
  readonly sqlViews: SqlViewApi<Model>;
  readonly users: UserApi<Model>;
  readonly messageConversations: MessagesApi<Model>;
}

/** A resource for each model: `dhis2.dataElements`, `dhis2.organisationUnits`, … */
export type Resources<Models> = {
  readonly [Name in keyof Models & string]: Name extends keyof SpecialResources<unknown>
    ? SpecialResources<Models[Name]>[Name]
    : ResourceApi<Models[Name]>;
};

/** Names that stand for something else at the client than the resource of that name. */
const taken = new Set<string>(['fileResources', 'dataStores']);

type ResourceClass = new (http: HttpClient, plural: string, path: string) => object;

const special: Readonly<Record<keyof SpecialResources<unknown>, ResourceClass>> = {
  organisationUnits: OrgUnitApi,
  routes: RouteApi,
  aggregateDataExchanges: DataExchangeApi,
  sqlViews: SqlViewApi,
  users: UserApi,
  messageConversations: MessagesApi,
};

/** Adds a property for each resource to `target`; a resource is made when it is first used. */
export function defineResources(target: object, http: HttpClient): void {
  for (const [plural, path] of Object.entries(metadataResources)) {
    if (taken.has(plural)) continue;
    const make: ResourceClass = plural in special ? special[plural as keyof typeof special] : ResourceApi;
    let resource: object | undefined;
    Object.defineProperty(target, plural, {
      enumerable: true,
      configurable: true,
      get: () => (resource ??= new make(http, plural, path)),
    });
  }
}
