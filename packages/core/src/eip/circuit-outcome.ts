import type { Exchange } from '../exchange/exchange.ts';
import type { PropertyNote } from '../exchange/property-note.ts';
import type { Circuit, CircuitState } from './circuit.ts';

/** How a call through a circuit ended. */
export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'ignored' | 'failed' | 'timedOut' | 'notPermitted' | 'rejected'; readonly error: unknown };

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
  properties.set('CamelCircuitBreakerSuccessfulExecution', false);
  properties.set('CamelCircuitBreakerResponseFromFallback', hasFallback && kind !== 'ignored');
  properties.set('CamelCircuitBreakerState', circuit.state);
  properties.set('CamelCircuitBreakerResponseShortCircuited', kind !== 'ignored');
  if (kind === 'ignored') properties.set('CamelCircuitBreakerResponseIgnored', true);
  else if (!hasFallback) properties.set('CamelCircuitBreakerResponseRejected', true);
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
