import { existsSync } from 'node:fs';
import { startSandbox } from '@dhow/sandbox';
import type { Sandbox } from '@dhow/sandbox';
import { IdMap } from './dhis2/follow.ts';
import { Mask, firstDifference, shapeOf, withoutOrder } from './dhis2/mask.ts';
import type { Exchange, VersionRecording } from './dhis2/recording.ts';
import { readRecordings } from './dhis2/recording.ts';
import type { Answer } from './dhis2/send.ts';
import { startSink } from './dhis2/sink.ts';
import { send } from './dhis2/send.ts';
import type { CaseResult, RecordedArea, ReplayOptions } from './recorded-area.ts';

/** The areas that share one server, in the order in which they were recorded, with the time of the recording. */
const groups: readonly { readonly areas: readonly string[]; readonly seeded: boolean; readonly now: string }[] = [
  { areas: ['seed'], seeded: false, now: '2026-11-23T06:35:00Z' },
  { areas: ['system', 'metadata'], seeded: true, now: '2026-11-23T06:39:00Z' },
  {
    areas: ['dataValueSets', 'tracker', 'analytics', 'jobs', 'integration'],
    seeded: true,
    now: '2026-11-23T06:52:00Z',
  },
];

interface Score {
  compared: number;
  status: number;
  shape: number;
  body: number;
}

const scores = new Map<string, Score>();
/** Gives the difference between what the client makes of a recorded answer and the recording, or undefined. */
type CheckClient = (exchange: unknown, version: string) => Promise<string | undefined>;

/** Replays the recorded exchanges with real DHIS2 servers against the sandbox. */
export const area: RecordedArea = {
  async *replay(folder, options) {
    scores.clear();
    const checkClient = await clientCheck();
    for (const recording of await readRecordings(folder)) yield* replayVersion(recording, options, checkClient);
  },
  summary() {
    return [...scores].map(([version, { compared, status, shape, body }]) => {
      const of = (count: number): string => ((100 * count) / Math.max(compared, 1)).toFixed(1);
      return `${version}: status ${of(status)} of 100, shape ${of(shape)} of 100, body ${of(body)} of 100 (${compared} exchanges)`;
    });
  },
};

async function clientCheck(): Promise<CheckClient | undefined> {
  const file = new URL('./dhis2-client.ts', import.meta.url);
  if (!existsSync(file)) return undefined;
  const module = (await import(file.href)) as { checkClient?: CheckClient };
  return module.checkClient;
}

async function* replayVersion(
  recording: VersionRecording,
  options: ReplayOptions,
  checkClient: CheckClient | undefined,
): AsyncIterable<CaseResult> {
  const { version, areas } = recording;
  const score = { compared: 0, status: 0, shape: 0, body: 0 };
  scores.set(version, score);
  const mask = maskFor(recording);
  const passwords = passwordsOf(recording);
  const sink = await startSink();
  for (const group of groups) {
    if (!group.areas.some((name) => areas.has(name))) continue;
    const sandbox = await startSandbox({
      version,
      now: group.now,
      importDelayMs: Infinity,
      remoteHosts: { 'http://127.0.0.1:9099': sink.url },
      ...(group.seeded ? { seed: recording.seed } : {}),
    });
    try {
      const ids = new IdMap();
      for (const name of group.areas) {
        let last = 0;
        for (const exchange of areas.get(name) ?? []) {
          if (exchange.seq > last + 1) sandbox.control.runJobs();
          last = exchange.seq;
          const result = await replayOne(sandbox, exchange, version, { mask, ids, passwords, score }, options);
          if (result) yield result;
          if (checkClient && exchange.response) yield* checked(checkClient, exchange, version, options);
        }
      }
    } finally {
      await sandbox.stop();
    }
  }
  sink.close();
}

async function* checked(
  checkClient: CheckClient,
  exchange: Exchange,
  version: string,
  options: ReplayOptions,
): AsyncIterable<CaseResult> {
  if (options.only !== undefined && !exchange.id.includes(options.only)) return;
  const place = { id: `${version}/${exchange.id}`, subArea: `client (${version})` };
  const difference = await checkClient(exchange, version);
  yield difference === undefined
    ? { ...place, outcome: 'passed' }
    : { ...place, outcome: 'failed', detail: difference };
}

interface Run {
  readonly mask: Mask;
  readonly ids: IdMap;
  readonly passwords: ReadonlyMap<string, string>;
  readonly score: Score;
}

async function replayOne(
  sandbox: Sandbox,
  exchange: Exchange,
  version: string,
  { mask, ids, passwords, score }: Run,
  options: ReplayOptions,
): Promise<CaseResult | undefined> {
  const { request, response } = exchange;
  const id = `${version}/${exchange.id}`;
  const subArea = `${exchange.area} (${version})`;
  const wanted = options.only === undefined || exchange.id.includes(options.only);
  const cannot = reasonNotToReplay(exchange) ?? reasonOfLostId(exchange, ids);
  if (cannot !== undefined) return response && wanted ? { id, subArea, outcome: 'skipped', detail: cannot } : undefined;
  const answer = await send(sandbox.url, request, passwords, (text) => ids.translate(text));
  if (!response) return undefined;
  ids.learn(mask, [response.body, response.headers['location']], [answer.body, answer.headers['location']]);
  if (!wanted) return undefined;
  // A difference on purpose counts against the score all the same: the score says how alike the two are.
  const result = compare(exchange, answer, mask, score, { id, subArea });
  const reason = options.differences.reasonFor(id) ?? options.differences.reasonFor(exchange.id);
  return reason !== undefined && result.outcome === 'failed'
    ? { id, subArea, outcome: 'skipped', detail: reason }
    : result;
}

function reasonNotToReplay({ request, response }: Exchange): string | undefined {
  const body = request.body;
  if (typeof body === 'object' && body !== null && '$trimmed' in body)
    return 'the request is shortened in the recording';
  if (response === undefined) return undefined;
  if (Object.values(request.headers ?? {}).some((value) => value.includes('…')))
    return 'a header holds a masked token or cookie';
  return request.path.startsWith('(') || request.method === 'HOOK' ? 'this is no exchange with the server' : undefined;
}

/** An id in the path that only a setup request's answer, which is not recorded, could tell. */
function reasonOfLostId({ request, replay, response }: Exchange, ids: IdMap): string | undefined {
  if (replay !== false || !response) return undefined;
  const [path = ''] = request.path.split('?');
  const id = path
    .split('/')
    .find(
      (part) => /^[A-Za-z][A-Za-z0-9]{10}$/.test(part) && /\d/.test(part) && /[a-z]/.test(part) && /[A-Z]/.test(part),
    );
  if (id === undefined || ids.knows(id)) return undefined;
  return `the id ${id} was made up in an answer that is not recorded`;
}

function compare(
  exchange: Exchange,
  answer: Answer,
  mask: Mask,
  score: Score,
  place: { readonly id: string; readonly subArea: string },
): CaseResult {
  const response = exchange.response!;
  score.compared++;
  const statusEqual = response.status === answer.status;
  if (statusEqual) score.status++;
  const trimmed = typeof response.body === 'string' && (exchange.note ?? '').includes('Body trimmed');
  const recorded = trimmed ? typeof response.body : withoutOrder(exchange.request.path, mask.value(response.body));
  const actual = trimmed
    ? answer.body === null
      ? null
      : 'string'
    : withoutOrder(exchange.request.path, mask.value(answer.body));
  const shapeDiffers = firstDifference(shapeOf(recorded), shapeOf(actual));
  const bodyDiffers = firstDifference(recorded, actual) ?? headerDifference(response.headers, answer.headers, mask);
  if (statusEqual && !shapeDiffers) score.shape++;
  if (statusEqual && !bodyDiffers) score.body++;
  if (statusEqual && !bodyDiffers) return { ...place, outcome: 'passed' };
  const status = statusEqual ? '' : `status: recorded ${response.status}, got ${answer.status}; `;
  return {
    ...place,
    outcome: 'failed',
    detail: `${exchange.request.method} ${exchange.request.path.slice(0, 150)}\n${status}${bodyDiffers ?? ''}`,
  };
}

/** Headers that a client acts on. */
const meaningful = ['location', 'content-disposition', 'www-authenticate'];

function headerDifference(
  recorded: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  mask: Mask,
): string | undefined {
  for (const name of meaningful) {
    const found = firstDifference(mask.value(recorded[name]), mask.value(actual[name]), `header ${name}`);
    if (found) return found;
  }
  const type = (value: unknown): string | undefined => (typeof value === 'string' ? value.split(';')[0] : undefined);
  return firstDifference(type(recorded['content-type']), type(actual['content-type']), 'header content-type');
}

function maskFor({ seed, areas }: VersionRecording): Mask {
  const mask = new Mask();
  mask.learn(JSON.stringify(seed));
  for (const fixed of [
    'M5zQapPyTZI',
    'yrB6vc5Ip3r',
    'xYerKDKCefk',
    'GLevLNI9wkl',
    'bjDvmb4bfuf',
    'HllvX50cXC0',
    'XXXXXSystem',
    'DHIS2rocks1',
  ])
    mask.learn(fixed);
  for (const exchanges of areas.values()) {
    for (const { request, replay, response } of exchanges) {
      if (replay !== false) mask.learn(request.path);
      mask.learn(JSON.stringify(request.body ?? ''));
      const sent = `${request.path} ${JSON.stringify(request.body ?? '')}`;
      for (const id of idsMade(response)) if (!sent.includes(id)) mask.madeUp(id);
    }
  }
  return mask;
}

/** The ids that an answer gives to what the request made. */
function idsMade(response: Exchange['response']): string[] {
  const inner = (
    response?.body as { response?: { uid?: unknown; id?: unknown; fileResource?: { id?: unknown } } } | null
  )?.response;
  const ids = [inner?.uid, inner?.id, inner?.fileResource?.id].filter((id) => typeof id === 'string');
  const location = response?.headers['location'];
  const last = typeof location === 'string' ? /\/([A-Za-z][A-Za-z0-9]{10})$/.exec(location)?.[1] : undefined;
  return last === undefined ? ids : [...ids, last];
}

function passwordsOf({ seed }: VersionRecording): Map<string, string> {
  const passwords = new Map([['admin', 'district']]);
  const users = Array.isArray(seed['users']) ? (seed['users'] as { username?: string; password?: string }[]) : [];
  for (const { username, password } of users)
    if (username !== undefined && password !== undefined) passwords.set(username, password);
  return passwords;
}
