import { request } from 'node:http';
import { request as secureRequest } from 'node:https';

/** A request to another server. */
export interface RemoteRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  readonly timeoutMs: number;
}

export interface RemoteAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** Thrown when the other server does not answer in time. */
export class RemoteTimeout extends Error {}

/** Where requests to other hosts really go: `http://sink.test` → `http://127.0.0.1:4000`. For tests. */
export type RemoteHosts = Readonly<Record<string, string>>;

/** Sends a request as it is: no headers but the given ones, redirects not followed. */
export function callRemote(sent: RemoteRequest, hosts: RemoteHosts): Promise<RemoteAnswer> {
  const named = new URL(sent.url);
  const target = new URL(sent.url.replace(named.origin, hosts[named.origin] ?? named.origin));
  const send = target.protocol === 'https:' ? secureRequest : request;
  return new Promise((resolve, reject) => {
    const outgoing = send(
      target,
      { method: sent.method, headers: { ...sent.headers, host: named.host }, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 502,
            contentType: response.headers['content-type'],
            body: Buffer.concat(parts),
          }),
        );
      },
    );
    outgoing.setTimeout(sent.timeoutMs, () => outgoing.destroy(new RemoteTimeout('timeout')));
    outgoing.on('error', reject);
    if (sent.body) outgoing.write(sent.body);
    outgoing.end();
  });
}
