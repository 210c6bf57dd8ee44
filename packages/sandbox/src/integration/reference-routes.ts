import { empty, json } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { bodyText } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { conflict, notFound } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import { generateUid } from '../state/identifiers.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, textAt } from '../state/json.ts';
import { periodTypeList } from '../periods/period-types.ts';
import { relativePeriodNames } from '../periods/relative-periods.ts';
import { databaseLocales, uiLocales } from './locale-list.ts';

/** Lists that each server has: languages, period types, icons, apps, users to choose from. */
export function referenceRoutes(router: Router, context: ServerContext): void {
  const started = timestamp(context.clock.now());
  const external = context.profile.minor >= 43 ? {} : { external: false };
  const head = (name: string): JsonObject => ({
    name,
    created: started,
    lastUpdated: started,
    translations: [],
    favorites: [],
    sharing: { ...external, users: {}, userGroups: {} },
  });
  router.get('locales/ui', () =>
    json(
      uiLocales
        .filter(([locale]) => context.profile.minor >= 43 || locale !== 'hi_IN')
        .map(([locale, name, displayName]) => ({
          locale,
          languageTag: locale.replace(/^(.*)_([A-Z]{2})_(\w+)$/, '$1-$3-$2').replaceAll('_', '-'),
          name,
          displayName,
        })),
    ),
  );
  // A hash table's order, which differs by version.
  const first = context.profile.minor >= 43 ? 19 : 0;
  const locales = [...databaseLocales.slice(first), ...databaseLocales.slice(0, first)].map(([locale, name]) => ({
    ...head(name),
    locale,
    displayName: name,
    favorite: false,
    id: generateUid(),
    attributeValues: [],
  }));
  router.get('locales/dbLocales', () => json(locales));
  router.get('periodTypes', () => json({ periodTypes: periodTypeList(context.profile.minor) }));
  router.get('periodTypes/relativePeriodTypes', () => json([...relativePeriodNames]));
  router.get('apps', () => json([]));
  router.get('icons/{key}', (call) => {
    const key = call.params['key']!;
    if (!/_(positive|negative|outline)$/.test(key)) throw notFound(`Icon not found: ${key}`);
    const day = `${started.slice(0, 10)}T00:00:00.000`;
    const name = `icon_${key}`;
    const fileResource = { ...head(name), displayName: name, favorite: false, id: generateUid(), attributeValues: [] };
    return json({
      key,
      description: '',
      keywords: [],
      custom: false,
      created: day,
      lastUpdated: day,
      fileResource,
      href: `${call.baseUrl}/api/icons/${key}/icon`,
    });
  });
  router.get('userLookup', (call) => json({ users: foundUsers(context, call) }));
  router.get('userLookup/{id}', (call) => {
    const [user] = foundUsers(context, call, call.params['id']!);
    if (!user) throw notFound(`User with ID not found: ${call.params['id']}`);
    return json(user);
  });
  router.post('synchronization/metadataPull', (call) => {
    if (bodyText(call) === '') return empty(200);
    throw conflict('Provided URL is not in the remote servers allowed list', 'E1004');
  });
}

function foundUsers(context: ServerContext, call: Call, id?: string): JsonObject[] {
  const wanted = (call.query.get('query') ?? '').toLowerCase();
  const found: JsonObject[] = [];
  for (const user of context.metadata.all('users')) {
    const firstName = textAt(user, 'firstName') ?? '';
    const surname = textAt(user, 'surname') ?? '';
    const texts = [asText(user['username']), firstName, surname, asText(user['email'])];
    const matches =
      id === undefined
        ? texts.some((text) => text.toLowerCase().includes(wanted))
        : user.id === id || user['username'] === id;
    if (!matches) continue;
    const displayName = `${firstName} ${surname}`.trim();
    found.push({ id: user.id, username: asText(user['username']), firstName, surname, displayName });
  }
  return found;
}
