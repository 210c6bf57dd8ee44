import type { Exchange } from '../exchange/exchange.ts';

/** What is wrong with a part of a request or an answer: where, and what was expected there. Never the value. */
export interface RestProblem {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body' | 'formData';
  /** Of a parameter. */
  readonly name?: string;
  /** JSON pointer into the body. */
  readonly pointer?: string;
  readonly expected: string;
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not as expected',
  401: 'Credentials are required',
  406: 'No such answer',
  415: 'Unsupported type of body',
  500: 'The answer is not as promised',
  501: 'Not implemented',
};

/** Ends the message with an answer in the form of RFC 9457. Headers that it has already stay. */
export function refuse(exchange: Exchange, status: number, errors: readonly RestProblem[] = []): void {
  exchange.headers.set('CamelHttpResponseCode', status);
  exchange.headers.set('Content-Type', 'application/problem+json');
  exchange.body = { title: titles[status] ?? 'Refused', status, ...(errors.length > 0 ? { errors } : {}) };
  exchange.routeStop = true;
}
