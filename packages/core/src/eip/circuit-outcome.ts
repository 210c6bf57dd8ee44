import type { Exchange } from '../exchange/exchange.ts';
import type { PropertyNote } from '../exchange/property-note.ts';
import type { Circuit, CircuitState } from './circuit.ts';

/** How a call through a circuit ended. `unrecorded`: it failed with what does not count as a failure. */
export type Outcome =
  | { readonly kind: 'ok' }
  | {
      readonly kind: 'ignored' | 'unrecorded' | 'failed' | 'timedOut' | 'notPermitted' | 'rejected';
      readonly error: unknown;
    };

/** Calls that went well are told by one note for all of them. */
const succeeded: Readonly<Record<CircuitState, PropertyNote>> = {
  CLOSED: successNote('CLOSED'),
  OPEN: successNote('OPEN'),
  HALF_OPEN: successNote('HALF_OPEN'),
};

export function tellOutcome(exchange: Exchange, { kind }: Outcome, circuit: Circuit, hasFallback: boolean): void {
  if (kind === 'ok') {
    exchange.setNote(succeeded[circuit.state]);
    return;
  }
  const { properties } = exchange;
  const isPassedOver = kind === 'ignored' || kind === 'unrecorded';
  const isUncaughtTimeout = kind === 'timedOut' && !hasFallback;
  properties.set('CamelCircuitBreakerSuccessfulExecution', kind === 'unrecorded');
  properties.set('CamelCircuitBreakerResponseFromFallback', hasFallback && !isPassedOver);
  properties.set('CamelCircuitBreakerState', circuit.state);
  properties.set('CamelCircuitBreakerResponseShortCircuited', !isPassedOver && !isUncaughtTimeout);
  if (kind === 'ignored') properties.set('CamelCircuitBreakerResponseIgnored', true);
  else if (isUncaughtTimeout) properties.set('CamelCircuitBreakerResponseTimedOut', true);
  else if (!hasFallback && !isPassedOver) properties.set('CamelCircuitBreakerResponseRejected', true);
}

function successNote(state: CircuitState): PropertyNote {
  return {
    property(name) {
      if (name === 'CamelCircuitBreakerSuccessfulExecution') return true;
      if (name === 'CamelCircuitBreakerResponseFromFallback') return false;
      return name === 'CamelCircuitBreakerState' ? state : undefined;
    },
    writeTo(properties) {
      properties.set('CamelCircuitBreakerSuccessfulExecution', true);
      properties.set('CamelCircuitBreakerResponseFromFallback', false);
      properties.set('CamelCircuitBreakerState', state);
    },
  };
}
