import { dirname } from 'node:path';
import type { ConfigurationOptions } from '@dhow/boot/configuration';
import type { CommandCall } from '../command-line/command.ts';
import { textOption } from '../command-line/parse-command.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** Settings as the options of `run` and its relatives give them. */
export function configurationOf(call: CommandCall): ConfigurationOptions {
  const { options, positionals } = call;
  const properties = (options['property'] ?? []) as readonly string[];
  return {
    file: textOption(call, 'config'),
    profile: textOption(call, 'profile'),
    // `dhow run reports/route.yaml` takes the settings of the project that the route stands in.
    searchFolders: positionals.filter((name) => !/[*?[{]/.test(name)).map((name) => dirname(name)),
    overrides: {
      'state.file': textOption(call, 'state'),
      'management.port': textOption(call, 'management-port'),
      'management.enabled': options['management'] as boolean | undefined,
      'log.level': textOption(call, 'log-level'),
      'log.format': textOption(call, 'log-format'),
      ...Object.fromEntries(properties.map(readProperty)),
    },
  };
}

function readProperty(text: string): [path: string, value: string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`--property takes NAME=VALUE; found "${text}"`, 'dhow help run');
  return [`properties.${text.slice(0, equals)}`, text.slice(equals + 1)];
}
