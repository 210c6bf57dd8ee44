import { parameter, type Dhis2Operation, type OperationParts } from './dhis2-operation.ts';

/** `resourceTables/analytics`: has the analytics tables made, and waits for the end unless `async`. */
export function resourceTablesAnalytics(parts: OperationParts): Dhis2Operation {
  return async (exchange, signal) => {
    const flag = (name: 'skipAggregate' | 'skipEvents') => {
      const value = parameter(name, exchange, parts);
      return value === undefined ? {} : { [name]: value === true || value === 'true' };
    };
    const lastYears = parameter('lastYears', exchange, parts);
    const options = {
      ...flag('skipAggregate'),
      ...flag('skipEvents'),
      ...(lastYears !== undefined && { lastYears: Number(lastYears) }),
    };
    const { resourceTables } = parts.client();
    exchange.body = parts.options.async
      ? await resourceTables.startAnalytics({ ...options, signal })
      : await resourceTables.runAnalytics(options, { intervalMs: parts.options.intervalMs, signal });
  };
}
