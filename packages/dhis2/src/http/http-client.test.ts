import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { recorded } from '../../test/recorded-exchanges.ts';
import { scriptedTransport, type ScriptedAnswer, type SeenRequest } from '../../test/scripted-transport.ts';
import { virtualClock } from '../../test/virtual-clock.ts';
import {
  basicAuth,
  sessionAuth,
  tokenAuth,
  oauth2Auth,
  createClient,
  isDhis2Error,
  type ClientOptions,
} from '../index.ts';

function client(answer: (request: SeenRequest) => ScriptedAnswer, options: Partial<ClientOptions> = {}) {
  const transport = scriptedTransport(answer);
  const clock = virtualClock();
  const retry = { random: () => 1 };
  const dhis2 = createClient({
    baseUrl: 'http://dhis2.test/ctx/',
    version: '2.42',
    transport,
    clock,
    retry,
    ...options,
  });
  return { dhis2, transport, clock };
}

async function failure(run: Promise<unknown>) {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isDhis2Error(error)) throw new Error('no Dhis2Error was thrown', { cause: error });
  return error;
}

function recordedAnswer(id: string, version: '2.42.5.2' | '2.43.1' = '2.42.5.2'): ScriptedAnswer {
  const { status, headers, body } = recorded(version, id);
  return { status, headers, body };
}

describe('each request', () => {
  test('goes below the base URL with credentials, the XHR header and a user agent', async () => {
    const { dhis2, transport } = client(() => ({ body: { id: 'a' } }), { auth: basicAuth('admin', 'dïstrict') });
    await dhis2.me();
    expect(transport.requests[0]).toMatchObject({ method: 'GET', url: 'http://dhis2.test/ctx/api/me' });
    expect(transport.requests[0]?.headers).toEqual({
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': 'dhow-dhis2',
      'x-requested-with': 'XMLHttpRequest',
      authorization: `Basic ${Buffer.from('admin:dïstrict').toString('base64')}`,
    });
  });

  test('a base URL with /api, as the Java SDK wants it, is understood', async () => {
    const transport = scriptedTransport(() => ({ body: {} }));
    await createClient({ baseUrl: 'https://x.test/dhis/api/', transport, auth: tokenAuth('d2p_x') }).me();
    expect(transport.requests[0]?.url).toBe('https://x.test/dhis/api/me');
    expect(transport.requests[0]?.headers['authorization']).toBe('ApiToken d2p_x');
  });

  test('keeps DHIS2’s own separators readable in the query and encodes the rest', async () => {
    const { dhis2, transport } = client(() => ({ body: { dataElements: [] } }));
    await dhis2.dataElements.list({
      fields: { id: true, categoryCombo: { id: true } },
      filter: { name: { like: 'ä & b' } },
    });
    expect(transport.requests[0]?.url).toBe(
      'http://dhis2.test/ctx/api/dataElements?fields=id,categoryCombo%5Bid%5D&filter=name:like:%C3%A4%20%26%20b&page=1&pageSize=1000',
    );
  });

  test.each([
    ['ftp://x.test', /not an http or https address/],
    ['dhis2.test', /not an http or https address/],
    ['https://admin:secret@x.test', /credentials do not belong/],
  ])('the base URL %s is refused at once', (baseUrl, message) => {
    expect(() => createClient({ baseUrl })).toThrow(/^DHIS2_INVALID_OPTION/);
    expect(() => createClient({ baseUrl })).toThrow(message);
    expect(() => createClient({ baseUrl })).not.toThrow(/:secret/);
  });
});

describe('a large import', () => {
  const rows = Array.from({ length: 500 }, () => ({ dataElement: 'a', period: '202601', orgUnit: 'b', value: '1' }));
  const good = recorded('2.42.5.2', 'dataValueSets/success');

  test('goes compressed, except to this machine', async () => {
    for (const [baseUrl, encoding] of [
      ['https://dhis2.test', 'gzip'],
      ['http://localhost:8080', undefined],
    ] as const) {
      const plain = scriptedTransport(() => good);
      const transport = { ...plain, gzip: async (body: string | Uint8Array) => gzipSync(body) };
      const dhis2 = createClient({ baseUrl, version: '2.42', transport });
      expect((await dhis2.dataValueSets.import(rows)).status).toBe('ok');
      const [request] = plain.requests;
      expect(request?.headers['content-encoding']).toBe(encoding);
      const body = encoding ? gunzipSync(request!.body as Uint8Array).toString() : request!.body;
      expect(JSON.parse(body as string)).toEqual({ dataValues: rows });
    }
  });
});

describe('an answer that is no data', () => {
  test.each([
    ['system/wrong-password', 'DHIS2_UNAUTHORIZED'],
    ['system/info-anon', 'DHIS2_LOGIN_REDIRECT'],
    ['system/bearer-jwt-off', 'DHIS2_LOGIN_REDIRECT'],
    ['system/info-anon-xhr', 'DHIS2_UNAUTHORIZED'],
    ['system/pat-unknown', 'DHIS2_UNAUTHORIZED'],
    ['system/pat-use-expired', 'DHIS2_UNAUTHORIZED'],
    ['system/not-found-resource', 'DHIS2_NOT_FOUND'],
    ['system/not-found-object', 'DHIS2_NOT_FOUND'],
    ['system/not-found-bad-uid', 'DHIS2_METHOD_NOT_ALLOWED'],
    ['system/accept-xml', 'DHIS2_NOT_ACCEPTABLE'],
    ['system/bad-query-param', 'DHIS2_BAD_REQUEST'],
    ['system/unsupported-media', 'DHIS2_UNSUPPORTED_MEDIA_TYPE'],
    ['system/empty-body', 'DHIS2_SERVER_ERROR'],
    ['metadata/update-forbidden', 'DHIS2_FORBIDDEN'],
    ['dataValueSets/get-no-dataset', 'DHIS2_CONFLICT'],
  ] as const)('%s is %s', async (id, code) => {
    const { dhis2 } = client(() => recordedAnswer(id), { retry: false });
    const error = await failure(dhis2.request({ method: 'GET', path: '/api/me' }));
    expect(error.code).toBe(code);
    expect(error.details.status).toBe(recorded('2.42.5.2', id).status);
  });

  test('a login page instead of JSON is told as such', async () => {
    const page = '<!doctype html><html><head><title>DHIS2 Login</title></head></html>';
    const { dhis2 } = client(() => ({ body: page, headers: { 'content-type': 'text/html' } }));
    const error = await failure(dhis2.me());
    expect(error.code).toBe('DHIS2_HTML_ANSWER');
    expect(error.message).toContain('web page ("DHIS2 Login")');
  });

  test('something else than JSON with status 200 is DHIS2_BAD_JSON', async () => {
    const { dhis2 } = client(() => ({ body: 'oops', headers: { 'content-type': 'text/plain' } }));
    expect((await failure(dhis2.me())).code).toBe('DHIS2_BAD_JSON');
  });

  test.each([
    [413, 'DHIS2_TOO_LARGE'],
    [429, 'DHIS2_TOO_MANY_REQUESTS'],
    [503, 'DHIS2_UNAVAILABLE'],
    [301, 'DHIS2_REDIRECT'],
  ] as const)('status %i is %s', async (status, code) => {
    const { dhis2 } = client(() => ({ status, headers: { location: 'https://other.test/' } }), { retry: false });
    expect((await failure(dhis2.me())).code).toBe(code);
  });

  test('sentences of areas with personal data do not reach the message', async () => {
    const body = {
      httpStatus: 'Conflict',
      httpStatusCode: 409,
      status: 'ERROR',
      message: 'Jane Doe exists',
      errorCode: 'E1064',
    };
    const { dhis2 } = client(() => ({ status: 409, body }));
    const error = await failure(
      dhis2.request({ method: 'GET', path: '/api/tracker/events', query: { filter: 'Jane' } }),
    );
    expect(error.message).not.toContain('Jane');
    expect(error.message).toContain('E1064');
    expect(error.details).toMatchObject({ serverMessage: 'Jane Doe exists', errorCode: 'E1064' });
  });
});

describe('retries', () => {
  test('a read is repeated with growing waits, and Retry-After is the least', async () => {
    const answers: ScriptedAnswer[] = [
      { fail: 'lost' },
      { status: 503, headers: { 'retry-after': '7' } },
      { status: 429, headers: { 'retry-after': '1' } },
      { body: { id: 'a' } },
    ];
    const { dhis2, clock, transport } = client(({ number }) => answers[number]!);
    expect(await dhis2.me()).toEqual({ id: 'a' });
    expect(clock.waits).toEqual([500, 8000, 3000]);
    expect(transport.requests).toHaveLength(4);
  });

  test('waits are spread over their whole range', async () => {
    const { dhis2, clock } = client(() => ({ fail: 'lost' }), { retry: { random: () => 0.25, attempts: 3 } });
    expect((await failure(dhis2.me())).code).toBe('DHIS2_ANSWER_LOST');
    expect(clock.waits).toEqual([125, 250]);
  });

  test('a write is not repeated when it may have taken effect', async () => {
    const { dhis2, transport } = client(() => ({ fail: 'lost' }));
    const error = await failure(dhis2.request({ method: 'POST', path: '/api/constants', body: {} }));
    expect(error).toMatchObject({ code: 'DHIS2_ANSWER_LOST', details: { effect: 'unknown' } });
    expect(transport.requests).toHaveLength(1);
  });

  test('a write that never left is repeated, and an unreachable server told in the end', async () => {
    const { dhis2, transport } = client(() => ({ fail: 'unreachable' }), { retry: { attempts: 3 } });
    const error = await failure(dhis2.request({ method: 'POST', path: '/api/constants', body: {} }));
    expect(error).toMatchObject({ code: 'DHIS2_UNREACHABLE', retryable: true });
    expect(error.message).toContain('http://dhis2.test');
    expect(transport.requests).toHaveLength(3);
  });

  test('a refusal is not repeated', async () => {
    const { dhis2, transport } = client(() => ({ status: 403, body: {} }));
    expect((await failure(dhis2.me())).code).toBe('DHIS2_FORBIDDEN');
    expect(transport.requests).toHaveLength(1);
  });

  test('hooks see every try, without query or credentials', async () => {
    const seen: unknown[] = [];
    const { dhis2 } = client(({ number }) => (number === 0 ? { fail: 'timeout' } : { body: {} }), {
      auth: basicAuth('u', 'secret'),
      hooks: {
        onRequest: (info) => void seen.push(['request', info]),
        onAnswer: (info) => void seen.push(['answer', info]),
        onFailure: (info) => void seen.push(['failure', info]),
        onRetry: (info) => void seen.push(['retry', info]),
      },
    });
    await dhis2.request({ method: 'GET', path: '/api/x', query: { filter: 'name:eq:Jane' } });
    const call = { id: 1, method: 'GET', path: '/api/x', requestBytes: 0 };
    expect(seen).toEqual([
      ['request', { ...call, attempt: 1 }],
      ['failure', { ...call, attempt: 1, ms: 0, code: 'DHIS2_TIMEOUT' }],
      ['retry', { ...call, attempt: 1, ms: 0, code: 'DHIS2_TIMEOUT', delayMs: 500 }],
      ['request', { ...call, attempt: 2 }],
      ['answer', { ...call, attempt: 2, status: 200, ms: 0 }],
    ]);
  });
});

describe('credentials', () => {
  test('a session logs in once, and again when it has ended', async () => {
    let logins = 0;
    const sent: unknown[] = [];
    const { dhis2, transport } = client(
      ({ path, headers, body }) => {
        if (path.endsWith('/api/auth/login')) {
          sent.push(JSON.parse(body));
          logins++;
          return {
            body: { loginStatus: 'SUCCESS' },
            headers: { 'set-cookie': `JSESSIONID=s${logins}; Path=/; HttpOnly` },
          };
        }
        return headers['cookie'] === 'JSESSIONID=s1' && logins === 1 && transport.requests.length > 3
          ? { status: 302, headers: { location: 'http://dhis2.test/login' } }
          : { body: { cookie: headers['cookie'] } };
      },
      { auth: sessionAuth('admin', 'district') },
    );
    expect(await Promise.all([dhis2.me(), dhis2.me()])).toEqual([
      { cookie: 'JSESSIONID=s1' },
      { cookie: 'JSESSIONID=s1' },
    ]);
    expect(await dhis2.me()).toEqual({ cookie: 'JSESSIONID=s2' });
    const credentials = { username: 'admin', password: 'district' };
    expect(sent).toEqual([credentials, credentials]);
  });

  test('a session gives back the token of a server with CSRF protection', async () => {
    const { dhis2, transport } = client(
      ({ path }) =>
        path.endsWith('login')
          ? {
              body: { loginStatus: 'SUCCESS' },
              headers: { 'set-cookie': ['JSESSIONID=s; Path=/', 'XSRF-TOKEN=t; Path=/'] },
            }
          : { body: {} },
      { auth: sessionAuth('admin', 'district') },
    );
    await dhis2.me();
    expect(transport.requests[1]?.headers).toMatchObject({ cookie: 'JSESSIONID=s; XSRF-TOKEN=t', 'x-xsrf-token': 't' });
  });

  test('a session with a wrong password is DHIS2_UNAUTHORIZED', async () => {
    const { dhis2 } = client(() => recordedAnswer('system/auth-login-wrong'), { auth: sessionAuth('admin', 'secret') });
    const error = await failure(dhis2.me());
    expect(error.code).toBe('DHIS2_UNAUTHORIZED');
    expect(JSON.stringify(error) + error.message).not.toContain('secret');
  });

  test('an OAuth2 token is renewed before its end and after a refusal', async () => {
    const tokens: unknown[] = [];
    const grants: string[] = [];
    const { dhis2, clock } = client(
      ({ path, headers, body }) => {
        if (path === '/oauth2/token') {
          grants.push(body);
          return { body: { access_token: `t${grants.length}`, refresh_token: `r${grants.length}`, expires_in: 60 } };
        }
        return headers['authorization'] === 'Bearer t2'
          ? { status: 401, body: {} }
          : { body: { token: headers['authorization'] } };
      },
      {
        auth: oauth2Auth({
          tokenUrl: 'http://dhis2.test/oauth2/token',
          clientId: 'c',
          clientSecret: 's',
          refreshToken: 'r0',
          onTokens: (given) => tokens.push(given),
        }),
      },
    );
    expect(await dhis2.me()).toEqual({ token: 'Bearer t1' });
    await clock.sleep(31_000);
    expect(await dhis2.me()).toEqual({ token: 'Bearer t3' });
    expect(grants[0]).toBe('grant_type=refresh_token&refresh_token=r0&client_id=c&client_secret=s');
    expect(grants[2]).toContain('refresh_token=r2');
    expect(tokens).toHaveLength(3);
  });

  test('a token endpoint that refuses is DHIS2_TOKEN_REFRESH', async () => {
    const { dhis2 } = client(() => ({ status: 400, body: { error: 'invalid_grant' } }), {
      auth: oauth2Auth({ tokenUrl: 'http://idp.test/token', clientId: 'c', refreshToken: 'secret-r' }),
    });
    const error = await failure(dhis2.me());
    expect(error.code).toBe('DHIS2_TOKEN_REFRESH');
    expect(error.message).toContain('invalid_grant');
    expect(error.message).not.toContain('secret-r');
  });
});

describe('limits', () => {
  test('no more requests run at once than allowed', async () => {
    let running = 0;
    let most = 0;
    const transport = scriptedTransport(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return { body: {} };
    });
    const dhis2 = createClient({ baseUrl: 'http://dhis2.test', version: '2.42', transport, concurrency: 3 });
    await Promise.all(Array.from({ length: 12 }, () => dhis2.me()));
    expect(most).toBe(3);
  });

  test('a rate limit lets a burst through and then paces', async () => {
    const { dhis2, clock } = client(() => ({ body: {} }), { rateLimit: { requests: 2, perMs: 1000 } });
    for (let i = 0; i < 4; i++) await dhis2.me();
    expect(clock.waits).toEqual([500, 500]);
  });

  test('a call that waits can be cancelled', async () => {
    const controller = new AbortController();
    const { dhis2 } = client(() => ({ fail: 'lost' }), { hooks: { onRetry: () => controller.abort() } });
    expect((await failure(dhis2.me({ signal: controller.signal }))).code).toBe('DHIS2_ABORTED');
  });
});

describe('version', () => {
  test('is read once and picks the profile', async () => {
    const { dhis2, transport } = client(() => ({ body: { version: '2.43.1' } }), { version: undefined } as never);
    const [a, b] = await Promise.all([dhis2.system.version(), dhis2.system.version()]);
    expect(a).toBe(b);
    expect(a.profile.name).toBe('2.43');
    expect(a.version).toMatchObject({ minor: 43, patch: 1 });
    expect(transport.requests).toHaveLength(1);
  });

  test('one that is not supported warns and uses the nearest profile', async () => {
    const warnings: string[] = [];
    const hooks = { onWarning: (text: string) => void warnings.push(text) };
    const { dhis2 } = client(() => ({ body: { version: '2.38.6' } }), { version: undefined, hooks } as never);
    expect((await dhis2.system.version()).profile.name).toBe('2.40');
    expect(warnings).toEqual(['DHIS2 2.38.6 is older than what is supported (2.40 to 2.44); behaving as for 2.40']);
  });

  test('what it took away is refused with the replacement', async () => {
    const { dhis2, transport } = client(() => ({ body: {} }));
    const error = await failure(dhis2.request({ method: 'GET', path: '/api/trackedEntityInstances' }));
    expect(error.code).toBe('DHIS2_REMOVED');
    expect(error.message).toContain('dhis2.tracker.trackedEntities');
    expect(transport.requests).toHaveLength(0);
  });

  test('that cannot be read is an error of its own', async () => {
    const { dhis2 } = client(() => ({ body: { version: 'latest' } }), { version: undefined } as never);
    expect((await failure(dhis2.system.version())).code).toBe('DHIS2_VERSION_UNREADABLE');
  });
});
