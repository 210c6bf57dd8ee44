import type { Dhis2Connection } from '@dhow/components/dhis2';
import type { Connection, DhowSettings } from './configuration/settings-spec.ts';

/** The connections of the settings as beans, which `dhis2:…?connection=NAME` finds by their names. */
export function connectionBeans({ connections }: Pick<DhowSettings, 'connections'>): Record<string, Dhis2Connection> {
  return Object.fromEntries(Object.entries(connections).map(([name, connection]) => [name, beanOf(connection)]));
}

function beanOf({ url, timeout, ...others }: Connection): Dhis2Connection {
  return { baseUrl: url, ...others, ...(timeout !== undefined && { timeoutMs: timeout }) };
}
