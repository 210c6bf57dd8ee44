import { createClient, importOutcome, isDhis2Error, type ImportOutcome, type Transport } from '@dhow/dhis2';

/** A recorded exchange, as far as the client sees it. */
export interface ClientExchange {
  readonly id: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | readonly string[]>>;
    readonly body: unknown;
  };
}

/** Paths whose writes are imports: their answers are outcomes. */
const imports =
  /^\/api\/(?:dataValueSets|metadata|tracker|completeDataSetRegistrations|organisationUnits\/geometry|aggregateDataExchanges\/\w+\/exchange)(?:[?.]|$)/;

/**
 * Feeds a recorded answer through the client and compares what it makes of it with the recording: the parsed body, a typed
 * error of the right kind, or an outcome with the same counts and refusals. Gives undefined when all agrees, else the
 * difference in a line.
 */
export async function checkClient(exchange: ClientExchange, version: string): Promise<string | undefined> {
  // What a hook's target received is no exchange with the server.
  if (!exchange.request.path.startsWith('/')) return undefined;
  const { method, path } = exchange.request;
  const outcome = method !== 'GET' && imports.test(path) ? checkOutcome(exchange) : undefined;
  return outcome ?? (await checkCall(exchange, version));
}

async function checkCall(exchange: ClientExchange, version: string): Promise<string | undefined> {
  const { method, path } = exchange.request;
  const { status, body } = exchange.response;
  const client = createClient({
    baseUrl: 'http://dhis2.test',
    version,
    transport: answering(exchange.response),
    retry: false,
  });
  const contentType = headerOf(exchange.response, 'content-type') ?? '';
  const accept = contentType.includes('json') || status >= 400 ? 'application/json' : '*/*, text/html';
  const request = { method: method as 'GET', path, accept, repeatable: false };
  try {
    const isJson = contentType.includes('json') && !isBinary(body);
    const answer = isJson ? await client.http.json<unknown>(request) : (await client.http.read(request)).text;
    if (status < 200 || status >= 300) return `status ${status} was taken as an answer`;
    if (isJson && typeof body === 'object' && JSON.stringify(answer ?? null) !== JSON.stringify(body)) {
      return 'the parsed body is another one';
    }
    return undefined;
  } catch (error) {
    if (!isDhis2Error(error)) return `untyped error: ${String(error)}`;
    return errorDifference(error.code, error.details.errorCode, exchange);
  }
}

const codes: Readonly<Record<number, string>> = {
  400: 'DHIS2_BAD_REQUEST',
  401: 'DHIS2_UNAUTHORIZED',
  403: 'DHIS2_FORBIDDEN',
  404: 'DHIS2_NOT_FOUND',
  405: 'DHIS2_METHOD_NOT_ALLOWED',
  406: 'DHIS2_NOT_ACCEPTABLE',
  409: 'DHIS2_CONFLICT',
  413: 'DHIS2_TOO_LARGE',
  415: 'DHIS2_UNSUPPORTED_MEDIA_TYPE',
  422: 'DHIS2_CONFLICT',
  500: 'DHIS2_SERVER_ERROR',
  502: 'DHIS2_UNAVAILABLE',
  503: 'DHIS2_UNAVAILABLE',
  504: 'DHIS2_UNAVAILABLE',
};

function errorDifference(code: string, errorCode: string | undefined, exchange: ClientExchange): string | undefined {
  const { status, body } = exchange.response;
  if (status >= 200 && status < 300) return `${code} for an answer with status ${status}`;
  const token = status === 400 && headerOf(exchange.response, 'www-authenticate')?.startsWith('ApiToken');
  const login = status >= 300 && status < 400 && /login/.test(headerOf(exchange.response, 'location') ?? '');
  const redirect = login ? 'DHIS2_LOGIN_REDIRECT' : 'DHIS2_REDIRECT';
  const expected = token ? 'DHIS2_UNAUTHORIZED' : status < 400 ? redirect : codes[status];
  if (code !== expected) return `${code} for status ${status}, expected ${expected}`;
  const recorded = isRecord(body) && typeof body['errorCode'] === 'string' ? body['errorCode'] : undefined;
  return errorCode === recorded ? undefined : `error code ${errorCode}, recorded ${recorded}`;
}

/** Compares an outcome with what the recorded body says, read here in a way of its own. */
function checkOutcome(exchange: ClientExchange): string | undefined {
  const { status, body } = exchange.response;
  const payload = exchange.request.body;
  const values = isRecord(payload) && Array.isArray(payload['dataValues']) ? payload['dataValues'].length : undefined;
  const outcome = importOutcome({ status, body }, values === undefined ? {} : { sent: values });
  // An XML answer has no independent reader here; its outcome is held to the JSON twins by the client's own tests.
  if (typeof body === 'string') return undefined;
  const envelope = isRecord(body) ? body : {};
  const report = isRecord(envelope['response']) ? envelope['response'] : envelope;
  const differences = [
    countDifference(outcome, report),
    rejectionDifference(outcome, report),
    statusDifference(outcome, status, report),
  ];
  return differences.find((difference) => difference !== undefined);
}

function countDifference(outcome: ImportOutcome, report: Record<string, unknown>): string | undefined {
  const counts = report['importCount'] ?? report['stats'];
  if (!isRecord(counts)) return undefined;
  const recorded = [counts['imported'] ?? counts['created'], counts['updated'], counts['deleted'], counts['ignored']];
  const { created, updated, deleted, ignored } = outcome.counts;
  const read = [created, updated, deleted, ignored];
  return read.every((count, at) => count === (recorded[at] ?? 0))
    ? undefined
    : `counts ${read.join(', ')}, recorded ${recorded.join(', ')}`;
}

function rejectionDifference(outcome: ImportOutcome, report: Record<string, unknown>): string | undefined {
  const recorded = collectCodes(report);
  const read = new Set(outcome.rejected.map(({ code }) => code));
  const missing = [...recorded].filter((code) => !read.has(code));
  if (missing.length > 0) return `codes ${missing.join(', ')} are recorded but not in the outcome`;
  const indexes = Array.isArray(report['rejectedIndexes']) ? (report['rejectedIndexes'] as number[]) : [];
  const named = new Set([...outcome.rejected, ...outcome.warnings].map(({ index }) => index));
  const lost = indexes.filter((index) => !named.has(index));
  return lost.length > 0 ? `positions ${lost.join(', ')} are recorded as rejected but not in the outcome` : undefined;
}

/** Every `errorCode` of a report, however deep. */
function collectCodes(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) for (const item of value) collectCodes(item, found);
  else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'errorCode' && typeof inner === 'string') found.add(inner);
      else collectCodes(inner, found);
    }
  }
  return found;
}

function statusDifference(outcome: ImportOutcome, status: number, report: Record<string, unknown>): string | undefined {
  const started = report['jobType'] !== undefined || report['responseType'] === 'TrackerJob';
  if (started) return outcome.job && outcome.status === 'unknown' ? undefined : 'the job that was started is not told';
  if (status >= 500) return outcome.status === 'unknown' ? undefined : `${outcome.status} for status ${status}`;
  const clean =
    status < 300 &&
    collectCodes(report).size === 0 &&
    ['SUCCESS', 'OK', undefined].includes(report['status'] as string);
  const left = Array.isArray(report['rejectedIndexes']) && report['rejectedIndexes'].length > 0;
  const counts = report['stats'];
  const ignored = isRecord(counts) && Number(counts['ignored']) > 0;
  if (clean && !left && !ignored && outcome.status !== 'ok') return `${outcome.status} for a clean ${status}`;
  if (!clean && outcome.status === 'ok') return `ok for status ${status} with report ${String(report['status'])}`;
  return undefined;
}

/** A transport that gives the recorded answer to whatever is asked. */
function answering(response: ClientExchange['response']): Transport {
  const text = textOf(response.body, headerOf(response, 'content-type') ?? '');
  return {
    async send() {
      return {
        status: response.status,
        header: (name) => headerOf(response, name),
        cookies: () => [],
        text: async () => text,
        async *stream() {
          yield new TextEncoder().encode(text);
        },
        discard: async () => undefined,
      };
    },
    close: async () => undefined,
  };
}

function headerOf(response: ClientExchange['response'], name: string): string | undefined {
  const value = response.headers[name];
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}

/** A body that is text in the recording was text, or JSON that was too long to be kept as a value. */
function textOf(body: unknown, contentType: string): string {
  if (body === null || body === undefined || isBinary(body)) return '';
  if (typeof body !== 'string') return JSON.stringify(body);
  const shortened = contentType.includes('json') && /^[[{]/.test(body);
  return shortened || !contentType.includes('json') ? (shortened ? JSON.stringify(body) : body) : JSON.stringify(body);
}

function isBinary(body: unknown): boolean {
  return isRecord(body) && '$binary' in body;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
