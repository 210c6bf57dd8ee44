import type { CompleteRegistration, DataValueImportParameters } from '@dhow/dhis2';
import { ComponentError } from '../component-error.ts';
import { itemsOfBody, type ItemsOfBody } from './delivery/delivery-body.ts';
import { DeliverySessions } from './delivery/delivery-sessions.ts';
import type { DeliverySettings } from './delivery/delivery-settings.ts';
import { importOptions } from './dhis2-spec.ts';
import type { Dhis2Operation, Dhis2Options, OperationParts } from './dhis2-operation.ts';

/** `dataValueSets`: delivers data values and leaves a {@link DeliveryReport} in the body. Fails when rows are pending. */
export function dataValueSets(parts: OperationParts): Dhis2Operation {
  const { endpoint } = parts;
  const sessions = new DeliverySessions(settingsOf(parts));
  return async (exchange, signal) => {
    const body = itemsOfBody(exchange.body, endpoint);
    const report = await sessions.deliver(exchange, body.items, body.shared, body.whole, signal);
    if (report.pending > 0) {
      throw new ComponentError('DHIS2_ROWS_PENDING', { endpoint, pending: report.pending, rows: report.rows });
    }
    if (report.status === 'ok') await complete(body, parts, signal);
    exchange.body = report;
  };
}

function settingsOf({ client, connection, endpoint, options, context }: OperationParts): DeliverySettings {
  return {
    client,
    connection,
    endpoint,
    parameters: importParameters(options),
    chunkSize: options.chunkSize,
    chunkBytes: options.chunkBytes,
    concurrency: options.concurrency,
    duplicates: options.duplicates,
    maxRequests: options.maxRequests,
    timeoutMs: options.timeoutMs,
    ledger: options.ledger,
    rejects: options.rejects === undefined ? undefined : context.resolvePath(options.rejects),
    deadLetters: options.deadLetters,
    payloadPolicy: options.deadLetterPayload,
    replayTo: options.replayTo,
    context,
  };
}

function importParameters(options: Dhis2Options): DataValueImportParameters {
  const given = Object.keys(importOptions).flatMap((name) => {
    const value = options[name as keyof typeof importOptions];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given) as DataValueImportParameters;
}

/** A set that says when it was complete is registered as such, once all its values are in. */
async function complete(body: ItemsOfBody, { client }: OperationParts, signal: AbortSignal): Promise<void> {
  const { dataSet, completeDate: date, shared } = body;
  if (dataSet === undefined || date === undefined || !shared?.period || !shared.orgUnit) return;
  const registration: CompleteRegistration = {
    dataSet,
    date,
    period: shared.period,
    organisationUnit: shared.orgUnit,
    ...(shared.attributeOptionCombo !== undefined && { attributeOptionCombo: shared.attributeOptionCombo }),
  };
  await client().completeDataSetRegistrations.complete([registration], { signal });
}
