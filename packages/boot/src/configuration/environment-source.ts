import { nearestHint } from '@dhow/core';
import { BootError } from '../boot-errors.ts';
import type { ConfigurationSource, RawSetting } from './configuration-source.ts';
import { settingsSpec } from './settings-spec.ts';

const prefix = 'DHOW_';
/** Variables of the command itself, which are no settings. */
const reserved = new Set(['DHOW_PROFILE', 'DHOW_CONFIG', 'DHOW_DEBUG', 'DHOW_PASSWORD', 'DHOW_TOKEN']);

/** `DHOW_MANAGEMENT_PORT` for `management.port`; `*` gives the part that stands for the user's name. */
export function variableName(path: string): string {
  return prefix + path.replace(/[^A-Za-z0-9*]+/g, '_').toUpperCase();
}

/**
 * Settings from `DHOW_…` variables. A name of the user's (of a connection) is the one from the files that matches without
 * regard to case and punctuation, else the variable's part in lower case.
 */
export function readEnvironmentSource(
  environment: Readonly<Record<string, string | undefined>>,
  knownPaths: Iterable<string>,
): ConfigurationSource {
  const known = new Map<string, string>();
  for (const path of knownPaths) known.set(variableName(path), path);
  for (const path in settingsSpec) if (!path.includes('*')) known.set(variableName(path), path);
  const names = namesByVariable(knownPaths);

  const settings: RawSetting[] = [];
  for (const variable of Object.keys(environment).toSorted()) {
    const value = environment[variable];
    if (!variable.startsWith(prefix) || reserved.has(variable) || value === undefined) continue;
    const path = known.get(variable) ?? matchPattern(variable, names);
    if (path === undefined) {
      throw new BootError('CONFIG_UNKNOWN_VARIABLE', {
        found: variable,
        nearest: nearestHint(variable, Object.keys(settingsSpec).map(variableName)),
      });
    }
    settings.push({ path, value, origin: `environment variable ${variable}` });
  }
  return { name: 'environment', settings };
}

/** `NATIONAL_HMIS` to `national-hmis` when the files have a connection of that name. */
function namesByVariable(paths: Iterable<string>): Map<string, string> {
  const names = new Map<string, string>();
  for (const path of paths) {
    for (const pattern in settingsSpec) {
      const [before, behind] = pattern.split('*');
      if (behind === undefined || !path.startsWith(before!) || !path.endsWith(behind)) continue;
      const name = path.slice(before!.length, path.length - behind.length);
      names.set(variableName(before! + name), name);
    }
  }
  return names;
}

function matchPattern(variable: string, names: ReadonlyMap<string, string>): string | undefined {
  for (const pattern in settingsSpec) {
    if (!pattern.includes('*')) continue;
    const [before, behind] = variableName(pattern).split('*');
    const middle = variable.slice(before!.length, variable.length - behind!.length);
    if (!variable.startsWith(before!) || !variable.endsWith(behind!) || middle.length === 0) continue;
    if (variable.length <= before!.length + behind!.length) continue;
    const name = names.get(before! + middle) ?? middle.toLowerCase().replaceAll('_', '-');
    return pattern.replace('*', name);
  }
  return undefined;
}
