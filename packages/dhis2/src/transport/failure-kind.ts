import { TransportFailure } from './transport.ts';

const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'EPROTO',
]);
const timeouts = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/** Sorts what an HTTP library threw into the four kinds that decide about retry and about the fate of a write. */
export function toTransportFailure(error: unknown, signal: AbortSignal | undefined): TransportFailure {
  if (signal?.aborted) return new TransportFailure('aborted', 'cancelled', error);
  for (let at: unknown = error, depth = 0; at && depth < 5; at = (at as { cause?: unknown }).cause, depth++) {
    const inner = (at as { errors?: unknown[] }).errors?.[0];
    const code = codeOf(at) ?? codeOf(inner);
    if (code === undefined) continue;
    if (neverSent.has(code)) return new TransportFailure('unreachable', code, error);
    if (timeouts.has(code)) return new TransportFailure('timeout', code, error);
    return new TransportFailure('lost', code, error);
  }
  return new TransportFailure('lost', error instanceof Error ? error.name : 'connection error', error);
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}
