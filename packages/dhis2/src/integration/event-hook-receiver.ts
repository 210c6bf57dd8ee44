import { Dhis2Error } from '../errors/dhis2-error.ts';
import { isRecord, parseJson } from '../http/web-message.ts';

/** What a hook delivers: that an object was created, changed or deleted, or how a job goes. */
export interface EventHookDelivery<Model = Record<string, unknown>> {
  /** `metadata.dataElement.<uid>`, `scheduler.<type>.<uid>`. */
  readonly path: string;
  /** `metadata` or `scheduler`. */
  readonly kind: string;
  /** `dataElement`, `ANALYTICS_TABLE`, … */
  readonly type: string;
  readonly uid: string;
  /** `create`, `update`, `delete`; for jobs `RUNNING`, `COMPLETED`, `FAILED`. */
  readonly op: string;
  /** Time of the server, UTC, to the nanosecond. */
  readonly createdAt: string;
  readonly object: Model;
  /** The same for a delivery that comes twice. */
  readonly id: string;
}

export interface EventHookReceiverOptions {
  /** The secret that the hook's target sends in its header. */
  readonly secret: string;
  /** Name of that header (default `x-dhow-secret`). */
  readonly header?: string;
}

/** A target for an event hook of DHIS2 that a receiver with the same options accepts. */
export function eventHookTarget(url: string, options: EventHookReceiverOptions) {
  // The `api-token` of a webhook target is not sent by 2.42 (recorded), its headers are.
  return { type: 'webhook', url, contentType: 'application/json', headers: { [headerOf(options)]: options.secret } };
}

/**
 * Receives what DHIS2's event hooks send: checks the secret, then the form. Hand it the headers and the body of a request
 * that came to your own server. Deliveries are a signal, not a record: a target that answers an error is not called again,
 * and the order within one import is not that of its objects, so read the object again by its uid.
 *
 * @example
 * ```ts
 * import { eventHookReceiver } from '@dhow/dhis2';
 *
 * const receive = eventHookReceiver({ secret: 'a long random text' });
 * const delivery = receive({ 'x-dhow-secret': 'a long random text' }, '{"path":"metadata.constant.abcdefghijk",…}');
 * ```
 */
export function eventHookReceiver(
  options: EventHookReceiverOptions,
): (headers: Readonly<Record<string, string | readonly string[] | undefined>>, body: string) => EventHookDelivery {
  const header = headerOf(options);
  if (options.secret.length < 16) {
    throw new Dhis2Error('DHIS2_INVALID_OPTION', { option: 'secret', reason: 'use 16 characters or more' });
  }
  return (headers, body) => {
    const given = Object.entries(headers).find(([name]) => name.toLowerCase() === header)?.[1];
    if (typeof given !== 'string' || !sameText(given, options.secret)) refuse('the secret is missing or wrong');
    const event = parseJson(body);
    if (!isRecord(event)) refuse('the body is not a JSON object');
    const { path, createdAt, meta, object } = event;
    const parts = typeof path === 'string' ? path.split('.') : [];
    const op = isRecord(meta) ? meta['op'] : undefined;
    if (typeof path !== 'string' || parts.length < 3) refuse('it has no path of three parts');
    if (typeof createdAt !== 'string' || typeof op !== 'string') refuse('it has neither createdAt nor meta.op');
    return {
      path,
      kind: parts[0]!,
      type: parts[1]!,
      uid: parts.slice(2).join('.'),
      op,
      createdAt,
      object: isRecord(object) ? object : {},
      id: `${path}@${createdAt}#${op}`,
    };
  };
}

function headerOf(options: EventHookReceiverOptions): string {
  return (options.header ?? 'x-dhow-secret').toLowerCase();
}

function refuse(reason: string): never {
  throw new Dhis2Error('DHIS2_HOOK_REFUSED', { reason });
}

/** Compares without telling by its time how much was right. */
function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) difference |= (a.charCodeAt(i % (a.length || 1)) || 0) ^ b.charCodeAt(i);
  return difference === 0;
}
