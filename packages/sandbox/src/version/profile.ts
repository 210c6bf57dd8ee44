/** What sets one DHIS2 release apart from the next, as far as a client can see it. */
export interface VersionProfile {
  /** The release as users name it, such as `2.42`. */
  readonly name: SupportedVersion;
  /** The second number of the release: 42 for 2.42. Behaviour is chosen by `minor >= 43`. */
  readonly minor: number;
  /** The full version that `/api/system/info` shows. */
  readonly version: string;
  readonly revision: string;
  readonly buildTime: string;
  /** The folder of `data/` whose schemas and OpenAPI document serve this version. */
  readonly data: '2.42' | '2.43';
}

export type SupportedVersion = '2.40' | '2.41' | '2.42' | '2.43' | '2.44';

const recorded42 = {
  version: '2.42.5.2',
  revision: '91f1f41',
  buildTime: '2026-11-23T06:14:49.000',
  data: '2.42',
} as const;
const recorded43 = {
  version: '2.43.1',
  revision: '9cbfbf3',
  buildTime: '2026-11-23T06:33:50.000',
  data: '2.43',
} as const;

const profiles: readonly VersionProfile[] = [
  { ...recorded42, name: '2.40', minor: 40, version: '2.40.12' },
  { ...recorded42, name: '2.41', minor: 41, version: '2.41.9' },
  { ...recorded42, name: '2.42', minor: 42 },
  { ...recorded43, name: '2.43', minor: 43 },
  { ...recorded43, name: '2.44', minor: 44, version: '2.44.0' },
];

/**
 * The profile for a version as a user writes it: `2.42`, `2.42.5.2` or `42`.
 *
 * 2.42 and 2.43 are built from recordings of real servers; 2.40 and 2.41 answer as 2.42 does, 2.44 as 2.43.
 */
export function profileFor(version: string): VersionProfile {
  const found = profiles.find(
    (p) => version === p.name || version === String(p.minor) || version.startsWith(`${p.name}.`),
  );
  if (found) return found;
  const known = profiles.map((p) => p.name).join(', ');
  throw new RangeError(`The sandbox has no DHIS2 version "${version}". Use one of ${known}.`);
}
