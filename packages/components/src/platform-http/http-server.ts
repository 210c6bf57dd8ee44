import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ComponentError } from '../component-error.ts';
import { PathTable, type PathService } from './path-table.ts';
import { answerPlainly } from './response-writer.ts';

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly url: string;
}

export interface HttpServerSettings {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Requests at a time; further ones are answered with 503. */
  readonly maxConcurrentRequests: number;
}

/** The one server of a context. It listens from its first service on until it is closed. */
export class HttpServer {
  readonly #paths = new PathTable();
  readonly #settings: HttpServerSettings;
  #server: Server | undefined;
  #opening: Promise<void> | undefined;
  #active = 0;

  constructor(settings: HttpServerSettings) {
    this.#settings = settings;
  }

  get address(): ServerAddress | undefined {
    const address = this.#server?.address() as AddressInfo | null | undefined;
    if (!address) return undefined;
    const { address: host, port, family } = address;
    return { host, port, url: `http://${family === 'IPv6' ? `[${host}]` : host}:${port}` };
  }

  /** @throws ComponentError PLATFORM_HTTP_PATH_TAKEN, PLATFORM_HTTP_NO_LISTEN */
  async add(service: PathService): Promise<void> {
    this.#paths.add(service);
    try {
      await (this.#opening ??= this.#open());
    } catch (error) {
      this.#paths.remove(service);
      this.#opening = undefined;
      this.#server = undefined;
      throw error;
    }
  }

  remove(service: PathService): void {
    this.#paths.remove(service);
  }

  /** Ends the connections. Routes have stopped by then, so no answer is under way. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#opening = undefined;
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  #open(): Promise<void> {
    const { host, port } = this.#settings;
    const server = createServer({ keepAlive: true }, (request, response) => this.#handle(request, response));
    this.#server = server;
    return new Promise((resolve, reject) => {
      const failed = (cause: NodeJS.ErrnoException) => {
        const reason = cause.code === 'EADDRINUSE' ? 'the port is in use' : (cause.code ?? 'it cannot be opened');
        reject(new ComponentError('PLATFORM_HTTP_NO_LISTEN', { host, port, reason }, cause));
      };
      server.once('error', failed);
      server.listen(port, host, () => {
        server.off('error', failed);
        resolve();
      });
    });
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    if (this.#active >= this.#settings.maxConcurrentRequests) {
      answerPlainly(response, 503, 'Too many requests at a time', { 'retry-after': '1' });
      return;
    }
    this.#active++;
    response.once('close', this.#done);
    if (!this.#paths.dispatch(request, response)) this.#unserved(request, response);
  }

  readonly #done = (): void => {
    this.#active--;
  };

  #unserved(request: IncomingMessage, response: ServerResponse): void {
    const methods = this.#paths.methodsAt(request.url ?? '/');
    if (methods.length === 0) {
      answerPlainly(response, 404, 'Nothing is served at this path');
      return;
    }
    const allow = [...methods, ...(methods.includes('OPTIONS') ? [] : ['OPTIONS'])].join(', ');
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { allow });
      response.end();
    } else answerPlainly(response, 405, `This path takes ${allow}`, { allow });
  }
}
