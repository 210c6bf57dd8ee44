import type { Exchange } from '../exchange/exchange.ts';

/** As in Camel, what fails in spite of a redelivery counts as one: for the steps it fails in, its route and the context. */
export const wasRedelivered = (exchange: Exchange): boolean => exchange.header('CamelRedelivered') === true;
