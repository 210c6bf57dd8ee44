import type {
  ComponentContext,
  Endpoint,
  EndpointUri,
  Exchange,
  Producer,
  ResolvedOptions,
} from '@dhow/core/component';
import type { MockRecorder } from './mock-recorder.ts';
import type { mockOptions } from './mock-spec.ts';

export type MockEndpointUri = EndpointUri<ResolvedOptions<typeof mockOptions>>;

export class MockEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: MockEndpointUri;
  readonly #recorder: MockRecorder;
  readonly #context: ComponentContext;

  constructor(uri: MockEndpointUri, recorder: MockRecorder, context: ComponentContext) {
    this.uri = uri.uri;
    this.#uri = uri;
    this.#recorder = recorder;
    this.#context = context;
  }

  createProducer(): Producer {
    const { path: mock, options } = this.#uri;
    const retain = { first: options.retainFirst, last: options.retainLast, copy: options.copyOnExchange };
    const log = options.log ? this.#context.logger(`mock.${mock}`) : undefined;
    return {
      process: (exchange: Exchange, signal: AbortSignal): void | Promise<void> => {
        this.#recorder.record(mock, exchange, this.#context.clock.now(), retain);
        log?.info(`mock:${mock} received message ${this.#recorder.count(mock)}`);
        return this.#recorder.reply(mock)?.(exchange, signal);
      },
    };
  }
}
