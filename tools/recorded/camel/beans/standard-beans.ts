import { Greeter } from './greeter.ts';

/** The beans that every recorded route may use, new for each context. */
export function standardBeans(): Record<string, unknown> {
  return { greeter: new Greeter(), people: { first: 'Ada', last: 'Lovelace' } };
}
