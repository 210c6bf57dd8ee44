import { tmpdir, userInfo } from 'node:os';
import { sep } from 'node:path';

/** The Java system properties that routes read and that have a counterpart here. */
const systemProperties: Readonly<Record<string, () => string>> = {
  'user.language': () => 'en',
  'user.dir': () => process.cwd(),
  'user.home': () => userInfo().homedir,
  'user.name': () => userInfo().username,
  'java.io.tmpdir': () => tmpdir(),
  'file.separator': () => sep,
  'path.separator': () => (sep === '/' ? ':' : ';'),
  'line.separator': () => '\n',
  'file.encoding': () => 'UTF-8',
  'os.name': () => process.platform,
  'os.arch': () => process.arch,
  'user.timezone': () => Intl.DateTimeFormat().resolvedOptions().timeZone,
};

/** A Java system property as routes read it, or undefined. */
export function systemProperty(name: string): string | undefined {
  return systemProperties[name]?.();
}
