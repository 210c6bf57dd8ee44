import type { ConfiguredSetting } from '../../configuration/load-configuration.ts';

export const mask = '******';

/**
 * What may be shown of a setting: secrets by their spec are masked. Placeholders (`properties.*`) have no spec of their own,
 * so that names which usually hold secrets are masked too, and so are credentials within an address.
 */
export function shownValue({ path, value, secret }: ConfiguredSetting): unknown {
  if (secret) return mask;
  const isFree = path.startsWith('properties.');
  if (isFree && /pass|secret|token|credential|apikey|api-key|private/i.test(path)) return mask;
  if (typeof value !== 'string') return value;
  return value
    .replace(/(:\/\/)[^/@\s]+@/g, `$1${mask}@`)
    .replace(/([?&;](?:user|username|\w*password|\w*token|\w*secret)=)[^&;\s]*/gi, `$1${mask}`);
}
