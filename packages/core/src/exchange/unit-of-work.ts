import type { TransactionScope } from '../transaction/transaction-source.ts';
import type { Exchange } from './exchange.ts';

/** Called once when the exchange that started the unit of work is done. May be asynchronous; its failure is logged. */
export interface Completion {
  onComplete?(exchange: Exchange): void | Promise<void>;
  onFailure?(exchange: Exchange): void | Promise<void>;
  /** Called when it was taken from its first exchange and given to another one, which goes on in its place. */
  joined?(exchange: Exchange): void;
}

/**
 * The span of one message from its source to its acknowledgement; routes linked by `direct` share it.
 * Sources acknowledge, idempotent repositories confirm and files move in completions.
 */
export interface UnitOfWork {
  /** Runs in reverse order of registration. */
  addCompletion(completion: Completion): void;
  /** The message as it entered, when the context keeps it (`useOriginalMessage`). */
  readonly original: { readonly body: unknown; readonly headers: Exchange['headers'] } | undefined;
  /** The step that the message waits in, while it waits, and since when by the clock's `elapsed`. */
  waitsIn: string | undefined;
  waitsSince: number;
  /** Ids of the routes that the exchange is in, outermost first. */
  readonly routes: readonly string[];
  /** The transaction that its messages are in; see `transactionOf`. */
  transaction: TransactionScope | undefined;
  /** Takes the completions away, to hand them to the unit of work that goes on with the message (seda, aggregate). */
  takeCompletions(): Completion[];
}
