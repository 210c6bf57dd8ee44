export type ExchangePattern = 'InOnly' | 'InOut';

const Flag = {
  inOut: 1,
  routeStop: 2,
  rollbackOnly: 4,
  rollbackOnlyLast: 8,
  handled: 16,
  notHandled: 32,
  failureHandled: 64,
  redeliveryExhausted: 128,
  tryBlock: 256,
  idShown: 512,
  lastPart: 1024,
} as const;
/** After one of these no further step runs. */
const endings = Flag.routeStop | Flag.rollbackOnly | Flag.rollbackOnlyLast | Flag.handled;
const outcome = endings | Flag.notHandled | Flag.failureHandled | Flag.redeliveryExhausted;

/**
 * All that is true or false of an exchange, a bit each: an exchange is copied often, and few of these are ever set.
 */
export class ExchangeFlags {
  #flags: number;

  constructor(pattern: ExchangePattern) {
    this.#flags = pattern === 'InOut' ? Flag.inOut : 0;
  }

  get pattern(): ExchangePattern {
    return (this.#flags & Flag.inOut) !== 0 ? 'InOut' : 'InOnly';
  }

  set pattern(pattern: ExchangePattern) {
    this.#flag(Flag.inOut, pattern === 'InOut');
  }

  /** Set by `stop`: no further step of the route runs, and the exchange ends without failure. */
  get routeStop(): boolean {
    return (this.#flags & Flag.routeStop) !== 0;
  }

  set routeStop(on: boolean) {
    this.#flag(Flag.routeStop, on);
  }

  get rollbackOnly(): boolean {
    return (this.#flags & Flag.rollbackOnly) !== 0;
  }

  set rollbackOnly(on: boolean) {
    this.#flag(Flag.rollbackOnly, on);
  }

  get rollbackOnlyLast(): boolean {
    return (this.#flags & Flag.rollbackOnlyLast) !== 0;
  }

  set rollbackOnlyLast(on: boolean) {
    this.#flag(Flag.rollbackOnlyLast, on);
  }

  /** Set once an error handler has dealt with a failure: true ends the route (and its callers) without an exception. */
  get errorHandlerHandled(): boolean | undefined {
    if ((this.#flags & Flag.handled) !== 0) return true;
    return (this.#flags & Flag.notHandled) !== 0 ? false : undefined;
  }

  set errorHandlerHandled(handled: boolean | undefined) {
    this.#flag(Flag.handled, handled === true);
    this.#flag(Flag.notHandled, handled === false);
  }

  /** An error handler has run to its end: no other one takes up the same failure. */
  get failureHandled(): boolean {
    return (this.#flags & Flag.failureHandled) !== 0;
  }

  set failureHandled(on: boolean) {
    this.#flag(Flag.failureHandled, on);
  }

  /** No further redelivery, by whom it may be. */
  get redeliveryExhausted(): boolean {
    return (this.#flags & Flag.redeliveryExhausted) !== 0;
  }

  set redeliveryExhausted(on: boolean) {
    this.#flag(Flag.redeliveryExhausted, on);
  }

  /** Within a block that deals with failures by itself: the property `TryRouteBlock`. */
  get tryBlock(): boolean {
    return (this.#flags & Flag.tryBlock) !== 0;
  }

  set tryBlock(on: boolean) {
    this.#flag(Flag.tryBlock, on);
  }

  /** Whether something asked for the id: Camel makes it only then, and shows it only then in messages. */
  get idShown(): boolean {
    return (this.#flags & Flag.idShown) !== 0;
  }

  set idShown(on: boolean) {
    this.#flag(Flag.idShown, on);
  }

  /** Stopped, marked for rollback, or a failure of it was handled: no further step runs. */
  get ended(): boolean {
    return (this.#flags & endings) !== 0;
  }

  /** Last of the parts of a split. */
  protected get isLastPart(): boolean {
    return (this.#flags & Flag.lastPart) !== 0;
  }

  protected set isLastPart(on: boolean) {
    this.#flag(Flag.lastPart, on);
  }

  /** Those of another exchange, as a copy has them: nobody has asked for its id. */
  protected copyFlags(source: ExchangeFlags): void {
    this.#flags = source.#flags & ~Flag.idShown;
  }

  /** How another exchange ended: stop, rollback, and what error handlers made of it. */
  protected takeOutcome(source: ExchangeFlags): void {
    this.#flags = (this.#flags & ~outcome) | (source.#flags & outcome);
  }

  #flag(flag: number, on: boolean): void {
    this.#flags = on ? this.#flags | flag : this.#flags & ~flag;
  }
}
