import type { Exchange } from '../exchange/exchange.ts';
import type { HeaderMap } from '../exchange/header-map.ts';
import type { Completion, UnitOfWork } from '../exchange/unit-of-work.ts';
import type { TransactionScope } from '../transaction/transaction-source.ts';

/** Completions taken from one unit of work and not yet given to another. */
const handedOver = new WeakSet<Completion>();

/** In no route. */
export const noRoutes: readonly string[] = [];

/** The engine's unit of work. */
export class ExchangeUnitOfWork implements UnitOfWork {
  /** Never written to: units of work share it. */
  routes: readonly string[] = noRoutes;
  transaction: TransactionScope | undefined = undefined;
  original: { readonly body: unknown; readonly headers: HeaderMap } | undefined = undefined;
  /** The unit of work whose parts this one's exchange belongs to (split and multicast with `shareUnitOfWork`). */
  readonly parent: ExchangeUnitOfWork | undefined;
  #completions: Completion[] | undefined = undefined;
  /** Neighbours in the context's in-flight register. */
  previous: ExchangeUnitOfWork | undefined = undefined;
  next: ExchangeUnitOfWork | undefined = undefined;
  exchange: Exchange;
  waitsIn: string | undefined = undefined;
  waitsSince = 0;
  /** The clock's `elapsed` when it began. */
  startedAt = 0;
  /** Whether the message is under way: a source may add completions before. */
  begun = false;

  constructor(exchange: Exchange, parent?: ExchangeUnitOfWork) {
    this.exchange = exchange;
    this.parent = parent;
  }

  /** Takes over what another message's source left to do. */
  adopt(exchange: Exchange): void {
    if (exchange.completions === undefined) return;
    for (const completion of exchange.completions) this.addCompletion(completion);
    exchange.completions = undefined;
  }

  addCompletion(completion: Completion): void {
    (this.#completions ??= []).push(completion);
    if (completion.joined !== undefined && handedOver.delete(completion)) completion.joined(this.exchange);
  }

  /** Whether nothing is left to do at its end. */
  get isEmpty(): boolean {
    return this.#completions === undefined;
  }

  hasCompletion(completion: Completion): boolean {
    return this.#completions?.includes(completion) ?? false;
  }

  takeCompletions(): Completion[] {
    const completions = this.#completions ?? [];
    this.#completions = undefined;
    for (const completion of completions) if (completion.joined) handedOver.add(completion);
    return completions;
  }

  /** Runs the completions, last registered first; one that fails does not keep the others from running. */
  async done(exchange: Exchange, report: (error: unknown) => void): Promise<void> {
    const failed = exchange.exception !== undefined;
    // A completion may register further ones.
    while (this.#completions !== undefined && this.#completions.length > 0) {
      const completion = this.#completions.pop()!;
      try {
        await (failed ? completion.onFailure?.(exchange) : completion.onComplete?.(exchange));
      } catch (error) {
        report(error);
      }
    }
    this.#completions = undefined;
  }
}
