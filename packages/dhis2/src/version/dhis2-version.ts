import { Dhis2Error } from '../errors/dhis2-error.ts';

/** A version of DHIS2, such as `2.42.5.2` or `2.44-SNAPSHOT`. */
export interface Dhis2Version {
  /** As the server wrote it. */
  readonly text: string;
  /** The release: 42 for 2.42. */
  readonly minor: number;
  /** 5 for 2.42.5.2. */
  readonly patch: number;
  /** 2 for 2.42.5.2. */
  readonly hotfix: number;
  readonly snapshot: boolean;
}

/** Reads what `/api/system/info` gives as `version`. */
export function parseVersion(text: string): Dhis2Version {
  const match = /^(?:2\.|v)?(\d{2})(?:\.(\d+))?(?:\.(\d+))?(.*)$/.exec(text.trim());
  if (!match) throw new Dhis2Error('DHIS2_VERSION_UNREADABLE', { found: text.slice(0, 40) });
  return {
    text,
    minor: Number(match[1]),
    patch: Number(match[2] ?? 0),
    hotfix: Number(match[3] ?? 0),
    snapshot: /snapshot/i.test(match[4]!),
  };
}
