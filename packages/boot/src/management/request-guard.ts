import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface GuardOptions {
  /** The address that the listener is bound to. */
  readonly host: string;
  readonly token: string | undefined;
  readonly access: 'read-only' | 'unrestricted';
}

/** Addresses that a probe asks without a token. */
const openPaths = new Set(['/management/health', '/management/health/liveness', '/management/health/readiness']);

/** Whether nobody but this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/**
 * Refuses what must not reach an endpoint: pages of other sites in a browser (by Origin, Sec-Fetch-Site and, against DNS
 * rebinding, Host), calls without the token, and changes where only reading is allowed.
 */
export function requestGuard(options: GuardOptions) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const refusal = refuse(request, options);
    if (refusal) await reply.code(refusal.status).send({ error: refusal.code, message: refusal.message });
  };
}

function refuse({ headers, method, url }: FastifyRequest, { host, token, access }: GuardOptions): Refusal | undefined {
  const asked = hostName(headers.host);
  if (isLoopback(host) && !isLoopback(asked)) {
    return { status: 403, code: 'HOST', message: 'Ask for this listener by 127.0.0.1 or localhost.' };
  }
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  const isForeign = origin !== undefined && origin !== `http://${headers.host}` && origin !== `https://${headers.host}`;
  if (isForeign || site === 'cross-site' || site === 'same-site') {
    return { status: 403, code: 'ORIGIN', message: 'Pages of other sites may not use this listener.' };
  }
  const path = url.split('?', 1)[0]!;
  if (token !== undefined && !openPaths.has(path) && !carries(headers.authorization, token)) {
    return { status: 401, code: 'TOKEN', message: 'Send the header Authorization: Bearer TOKEN.' };
  }
  if (access === 'read-only' && method !== 'GET' && method !== 'HEAD') {
    return {
      status: 403,
      code: 'READ_ONLY',
      message: 'Changes are switched off. Set management.access to unrestricted to allow them.',
    };
  }
  return undefined;
}

function hostName(header: string | undefined): string {
  return (header ?? '').replace(/:\d+$/, '').toLowerCase();
}

function carries(header: string | undefined, token: string): boolean {
  const given = Buffer.from(/^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '');
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
