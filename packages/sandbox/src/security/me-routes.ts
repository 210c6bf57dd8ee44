import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { conflict, notFound } from '../http/web-error.ts';
import { parseFields } from '../fields/field-parser.ts';
import type { FieldNode } from '../fields/field-parser.ts';
import { Projector } from '../fields/projector.ts';
import { userName } from '../fields/derived-properties.ts';
import { readContext } from '../metadata/list-routes.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { isObject, refsAt, textAt } from '../state/json.ts';
import { noStore } from '../system/system-routes.ts';
import { mayBySharing } from './access.ts';
import { allAuthorities } from './authorities.ts';
import type { TokenRow } from './api-tokens.ts';
import type { User } from './user.ts';

/** `/api/me` and what belongs to it. */
export function meRoutes(router: Router, context: ServerContext): void {
  router.get('me', (call) => readMe(context, call));
  const authorities = (user: User): string[] => authoritiesOf(context, user);
  for (const name of ['authorities', 'authorization']) {
    router.get(`me/${name}`, (call) => json(authorities(call.user), 200, { 'cache-control': 'no-store' }));
    router.get(`me/${name}/{authority}`, (call) => {
      const has = call.user.isSuper || call.user.authorities.has(call.params['authority']!);
      return json(has, 200, { 'cache-control': 'no-store' });
    });
  }
  router.get('me/settings', (call) => json(settingsOf(context, call.user), 200, { 'cache-control': 'no-store' }));
  router.get('me/settings/{key}', (call) => {
    const value = settingsOf(context, call.user)[call.params['key']!];
    if (value === undefined) throw notFound(`Setting does not exist: ${call.params['key']}`);
    return json(value);
  });
  router.get('me/dashboard', () => json({ unreadInterpretations: 0, unreadMessageConversations: 0 }, 200, noStore));
  router.put('me/changePassword', (call) => changePassword(context, call));
}

function readMe(context: ServerContext, call: Call): Answer {
  const { user } = call;
  const object = context.metadata.get('users', user.id)!;
  const all = describeMe(context, call, object);
  const fields = call.query.get('fields');
  if (fields === null) return json(all);
  const nodes = parseFields(fields);
  if (nodes.some((node) => node.preset && !node.exclude)) return json(all);
  return json(selectFrom(context, call, all, nodes));
}

function selectFrom(context: ServerContext, call: Call, all: JsonObject, nodes: readonly FieldNode[]): JsonObject {
  const projector = new Projector(readContext(context, call));
  const result: JsonObject = {};
  const plurals: Readonly<Record<string, string>> = {
    organisationUnits: 'organisationUnits',
    dataViewOrganisationUnits: 'organisationUnits',
    teiSearchOrganisationUnits: 'organisationUnits',
    userRoles: 'userRoles',
    userGroups: 'userGroups',
  };
  for (const node of nodes) {
    const value = all[node.name];
    if (value === undefined || node.exclude) continue;
    const plural = plurals[node.name];
    if (node.children && plural && Array.isArray(value)) {
      const schema = context.schemas.byPlural(plural)!;
      result[node.name] = value.filter(isObject).map((ref) => {
        const object = context.metadata.get(plural, textAt(ref, 'id'));
        return object ? projector.project(schema, object, node.children!) : ref;
      });
    } else if (node.children && isObject(value)) {
      result[node.name] = Object.fromEntries(
        node.children.filter((c) => value[c.name] !== undefined).map((c) => [c.name, value[c.name]!]),
      );
    } else result[node.name] = value;
  }
  return result;
}

function describeMe(context: ServerContext, call: Call, object: MetadataObject): JsonObject {
  const { user } = call;
  const { minor } = context.profile;
  const list = (name: string): Json => refsAt(object, name).map((id) => ({ id }));
  const tokens = [...context.tables.table<TokenRow>('apiTokens').values()].filter((row) => row.userId === user.id);
  const access = {
    manage: user.isSuper,
    write: user.isSuper,
    read: user.isSuper,
    update: user.isSuper,
    delete: user.isSuper,
  };
  const me: JsonObject = {
    id: user.id,
    username: user.username,
    surname: user.surname,
    firstName: user.firstName,
    ...(textAt(object, 'phoneNumber') === undefined ? {} : { phoneNumber: object['phoneNumber']! }),
    created: object['created'] ?? '',
    lastUpdated: object['lastLogin'] ?? object['lastUpdated'] ?? '',
    dataViewOrganisationUnits: list('dataViewOrganisationUnits'),
    favorites: [],
    ...(minor >= 43 ? {} : {}),
    userGroups: user.groups.map((id) => ({ id })),
    translations: [],
    teiSearchOrganisationUnits: list('teiSearchOrganisationUnits'),
    organisationUnits: list('organisationUnits'),
    displayName: userName(object),
    access: minor >= 43 ? access : { ...access, externalize: user.isSuper },
    name: userName(object),
    ...(textAt(object, 'email') === undefined ? {} : { email: object['email']! }),
    emailVerified: false,
    userRoles: list('userRoles'),
    settings: settingsOf(context, user),
    programs: accessible(context, user, 'programs'),
    authorities: authoritiesOf(context, user),
    dataSets: accessible(context, user, 'dataSets'),
    patTokens: tokens.map((row) => ({ id: row.uid })),
    twoFactorType: 'NOT_ENABLED',
    attributeValues: [],
  };
  return me;
}

/** The programs or data sets whose data a user may write. */
function accessible({ metadata }: ServerContext, user: User, plural: 'programs' | 'dataSets'): string[] {
  const ids: string[] = [];
  for (const object of metadata.all(plural)) if (mayBySharing(user, object, 'dataRead')) ids.push(object.id);
  return ids;
}

function authoritiesOf(context: ServerContext, user: User): string[] {
  return user.isSuper ? allAuthorities(context.profile.minor) : [...user.authorities];
}

/** The settings of a user, the system's where they have none of their own. */
export function settingsOf(context: ServerContext, user: User): JsonObject {
  const own = context.tables.table('userSettings').get(user.id) ?? {};
  return {
    keyDbLocale: 'en',
    keyMessageSmsNotification: false,
    keyTrackerDashboardLayout: '',
    keyStyle: context.settings.get('keyStyle') ?? 'light_blue/light_blue.css',
    keyUiLocale: context.settings.get('keyUiLocale') ?? 'en',
    keyAnalysisDisplayProperty: 'name',
    keyMessageEmailNotification: false,
    ...own,
  };
}

function changePassword(context: ServerContext, call: Call): Answer {
  const body: unknown = JSON.parse(call.body.toString('utf8') || '{}');
  const given = isObject(body) ? body : {};
  const fresh = textAt(given, 'newPassword') ?? '';
  if (!context.directory.checkPassword(call.user.id, textAt(given, 'oldPassword') ?? ''))
    throw conflict('OldPassword is incorrect');
  const problem = passwordProblem(fresh);
  if (problem) throw conflict(problem, 'E1004');
  context.directory.setPassword(call.user.id, fresh);
  return { status: 202, headers: {}, body: null };
}

/** Why a password is not good enough; undefined when it is. */
export function passwordProblem(password: string): string | undefined {
  if (password.length < 8 || password.length > 72) return 'Password must have at least 8, and at most 72 characters';
  if (!/\d/.test(password)) return 'Password must have at least one digit';
  if (!/[A-Z]/.test(password)) return 'Password must have at least one upper case';
  if (!/[a-z]/.test(password)) return 'Password must have at least one lower case';
  return /[^A-Za-z0-9]/.test(password) ? undefined : 'Password must have at least one special character';
}
