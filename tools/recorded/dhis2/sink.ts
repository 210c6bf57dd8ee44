import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The server that routes of the recording lead to: it tells what it received. */
export interface Sink {
  readonly url: string;
  close(): void;
}

/** Starts a sink: `/echo/…` and `/status/{code}/…` answer at once, `/slow/…` never. */
export async function startSink(): Promise<Sink> {
  const server = createServer((request, response) => {
    request.resume();
    const path = request.url ?? '/';
    if (path.startsWith('/slow/')) return;
    const status = Number(/^\/status\/(\d{3})\//.exec(path)?.[1] ?? 200);
    const { connection: _connection, ...headers } = request.headers;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(status === 204 ? undefined : JSON.stringify({ method: request.method, path, headers, body: '' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
