import { Dhis2Error } from '../errors/dhis2-error.ts';
import { nearestName } from '../errors/nearest-name.ts';
import type { Dhis2Version } from '../version/dhis2-version.ts';
import type { Query } from './query.ts';

/** The parameters that an endpoint knows; those of newer releases with the release they came in, or left. */
export interface EndpointParameters {
  readonly method: string;
  readonly path: string;
  readonly known: readonly string[];
  /** Minor version from which a parameter exists. */
  readonly since?: Readonly<Record<string, number>>;
  /** Minor version from which a parameter is gone. */
  readonly until?: Readonly<Record<string, number>>;
}

/**
 * Refuses a parameter that this version of the server would ignore. DHIS2 ignores what it does not know without a word,
 * and then stores what was meant as a test, or lists everything.
 */
export function checkParameters(endpoint: EndpointParameters, query: Query, version: Dhis2Version): void {
  for (const name in query) {
    if (query[name] === undefined || query[name] === null) continue;
    const since = endpoint.since?.[name] ?? 0;
    const until = endpoint.until?.[name] ?? Number.POSITIVE_INFINITY;
    if (endpoint.known.includes(name) && version.minor >= since && version.minor < until) continue;
    const nearest = nearestName(
      name,
      endpoint.known.filter((known) => known !== name),
    );
    throw new Dhis2Error('DHIS2_UNKNOWN_PARAMETER', {
      method: endpoint.method,
      path: endpoint.path,
      parameter: name,
      version: version.text,
      nearest: since > version.minor ? ` It came with 2.${since}` : nearest ? ` Did you mean "${nearest}"?` : '',
    });
  }
}
