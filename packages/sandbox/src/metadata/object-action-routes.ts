import { empty, json, jsonWithCharset, ok, webMessage } from '../http/answer.ts';
import { bodyText, intParam } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { notFoundObject } from '../http/web-error.ts';
import { shortName } from '../schema/schema-catalog.ts';
import { passwordProblem } from '../security/me-routes.ts';
import type { ServerContext } from '../server/server-context.ts';
import { generateUid } from '../state/identifiers.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, isObject, textAt } from '../state/json.ts';
import { conflict, parseBody } from '../http/web-error.ts';
import { crudSchemas } from './crud-routes.ts';
import { describeExpression } from './expression-description.ts';
import { addMissingOptionCombos } from './option-combos.ts';
import { requireReadable } from './list-routes.ts';

/** Single actions on metadata: deleted objects, favourites, expressions, users, maintenance. */
export function objectActionRoutes(router: Router, context: ServerContext): void {
  deletedObjects(router, context);
  userActions(router, context);
  for (const schema of crudSchemas(context)) {
    for (const method of ['POST', 'DELETE'] as const) {
      router.on(method, `${schema.plural}/{uid:uid}/favorite`, (call) => {
        const object = requireReadable(context, schema, call, call.params['uid']!);
        const before = Array.isArray(object['favorites']) ? object['favorites'] : [];
        const others = before.filter((id) => id !== call.user.id);
        object['favorites'] = method === 'POST' ? [...others, call.user.id] : others;
        context.metadata.tableOf(schema).touch(object.id);
        const verb = method === 'POST' ? 'added as favorite' : 'removed as favorite';
        return ok(`Object '${object.id}' ${verb} for user '${call.user.username}'`);
      });
    }
  }
  const describe = (plural: string): void => {
    router.post(`${plural}/expression/description`, (call) => {
      const description = describeExpression(context, bodyText(call));
      if (description === undefined) return webMessage(200, 'ERROR', { message: 'Expression is not well-formed' });
      return jsonWithCharset({ httpStatus: 'OK', httpStatusCode: 200, status: 'OK', message: 'Valid', description });
    });
  };
  for (const plural of ['indicators', 'validationRules', 'predictors', 'programIndicators']) describe(plural);
  router.post('programRules/condition/description', (call) => {
    const program = call.query.get('programId') ?? '';
    if (!context.metadata.get('programs', program)) throw notFoundObject('Program', program);
    const names = new Map<string, string>();
    for (const id of context.metadata.referrers('programRuleVariables', 'program', program)) {
      const variable = context.metadata.get('programRuleVariables', id)!;
      const ref = variable['dataElement'] ?? variable['trackedEntityAttribute'];
      const target = isObject(ref)
        ? (context.metadata.get('dataElements', textAt(ref, 'id')) ??
          context.metadata.get('trackedEntityAttributes', textAt(ref, 'id')))
        : undefined;
      names.set(asText(variable['name']), asText(target?.['name'] ?? variable['name']));
    }
    const text = bodyText(call);
    const unknown = [...text.matchAll(/[#A]\{([^}]+)\}/g)].some(([, name]) => !names.has(name!));
    if (unknown) return webMessage(200, 'ERROR', { message: 'Expression is not well-formed' });
    const description = text.replace(/[#A]\{([^}]+)\}/g, (_all, name: string) => names.get(name)!);
    return jsonWithCharset({ httpStatus: 'OK', httpStatusCode: 200, status: 'OK', message: 'Valid', description });
  });
  router.post('maintenance/categoryOptionComboUpdate', () => {
    addMissingOptionCombos(context);
    return maintained(context);
  });
  router.post('maintenance/categoryOptionComboUpdate/categoryCombo/{uid}', () => {
    addMissingOptionCombos(context);
    return maintained(context);
  });
  router.post('maintenance', () => maintained(context));
  router.post('maintenance/dataPruning/{kind}/{uid}', (call) => {
    const plural = call.params['kind']!;
    const schema = context.schemas.byPlural(plural);
    if (!context.metadata.get(plural, call.params['uid']))
      throw notFoundObject(schema ? shortName(schema.klass) : plural, call.params['uid']!);
    return ok('Data was pruned successfully');
  });
  router.post('maintenance/{action}', () => maintained(context));
  router.put('maintenance/{action}', () => maintained(context));
}

/** Maintenance answers: nothing up to 2.42, an envelope from 2.43 on. */
function maintained({ profile }: ServerContext) {
  return profile.minor >= 43 ? ok() : empty(204);
}

function deletedObjects(router: Router, context: ServerContext): void {
  router.get('deletedObjects', (call) => {
    const klass = call.query.getAll('klass');
    const since = call.query.get('deletedAt');
    const all = [...context.tables.table('deletedObjects').values()].filter(
      (row) =>
        (klass.length === 0 || klass.includes(asText(row['klass']))) &&
        (since === null || asText(row['deletedAt']) >= since),
    );
    if (call.query.get('paging') === 'false') return json({ deletedObjects: all });
    const pageSize = intParam(call, 'pageSize', 50);
    const page = intParam(call, 'page', 1);
    const pager = { page, pageCount: Math.max(1, Math.ceil(all.length / pageSize)), total: all.length, pageSize };
    return json({ pager, deletedObjects: all.slice((page - 1) * pageSize, page * pageSize) });
  });
}

function userActions(router: Router, context: ServerContext): void {
  router.post('users/{uid:uid}/replica', (call) => {
    const existing = context.metadata.get('users', call.params['uid']!);
    if (!existing) throw notFoundObject('User', call.params['uid']!);
    const body = parseBody(bodyText(call));
    const username = isObject(body) ? textAt(body, 'username') : undefined;
    const password = isObject(body) ? textAt(body, 'password') : undefined;
    if (username === undefined || password === undefined) throw conflict('Username and password must be specified');
    if (context.directory.objectByUsername(username)) throw conflict(`Username already taken: ${username}`);
    const problem = passwordProblem(password);
    if (problem) throw conflict(problem, 'E1004');
    const id = generateUid();
    const copy: JsonObject & { id: string } = { ...structuredClone(existing), id, username };
    delete copy['code'];
    context.metadata.table('users').set(id, copy);
    context.directory.setPassword(id, password);
    return webMessage(201, 'OK', { message: 'User replica created' }, { location: `${call.baseUrl}/api/users/${id}` });
  });
  for (const [action, disabled] of [
    ['enabled', false],
    ['disabled', true],
  ] as const) {
    router.post(`users/{uid:uid}/${action}`, (call) => {
      const user = context.metadata.get('users', call.params['uid']!);
      if (!user) throw notFoundObject('User', call.params['uid']!);
      user['disabled'] = disabled;
      context.metadata.table('users').touch(user.id);
      return empty(204);
    });
  }
}
