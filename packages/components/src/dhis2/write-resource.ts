import type { Query } from '@dhow/dhis2';
import { apiPath, parameter, requiredText, type Dhis2Operation, type OperationParts } from './dhis2-operation.ts';

/** `post/resource`, `put/resource`, `delete/resource`: the answer as text. */
export function writeResource(method: 'POST' | 'PUT' | 'DELETE', parts: OperationParts): Dhis2Operation {
  return async (exchange, signal) => {
    const path = apiPath(requiredText('path', exchange, parts));
    const query = parameter('queryParams', exchange, parts) as Query | undefined;
    const given = parameter('resource', exchange, parts);
    const resource = given ?? (method === 'DELETE' ? undefined : exchange.body);
    const body = await payload(resource, parts);
    const answer = await parts.client().http.read({
      method,
      path,
      query,
      signal,
      ...(body === undefined ? {} : { body, contentType: 'application/json' }),
    });
    exchange.body = answer.text;
  };
}

/** Text and bytes go as they are, objects as JSON; anything else is converted to text first. */
async function payload(resource: unknown, { context }: OperationParts): Promise<unknown> {
  if (resource === undefined || resource === null) return undefined;
  if (typeof resource === 'string' || resource instanceof Uint8Array) return resource;
  if (typeof resource === 'object' && Symbol.asyncIterator in resource)
    return context.convert(resource, 'java.lang.String');
  return resource;
}
