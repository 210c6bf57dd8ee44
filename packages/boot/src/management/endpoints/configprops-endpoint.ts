import type { ManagementEndpoint } from '../management-services.ts';
import { shownValue } from './masked-value.ts';

/** Spring Boot's configprops: the settings by group, each with its value and origin. */
export const configpropsEndpoint: ManagementEndpoint = {
  id: 'configprops',
  register(app, { configuration, engine }) {
    app.get('/management/configprops', () => {
      const groups = Map.groupBy(configuration.origins, ({ path }) =>
        path.includes('.') ? path.split('.', 1)[0]! : 'dhow',
      );
      const beans = [...groups].map(([prefix, settings]) => {
        const key = (path: string) => (path.includes('.') ? path.slice(prefix.length + 1) : path);
        const properties = settings.map((one) => [key(one.path), shownValue(one)]);
        const inputs = settings.map((one) => [key(one.path), { value: shownValue(one), origin: one.origin }]);
        return [prefix, { prefix, properties: Object.fromEntries(properties), inputs: Object.fromEntries(inputs) }];
      });
      return { contexts: { [engine.name]: { beans: Object.fromEntries(beans) } } };
    });
  },
};
