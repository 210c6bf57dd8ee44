import { splitUri } from '../component/endpoint-uri.ts';
import { RouteError } from '../errors/route-error.ts';

/** What `allowedSchemes` lets pass. */
export class AllowedSchemes {
  readonly #schemes: readonly string[];
  readonly #shown: string;

  /** `asList`: error texts show a list instead of the option as it is written, as Camel's do for some patterns. */
  constructor(written: string, asList: boolean) {
    this.#schemes = written.split(',').map((scheme) => scheme.trim());
    this.#shown = asList ? `[${this.#schemes.join(', ')}]` : written;
  }

  check(uri: string): void {
    const found = splitUri(uri).scheme;
    if (this.#schemes.includes(found)) return;
    const shown = uri.replace(/:(?!\/\/)/, '://');
    throw new RouteError('ROUTE_SCHEME_NOT_ALLOWED', { found, uri: shown, allowed: this.#shown });
  }
}
