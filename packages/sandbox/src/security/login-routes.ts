import { json, webMessage } from '../http/answer.ts';
import type { Router } from '../http/router.ts';
import { WebError, notFoundObject, parseBody } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { generateUid } from '../state/identifiers.ts';
import { isObject, objectsAt, textAt } from '../state/json.ts';
import type { ApiTokens, TokenRow } from './api-tokens.ts';
import { checkLogin } from './authentication.ts';
import type { Sessions } from './sessions.ts';

const tokenKlass = 'org.hisp.dhis.security.apikey.ApiToken';

/** `/api/auth/login`, `/api/apiToken`, `/api/2fa`. */
export function loginRoutes(router: Router, context: ServerContext, sessions: Sessions, tokens: ApiTokens): void {
  router.post('auth/login', (call) => {
    const body = parseBody(call.body.toString('utf8'));
    const given = isObject(body) ? body : {};
    const userId = checkLogin(context, textAt(given, 'username') ?? '', textAt(given, 'password') ?? '');
    if (userId === undefined) {
      const message = 'Bad credentials';
      throw new WebError(webMessage(401, 'ERROR', { message }, { 'content-type': 'application/json' }), message);
    }
    const cookie = `JSESSIONID=${sessions.open(userId)}; Path=/; HttpOnly; SameSite=Lax`;
    return json({ loginStatus: 'SUCCESS', redirectUrl: '/' }, 200, { 'set-cookie': cookie });
  });
  router.get('2fa/enabled', () => json(false));
  router.post('apiToken', (call) => {
    const body = parseBody(call.body.toString('utf8') || '{}');
    const given = isObject(body) ? body : {};
    const uid = generateUid();
    const month = 30 * 86_400_000;
    const expire = typeof given['expire'] === 'number' ? given['expire'] : context.clock.now().getTime() + month;
    const key = tokens.issue({ uid, userId: call.user.id, expire, attributes: objectsAt(given, 'attributes') });
    const response = { key, uid, klass: tokenKlass, errorReports: [], responseType: 'ObjectReport' };
    return webMessage(201, 'OK', { response }, { location: `${call.baseUrl}/api/apiToken/${uid}` });
  });
  router.get('apiToken', (call) => {
    const rows = [...context.tables.table<TokenRow>('apiTokens').values()].filter((row) => row.userId === call.user.id);
    const pager = { page: 1, total: rows.length, pageSize: 50, pageCount: Math.ceil(rows.length / 50) };
    return json({ pager, apiToken: rows.map((row) => ({ id: row.uid, displayName: '' })) });
  });
  router.delete('apiToken/{uid:uid}', (call) => {
    const uid = call.params['uid']!;
    const known = [...context.tables.table<TokenRow>('apiTokens').values()].some((row) => row.uid === uid);
    if (!known) throw notFoundObject('ApiToken', uid);
    tokens.revoke(uid);
    return webMessage(200, 'OK', {
      response: { uid, klass: tokenKlass, errorReports: [], responseType: 'ObjectReport' },
    });
  });
}
