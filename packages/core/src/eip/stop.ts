import type { Processor } from './processor.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Ends the exchange; no further step runs. */
export const stop = {
  name: 'stop',
  description: 'Ends the exchange; no further step runs.',
  shape: 'step',
  options: {},
  compile: compileStop,
} as const satisfies EipDefinition;

function compileStop(): Processor {
  return (exchange) => {
    exchange.routeStop = true;
  };
}
