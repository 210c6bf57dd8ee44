/** DHIS2's envelope, which wraps reports and carries refusals. */
export interface WebMessage<Response = unknown> {
  readonly httpStatus: string;
  readonly httpStatusCode: number;
  readonly status: 'OK' | 'WARNING' | 'ERROR';
  readonly message?: string;
  readonly errorCode?: string;
  readonly devMessage?: string;
  readonly response?: Response;
}

export function isWebMessage(body: unknown): body is WebMessage {
  return isRecord(body) && typeof body['httpStatusCode'] === 'number' && typeof body['status'] === 'string';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses a body that claims to be JSON; undefined when it is empty or not JSON. */
export function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
