import type { Endpoint, Producer } from '../component/component.ts';
import { RouteError } from '../errors/route-error.ts';
import { readsAny, ResourceReads, type ReadFiles } from './resource-reads.ts';

/** Producers for computed URIs and for programs: made at need, the least used dropped past the limit. */
export class DynamicProducers {
  readonly #limit: number;
  readonly #producers = new Map<Endpoint, Producer | Promise<Producer>>();
  readonly #reads: ResourceReads;
  /** Files that they were made of. */
  readonly #files = new WeakMap<Endpoint, ReadFiles>();

  constructor(reads: ResourceReads = new ResourceReads(), limit = 1000) {
    this.#reads = reads;
    this.#limit = limit;
  }

  /** The files that they were made of, of each. */
  readFiles(): ReadFiles[] {
    return [...this.#producers.keys()].flatMap((endpoint) => this.#files.get(endpoint) ?? []);
  }

  /** A promise only at the first use. */
  get(endpoint: Endpoint): Producer | Promise<Producer> {
    const known = this.#producers.get(endpoint);
    if (known !== undefined) {
      this.#used(endpoint, known);
      return known;
    }
    const made = this.#make(endpoint);
    this.#producers.set(endpoint, made);
    if (made instanceof Promise) {
      made.then(
        (producer) => this.#producers.set(endpoint, producer),
        () => this.#producers.delete(endpoint),
      );
    }
    if (this.#producers.size > this.#limit) this.#dropOldest();
    return made;
  }

  #make(endpoint: Endpoint): Producer | Promise<Producer> {
    const files: ReadFiles = new Map();
    const end = this.#reads.begin(files);
    let made: Producer | Promise<Producer> | undefined;
    try {
      made = startProducer(endpoint);
      this.#files.set(endpoint, files);
    } finally {
      if (!(made instanceof Promise)) end();
    }
    return made instanceof Promise ? made.finally(end) : made;
  }

  /** Those made of one of these files. */
  async forgetReaders(files: ReadonlySet<string>): Promise<void> {
    await this.forget((endpoint) => readsAny(this.#files.get(endpoint) ?? new Map<string, undefined>(), files));
  }

  /** Those of such endpoints are made anew at their next use. */
  async forget(isSuch: (endpoint: Endpoint) => boolean): Promise<void> {
    const gone = [...this.#producers].filter(([endpoint]) => isSuch(endpoint));
    for (const [endpoint] of gone) this.#producers.delete(endpoint);
    for (const [, producer] of gone) await (await producer).stop?.();
  }

  /** Keeps the order of use, as soon as it may matter which one was used last. */
  #used(endpoint: Endpoint, producer: Producer | Promise<Producer>): void {
    if (this.#producers.size <= this.#limit / 2) return;
    this.#producers.delete(endpoint);
    this.#producers.set(endpoint, producer);
  }

  async stop(): Promise<void> {
    const all = [...this.#producers.values()];
    this.#producers.clear();
    for (const producer of all) await (await producer).stop?.();
  }

  #dropOldest(): void {
    for (const [endpoint, producer] of this.#producers) {
      this.#producers.delete(endpoint);
      Promise.resolve(producer)
        .then((old) => old.stop?.())
        .catch(() => undefined);
      return;
    }
  }
}

/** Makes and starts a producer; synchronous when both are. */
export function startProducer(endpoint: Endpoint): Producer | Promise<Producer> {
  if (!endpoint.createProducer) throw new RouteError('ROUTE_ENDPOINT_CANNOT_SEND', { uri: endpoint.uri });
  const made = endpoint.createProducer();
  const start = (producer: Producer): Producer | Promise<Producer> => {
    const starting = producer.start?.();
    return starting ? starting.then(() => producer) : producer;
  };
  return made instanceof Promise ? made.then(start) : start(made);
}
