export type ExchangePattern = 'InOnly' | 'InOut';

/** What is true or false of an exchange. */
export interface ExchangeFlags {
  /** A bit each, since an exchange is copied often, and few are ever set. Ask the members below. */
  flags: number;
  pattern: ExchangePattern;
  /** Set by `stop`: no further step of the route runs, and the exchange ends without failure. */
  routeStop: boolean;
  rollbackOnly: boolean;
  rollbackOnlyLast: boolean;
  /** Set once an error handler has dealt with a failure: true ends the route (and its callers) without an exception. */
  errorHandlerHandled: boolean | undefined;
  /** An error handler has run to its end: no other one takes up the same failure. */
  failureHandled: boolean;
  /** No further redelivery, by whom it may be. */
  redeliveryExhausted: boolean;
  /** Within a block that deals with failures by itself: the property `TryRouteBlock`. */
  tryBlock: boolean;
  /** Whether something asked for the id: Camel makes it only then, and shows it only then in messages. */
  idShown: boolean;
  /** Last of the parts of a split. */
  isLastPart: boolean;
  /** Stopped, marked for rollback, or a failure of it was handled: no further step runs. */
  readonly ended: boolean;
}

const bit = {
  routeStop: 2,
  rollbackOnly: 4,
  rollbackOnlyLast: 8,
  failureHandled: 64,
  redeliveryExhausted: 128,
  tryBlock: 256,
  idShown: 512,
  isLastPart: 1024,
} as const;
const inOut = 1;
const handled = 16;
const notHandled = 32;
/** After one of these no further step runs. */
const endings = bit.routeStop | bit.rollbackOnly | bit.rollbackOnlyLast | handled;
const outcome = endings | notHandled | bit.failureHandled | bit.redeliveryExhausted;

/** As a copy has them: nobody has asked for its id. */
export const flagsOfCopy = (flags: number): number => flags & ~bit.idShown;

/** With what another exchange ended with: stop, rollback, and what error handlers made of it. */
export const withOutcome = (flags: number, of: number): number => (flags & ~outcome) | (of & outcome);

/**
 * Gives a class the members. They are no base class of it: V8 does not inline the constructor of one, and an exchange would
 * take twice as long to make.
 */
export function defineFlags(prototype: ExchangeFlags): void {
  for (const [name, mask] of Object.entries(bit)) {
    Object.defineProperty(prototype, name, {
      get(this: ExchangeFlags): boolean {
        return (this.flags & mask) !== 0;
      },
      set(this: ExchangeFlags, on: boolean) {
        this.flags = on ? this.flags | mask : this.flags & ~mask;
      },
    });
  }
  Object.defineProperties(prototype, {
    pattern: {
      get(this: ExchangeFlags): ExchangePattern {
        return (this.flags & inOut) !== 0 ? 'InOut' : 'InOnly';
      },
      set(this: ExchangeFlags, pattern: ExchangePattern) {
        this.flags = pattern === 'InOut' ? this.flags | inOut : this.flags & ~inOut;
      },
    },
    errorHandlerHandled: {
      get(this: ExchangeFlags): boolean | undefined {
        if ((this.flags & handled) !== 0) return true;
        return (this.flags & notHandled) !== 0 ? false : undefined;
      },
      set(this: ExchangeFlags, value: boolean | undefined) {
        const set = value === undefined ? 0 : value ? handled : notHandled;
        this.flags = (this.flags & ~(handled | notHandled)) | set;
      },
    },
    ended: {
      get(this: ExchangeFlags): boolean {
        return (this.flags & endings) !== 0;
      },
    },
  });
}
