import { nearestHint } from '@dhow/core';
import type { ConfiguredSetting } from '../../configuration/load-configuration.ts';
import type { ManagementEndpoint } from '../management-services.ts';
import { shownValue } from './masked-value.ts';

/** Spring Boot's env: settings by where they came from, each with its origin. Other variables of the process are not shown. */
export const envEndpoint: ManagementEndpoint = {
  id: 'env',
  links: { 'env-toMatch': 'env/{toMatch}' },
  register(app, { configuration }) {
    const { origins, profile } = configuration;
    app.get('/management/env', () => {
      const sources = Map.groupBy(origins, ({ source }) => source);
      return {
        activeProfiles: profile === undefined ? [] : [profile],
        propertySources: [...sources].map(([name, settings]) => ({
          name,
          properties: Object.fromEntries(settings.map((one) => [one.path, shown(one)])),
        })),
      };
    });
    app.get<{ Params: { toMatch: string } }>('/management/env/:toMatch', ({ params }, reply) => {
      const setting = origins.find(({ path }) => path === params.toMatch);
      if (setting) {
        const { value, origin } = shown(setting);
        return reply.send({ property: { source: setting.source, value, origin } });
      }
      const nearest = nearestHint(
        params.toMatch,
        origins.map(({ path }) => path),
      );
      return reply
        .code(404)
        .send({ error: 'NOT_FOUND', message: `There is no setting "${params.toMatch}".${nearest}` });
    });
  },
};

function shown(setting: ConfiguredSetting): { value: unknown; origin: string } {
  return { value: shownValue(setting), origin: setting.origin };
}
