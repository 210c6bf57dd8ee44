import { NamedException } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';

/** Variables beyond the exchange: `global:name` and `route:routeId:name`. */
export class VariableScopes {
  readonly #global = new Map<string, unknown>();
  readonly #routes = new Map<string, unknown>();
  readonly #groups = new Map<string, unknown>();

  get(exchange: Exchange, name: string): unknown {
    const store = this.#store(name, exchange);
    return store ? store.map.get(store.key) : exchange.variable(plain(name));
  }

  set(exchange: Exchange, name: string, value: unknown): void {
    const store = this.#store(name, exchange);
    if (!store) setOwn(exchange, plain(name), value);
    else if (value === null || value === undefined) store.map.delete(store.key);
    else store.map.set(store.key, value);
  }

  remove(exchange: Exchange, name: string): void {
    const store = this.#store(name, exchange);
    if (store) store.map.delete(store.key);
    else if (exchange.hasVariables) {
      if (name === '*') exchange.variables.clear();
      else exchange.variables.delete(plain(name));
    }
  }

  /** Puts a whole message into variables: the body under the name, headers as `header:name.key`. */
  setMessage(exchange: Exchange, name: string, body: unknown, headers: Iterable<readonly [string, unknown]>): void {
    this.set(exchange, name, body);
    const [scope, key] = splitScope(name);
    for (const [header, value] of headers) this.set(exchange, `${scope}header:${key}.${header}`, value);
  }

  /** All scoped variables, under their full names. */
  entries(): [name: string, value: unknown][] {
    return [
      ...Array.from(this.#global, ([key, value]): [string, unknown] => [`global:${key}`, value]),
      ...Array.from(this.#routes, ([key, value]): [string, unknown] => [`route:${key}`, value]),
      ...Array.from(this.#groups, ([key, value]): [string, unknown] => [`group:${key}`, value]),
    ];
  }

  #store(name: string, exchange: Exchange): { map: Map<string, unknown>; key: string } | undefined {
    if (name.startsWith('global:')) return { map: this.#global, key: name.slice(7) };
    if (name.startsWith('route:')) return { map: this.#routes, key: inRoute(name.slice(6), exchange) };
    if (name.startsWith('group:')) return { map: this.#groups, key: inGroup(name.slice(6)) };
    checkScope(name);
    return undefined;
  }
}

/** `header:v.name` is how a header of a message kept in a variable is called; any other prefix is a scope that is not there. */
function checkScope(name: string): void {
  const colon = name.indexOf(':');
  if (colon < 0) return;
  const scope = name.slice(0, colon);
  if (scope === 'exchange' || scope === 'header') return;
  throw new NamedException('java.lang.IllegalArgumentException', `VariableRepository with id: ${scope} does not exist`);
}

function inGroup(key: string): string {
  if (key.includes(':')) return key;
  throw new NamedException('java.lang.IllegalArgumentException', 'Name must be groupId:name syntax');
}

/** A variable of null is none. */
function setOwn(exchange: Exchange, name: string, value: unknown): void {
  if (value !== null && value !== undefined) exchange.variables.set(name, value);
  else if (exchange.hasVariables) exchange.variables.delete(name);
}

function plain(name: string): string {
  return name.startsWith('exchange:') ? name.slice(9) : name;
}

/** `global:v` is `['global:', 'v']`; `route:r1:v` is `['route:r1:', 'v']`. */
function splitScope(name: string): [scope: string, key: string] {
  const match = /^(global:|exchange:|(?:route|group):[^:]*:)(.*)$/s.exec(name);
  return match ? [match[1]!, match[2]!] : ['', name];
}

/** Without a route id the route that the message is in is meant. */
function inRoute(key: string, exchange: Exchange): string {
  if (key.includes(':')) return key;
  const routeId = exchange.unitOfWork?.routes.at(-1);
  return routeId === undefined ? key : `${routeId}:${key}`;
}
