import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { BootError } from '../boot-errors.ts';
import { managementEndpoints } from './endpoints/index.ts';
import type { ManagementServices } from './management-services.ts';
import { isLoopback, requestGuard } from './request-guard.ts';

export interface ManagementListener {
  /** `http://127.0.0.1:9876/management` */
  readonly url: string;
  close(): Promise<void>;
}

/** Listens for the management endpoints. Throws BOOT_MANAGEMENT_EXPOSED, BOOT_PORT_TAKEN. */
export async function startManagementListener(services: ManagementServices): Promise<ManagementListener> {
  const { host, port, token, access } = services.configuration.settings.management;
  if (!isLoopback(host) && token === undefined) throw new BootError('BOOT_MANAGEMENT_EXPOSED', { host });
  const { fastify } = await import('fastify');
  const app = fastify({ logger: false, forceCloseConnections: true, bodyLimit: 64 * 1024 });
  app.addHook('onRequest', requestGuard({ host, token, access }));
  answerErrors(app);
  for (const endpoint of managementEndpoints) endpoint.register(app, services);
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    if ((error as { code?: string }).code === 'EADDRINUSE')
      throw new BootError('BOOT_PORT_TAKEN', { host, port }, error);
    throw error;
  }
  const address = app.server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${shownHost}:${address.port}/management`, close: () => app.close() };
}

/** Errors with a code of Dhow's are told; of others only that there was one, since their text may name data. */
function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: Error & { code?: string; statusCode?: number }, _request, reply) => {
    const { code, statusCode } = error;
    if (statusCode !== undefined && statusCode < 500) {
      return reply.code(statusCode).send({ error: code ?? 'BAD_REQUEST', message: error.message });
    }
    const isOurs = code !== undefined && /^(STATE|ROUTE|BOOT|CONFIG|SIMPLE|LANGUAGE)_/.test(code);
    const status = statusOf(code, isOurs);
    return reply
      .code(status)
      .send({ error: code ?? 'INTERNAL', message: isOurs ? error.message : 'It failed; the log has the cause.' });
  });
  app.setNotFoundHandler(async (_request, reply) => {
    return reply.code(404).send({ error: 'NOT_FOUND', message: 'GET /management lists what there is.' });
  });
}

function statusOf(code: string | undefined, isOurs: boolean): number {
  if (code?.endsWith('_SYNTAX')) return 400;
  if (code !== undefined && /_(NO_SUCH_ROUTE|NO_DEAD_LETTER|UNKNOWN_STEP)$/.test(code)) return 404;
  return isOurs ? 409 : 500;
}
