import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';

/** The properties that hold passwords and tokens of other servers, by class. */
export const hasSecrets: ReadonlySet<string> = new Set([
  'route.auth',
  'eventHook.targets',
  'aggregateDataExchange.target',
]);

const secret = new Set(['password', 'token', 'accessToken', 'clientSecret']);

/** A value without the passwords and tokens in it: they are written, but never shown. */
export function withoutSecrets(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  const shown = Object.entries(value).filter(([key]) => !secret.has(key));
  return Object.fromEntries(shown.map(([key, item]) => [key, key === 'headers' ? item : withoutSecrets(item)]));
}
