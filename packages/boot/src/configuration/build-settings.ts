import { BootError } from '../boot-errors.ts';
import type { ConfiguredSetting } from './load-configuration.ts';
import { type DhowSettings, findSetting, settingsSpec } from './settings-spec.ts';

/** Turns settings by path into the object that programs read. */
export function buildSettings(origins: ReadonlyMap<string, ConfiguredSetting>): DhowSettings {
  const root: Record<string, unknown> = {
    log: { levels: {} },
    history: { routes: {} },
    tracing: { headers: {} },
    connections: {},
    dataSources: {},
    properties: {},
  };
  for (const { path, value } of origins.values()) {
    const { pattern, name } = findSetting(path)!;
    const parts = pattern.split('.').map((part) => (part === '*' ? name! : part));
    let target = root;
    for (const part of parts.slice(0, -1)) {
      // Own properties only: a connection called `constructor` is a connection.
      if (!Object.hasOwn(target, part)) Object.defineProperty(target, part, { value: {}, enumerable: true });
      target = target[part] as Record<string, unknown>;
    }
    Object.defineProperty(target, parts.at(-1)!, { value, enumerable: true });
  }
  const settings = root as unknown as DhowSettings;
  requireUrls(settings.connections, 'connections', origins, isHttp);
  requireUrls(settings.dataSources, 'dataSources', origins, (url) => /^[a-z][\w+.-]*:./i.test(url));
  return settings;
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function requireUrls(
  group: Readonly<Record<string, { readonly url?: string }>>,
  groupName: 'connections' | 'dataSources',
  origins: ReadonlyMap<string, ConfiguredSetting>,
  isUsable: (url: string) => boolean,
): void {
  for (const [name, { url }] of Object.entries(group)) {
    if (url !== undefined && isUsable(url)) continue;
    const path = `${groupName}.${name}.url`;
    const sibling = [...origins.values()].find((one) => one.path.startsWith(`${groupName}.${name}.`))!;
    const { description, example } = settingsSpec[`${groupName}.*.url`];
    throw new BootError('CONFIG_BAD_VALUE', {
      origin: origins.get(path)?.origin ?? sibling.origin,
      setting: path,
      found: url === undefined ? 'nothing' : 'what is there',
      expected: `${description.replace('.', '')} such as ${example}`,
    });
  }
}
