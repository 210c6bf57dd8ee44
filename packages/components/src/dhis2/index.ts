import type { EndpointRef, OptionsOf, RejectedRow } from '@dhow/core/component';
import type { DataValue, DataValueSet } from '@dhow/dhis2';
import type { DeliveryReport } from './delivery/delivery-report.ts';
import type { connectionOptions, deliveryOptions, importOptions, resourceOptions } from './dhis2-spec.ts';

export type { DeliveryReport, RejectedCode, ReportedRow } from './delivery/delivery-report.ts';
export { dhis2Component } from './dhis2-component.ts';
export type { Dhis2Connection } from './dhis2-connections.ts';
export { dhis2Spec } from './dhis2-spec.ts';

type Connection = OptionsOf<typeof connectionOptions>;
type Resource = OptionsOf<typeof resourceOptions>;

/** What {@link dhis2.dataValueSets} takes: values, or in the place of one the refusal of its row. */
export type DataValueItem = DataValue | RejectedRow;
export type DataValueBody = DataValueSet | readonly DataValueItem[] | AsyncIterable<DataValueItem>;

/** Endpoints of DHIS2, with the types of their bodies. */
export const dhis2 = {
  /** Delivers data values and reports what became of each row. */
  dataValueSets: (
    options: Connection & OptionsOf<typeof importOptions> & OptionsOf<typeof deliveryOptions> = {},
  ): EndpointRef<DataValueBody, DeliveryReport> => ({ uri: 'dhis2:dataValueSets', parameters: options }),

  /** The resource at `path` as text. */
  getResource: (path: string, options: Connection & Omit<Resource, 'path'> = {}): EndpointRef<unknown, string> => ({
    uri: 'dhis2:get/resource',
    parameters: { path, ...options },
  }),

  /** The items of a collection as a stream. */
  getCollection: <Item = unknown>(
    path: string,
    options: Connection & Omit<Resource, 'path'> = {},
  ): EndpointRef<unknown, AsyncIterable<Item>> => ({ uri: 'dhis2:get/collection', parameters: { path, ...options } }),

  /** Sends the body to `path`; the answer as text. */
  postResource: (path: string, options: Connection & Omit<Resource, 'path'> = {}): EndpointRef<unknown, string> => ({
    uri: 'dhis2:post/resource',
    parameters: { path, ...options },
  }),

  putResource: (path: string, options: Connection & Omit<Resource, 'path'> = {}): EndpointRef<unknown, string> => ({
    uri: 'dhis2:put/resource',
    parameters: { path, ...options },
  }),

  deleteResource: (path: string, options: Connection & Omit<Resource, 'path'> = {}): EndpointRef<unknown, string> => ({
    uri: 'dhis2:delete/resource',
    parameters: { path, ...options },
  }),

  /** Has the analytics tables made. */
  analyticsTables: (options: Connection & Resource = {}): EndpointRef<unknown, unknown> => ({
    uri: 'dhis2:resourceTables/analytics',
    parameters: options,
  }),
};
