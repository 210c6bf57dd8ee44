import type { Command } from '../command-line/command.ts';

export const runCommand: Command = {
  name: 'run',
  summary: 'Run routes from YAML, TypeScript or JavaScript files',
  usage: '[FILE…]',
  description:
    'Runs until it is stopped: the first Ctrl-C (or SIGTERM) lets messages under way finish, the second ends at once.\n' +
    'Without files, those that dhow.yaml lists under "routes" run.\n' +
    'With --watch, files that change take effect at once (routes, mappings, dhow.yaml); what cannot run leaves all as it\n' +
    'was.\n' +
    'With --until-idle it ends when all sources are empty and all is delivered; the exit code is 1 when anything was\n' +
    'rejected or failed.',
  options: {
    'until-idle': { type: 'boolean', description: 'End when all sources are empty and all is delivered' },
    watch: { type: 'boolean', description: 'Take up route files, mappings and settings that change' },
    config: { type: 'string', value: 'FILE', short: 'c', description: 'The settings file instead of dhow.yaml' },
    profile: { type: 'string', value: 'NAME', description: 'Read dhow.NAME.yaml over the settings' },
    property: {
      type: 'string',
      value: 'NAME=VALUE',
      short: 'p',
      multiple: true,
      description: 'A value for {{NAME}} in routes',
    },
    state: { type: 'string', value: 'FILE', description: 'The state file, or "memory"' },
    'management-port': {
      type: 'string',
      value: 'N',
      description: 'Port of the management endpoints; 0 for a free one',
    },
    management: { type: 'boolean', description: '--no-management switches the management endpoints off' },
    'log-level': { type: 'string', value: 'LEVEL', description: 'TRACE, DEBUG, INFO, WARN, ERROR or OFF' },
    'log-format': { type: 'string', value: 'FORMAT', description: 'pretty, json or auto' },
  },
  examples: [
    'dhow run routes.yaml',
    'dhow run --watch',
    'dhow run --until-idle routes/*.yaml',
    'dhow run -p inbox=/data/in routes.ts',
  ],
  run: async (call) => (await import('./run-routes.ts')).runRoutes(call),
};
