import { access, constants } from 'node:fs/promises';
import {
  Exchange,
  type ComponentContext,
  type Consumer,
  type ConsumerRoute,
  type Endpoint,
  type EndpointUri,
  type HealthResult,
  type Producer,
  type ResolvedOptions,
} from '@dhow/core/component';
import { FileConsumer } from './file-consumer.ts';
import { fillWithFile } from './file-message.ts';
import { FileProducer } from './file-producer.ts';
import { FileTaker } from './file-taker.ts';
import type { fileOptions } from './file-spec.ts';

export type FileOptions = ResolvedOptions<typeof fileOptions>;
export type FileEndpointUri = EndpointUri<FileOptions>;

export class FileEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: FileEndpointUri;
  readonly #folder: string;
  readonly #context: ComponentContext;
  #taker: FileTaker | undefined;

  constructor(uri: FileEndpointUri, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#folder = context.resolvePath(uri.path);
    this.#context = context;
  }

  createProducer(): Producer {
    return new FileProducer(this.#uri, this.#folder, this.#context);
  }

  createConsumer(route: ConsumerRoute): Consumer {
    return new FileConsumer(this.#uri, this.#folder, route, this.#context);
  }

  /** One file for `pollEnrich`: put away when the exchange that took it up is done. */
  async poll(timeoutMs: number, signal: AbortSignal): Promise<Exchange | undefined> {
    const { clock } = this.#context;
    if (this.#taker === undefined) {
      this.#taker = new FileTaker(this.#uri, this.#folder, 'poll', this.#context);
      await this.#taker.recover();
    }
    const taker = this.#taker;
    const until = clock.elapsed() + timeoutMs;
    for (;;) {
      for (const found of await taker.list()) {
        const taken = await taker.take(found);
        if (typeof taken === 'string') continue;
        const exchange = new Exchange<unknown>(null);
        fillWithFile(exchange, taken, this.#uri);
        exchange.completions = [{ onComplete: () => taken.succeed(), onFailure: () => taken.fail() }];
        return exchange;
      }
      const left = timeoutMs < 0 ? Number.POSITIVE_INFINITY : until - clock.elapsed();
      if (left <= 0) return undefined;
      await clock.sleep(Math.min(left, this.#uri.options.delayMs), signal);
    }
  }

  async checkHealth(): Promise<HealthResult> {
    const folder = this.#folder;
    return access(folder, constants.R_OK | constants.X_OK).then(
      () => ({ status: 'UP', details: { folder } }),
      (error: NodeJS.ErrnoException) => ({ status: 'DOWN', details: { folder, reason: error.code } }),
    );
  }
}
