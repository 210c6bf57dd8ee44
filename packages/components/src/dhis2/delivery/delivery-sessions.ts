import type { Exchange } from '@dhow/core/component';
import { rowSourceOf, type RowSource } from '../../row-source.ts';
import type { DeliveryReport } from './delivery-report.ts';
import { DeliverySession, type DeliveryBody } from './delivery-session.ts';
import type { SetFields } from './delivery-item.ts';
import type { DeliverySettings } from './delivery-settings.ts';
import { putDownRejected } from './rejected-rows.ts';

interface OpenSource {
  readonly session: Promise<DeliverySession>;
  /** A dead letter that is sent again and refused again stays the letter that it is. */
  readonly isReplay: boolean;
  finished: boolean;
}

/** The deliveries of one endpoint: all bodies of a source share one, whatever parts it was split into. */
export class DeliverySessions {
  readonly #settings: DeliverySettings;
  readonly #open = new WeakMap<RowSource, OpenSource>();

  constructor(settings: DeliverySettings) {
    this.#settings = settings;
  }

  async deliver(
    exchange: Exchange,
    body: DeliveryBody,
    shared: SetFields | undefined,
    whole: boolean,
    signal: AbortSignal,
  ): Promise<DeliveryReport> {
    const source = rowSourceOf(exchange);
    const routeId = exchange.fromRouteId ?? 'none';
    if (!source) return this.#single(exchange, routeId, body, shared, signal);
    const open = this.#sourceOf(source, routeId, exchange);
    const session = await open.session;
    const report = await session.deliver(body, shared, signal);
    // The last part: a failure to put down what was rejected must still fail the message.
    if (whole || exchange.property('CamelSplitComplete') === true)
      await this.#finish(source, open, routeId, exchange.id);
    return report;
  }

  /** A body that does not come from a file: no ledger, since nothing would name it again. */
  async #single(
    exchange: Exchange,
    routeId: string,
    body: DeliveryBody,
    shared: SetFields | undefined,
    signal: AbortSignal,
  ): Promise<DeliveryReport> {
    const session = await DeliverySession.open(this.#settings, undefined);
    const report = await session.deliver(body, shared, signal);
    // A dead letter that is sent again and refused again stays the one that it is.
    if (isReplay(exchange)) return report;
    const source = namelessSource(exchange.id);
    await putDownRejected(session.rejected, { source, routeId, exchangeId: exchange.id }, this.#settings);
    return report;
  }

  #sourceOf(source: RowSource, routeId: string, exchange: Exchange): OpenSource {
    const known = this.#open.get(source);
    if (known && !known.finished) return known;
    const { ledger, connection } = this.#settings;
    const key =
      ledger && source.key !== undefined && !isReplay(exchange)
        ? `${source.key} (${routeId} to ${connection})`
        : undefined;
    const session = DeliverySession.open(this.#settings, key);
    const open: OpenSource = { session, isReplay: isReplay(exchange), finished: false };
    this.#open.set(source, open);
    source.whenDone(() => this.#finish(source, open, routeId, exchange.id));
    return open;
  }

  async #finish(source: RowSource, open: OpenSource, routeId: string, exchangeId: string): Promise<void> {
    if (open.finished) return;
    open.finished = true;
    const session = await open.session;
    const of = { source, routeId, exchangeId };
    const path = open.isReplay ? undefined : await putDownRejected(session.rejected, of, this.#settings);
    await session.close();
    const { rows, accepted, rejected, pending } = session.report();
    const logger = this.#settings.context.logger(routeId);
    const line = `${source.name}: ${rows} rows, ${accepted} accepted, ${rejected} rejected, ${pending} pending`;
    logger.info(path === undefined ? line : `${line}; rejected rows: ${path}`, { rows, accepted, rejected, pending });
  }
}

function isReplay(exchange: Exchange): boolean {
  return exchange.property('DhowReplayOf') !== undefined;
}

function namelessSource(name: string): RowSource {
  return {
    key: undefined,
    name,
    columns: () => [],
    originals: () => Promise.resolve(new Map()),
    whenDone: () => undefined,
  };
}
