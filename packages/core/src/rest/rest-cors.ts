import type { Exchange } from '../exchange/exchange.ts';
import { RouteError } from '../errors/route-error.ts';
import { restRequestProperty, type RestRequest } from './rest-request.ts';

export interface CorsSettings {
  readonly headers: Readonly<Record<string, string>>;
  readonly allowCredentials: boolean;
}

const defaults: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, DELETE, TRACE, OPTIONS, CONNECT, PATCH',
  'Access-Control-Allow-Headers':
    'Origin, Accept, X-Requested-With, Content-Type, Access-Control-Request-Method, Access-Control-Request-Headers',
  'Access-Control-Max-Age': '3600',
};

/**
 * The step that tells browsers which origins may read the answer. Several origins stand with commas; the caller's is
 * answered when it is among them.
 */
export function corsStep({ headers, allowCredentials }: CorsSettings): (exchange: Exchange) => void {
  const { 'Access-Control-Allow-Origin': origins = '*', ...others } = { ...defaults, ...headers };
  if (allowCredentials && origins.trim() === '*') {
    const reason =
      'corsAllowCredentials with any origin would hand the data of users to every site. Write the origins into corsHeaders: Access-Control-Allow-Origin.';
    throw new RouteError('ROUTE_BAD_DEFINITION', { place: 'restConfiguration', reason });
  }
  const allowed = origins.split(',').map((origin) => origin.trim());
  const isOne = allowed.length === 1 && !allowCredentials;
  return (exchange) => {
    const request = exchange.property(restRequestProperty) as RestRequest | undefined;
    const origin = isOne ? allowed[0] : allowed.find((each) => each === request?.header('origin'));
    if (!isOne) exchange.headers.set('Vary', 'Origin');
    if (origin === undefined) return;
    exchange.headers.set('Access-Control-Allow-Origin', origin);
    for (const name in others) exchange.headers.set(name, others[name]);
    if (allowCredentials) exchange.headers.set('Access-Control-Allow-Credentials', 'true');
  };
}
