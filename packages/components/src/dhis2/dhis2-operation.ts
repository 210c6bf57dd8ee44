import type { Dhis2Client } from '@dhow/dhis2';
import { textOf, type ComponentContext, type Exchange, type ResolvedOptions } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { dhis2Options } from './dhis2-spec.ts';

export type Dhis2Options = ResolvedOptions<typeof dhis2Options>;

/** What an operation works with. */
export interface OperationParts {
  readonly client: () => Dhis2Client;
  readonly connection: string;
  readonly endpoint: string;
  readonly options: Dhis2Options;
  readonly context: ComponentContext;
}

/** One operation of the component on a message. */
export type Dhis2Operation = (exchange: Exchange, signal: AbortSignal) => Promise<void>;

/**
 * A parameter of a method: from the header `CamelDhis2.<name>`, from the body where `inBody` names it, else from the
 * endpoint.
 */
export function parameter(name: keyof Dhis2Options, exchange: Exchange, { options }: OperationParts): unknown {
  const header = exchange.header(`CamelDhis2.${name}`);
  if (header !== undefined && header !== null) return header;
  if (options.inBody === name) return exchange.body;
  return options[name];
}

export function requiredText(name: keyof Dhis2Options, exchange: Exchange, parts: OperationParts): string {
  const value = parameter(name, exchange, parts);
  if (value === undefined || value === null || value === '') {
    throw new ComponentError('DHIS2_PARAMETER_MISSING', { endpoint: parts.endpoint, parameter: name });
  }
  return textOf(value);
}

/** `organisationUnits` or `/api/organisationUnits` as the client wants it. */
export function apiPath(path: string): string {
  return `/api/${path.replace(/^\/+/, '').replace(/^api\//, '')}`;
}
