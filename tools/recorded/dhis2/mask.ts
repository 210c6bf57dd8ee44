/** Knows which ids the requests brought; all others were made up by the server and compare as equal. */
export class Mask {
  readonly #known = new Set<string>();
  readonly #madeUp = new Set<string>();

  /** Takes every uid in a text as known. */
  learn(text: string): void {
    for (const [uid] of text.matchAll(/[A-Za-z][A-Za-z0-9]{10}(?![A-Za-z0-9])/g)) this.#known.add(uid);
  }

  /** Says that only the server can have made a uid, although later requests name it. */
  madeUp(uid: string): void {
    this.#madeUp.add(uid);
  }

  isKnown(uid: string): boolean {
    return this.#known.has(uid) && !this.#madeUp.has(uid);
  }

  /** A value with times, made-up ids, hosts and durations replaced. */
  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return value > 1_700_000_000_000 ? '<ms>' : value;
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    if (typeof value === 'object' && value !== null) {
      const masked: Record<string, unknown> = {};
      for (const [key, item] of Object.entries(value))
        masked[isName(key) ? key : this.text(key)] = volatile.has(key) ? '<volatile>' : this.value(item);
      return masked;
    }
    return value;
  }

  text(text: string): string {
    return text
      .replaceAll('127.0.0.1:9099', 'sink.test')
      .replaceAll('127.0.0.1:9098', 'dead.test')
      .replace(/https?:\/\/(?:dhis2\.test|sink\.test|127\.0\.0\.1:\d+|localhost:\d+)/g, '<host>')
      .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?/g, '<time>')
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
      .replace(/\b[0-9a-f]{32,64}\b/g, '<hash>')
      .replace(/d2p_[A-Za-z0-9]{50}/g, '<token>')
      .replace(/\b1[78]\d{11}\b/g, '<ms>')
      .replace(/\d\d:\d\d:\d\d\.\d{3}/g, '<duration>')
      .replace(/\d+ h, \d+ m, \d+ s/g, '<interval>')
      .replace(/(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]{10}(?![A-Za-z0-9])/g, (uid) => {
        const word = /^[a-z]+$|^[A-Z]+$|^[A-Z][a-z]+$/.test(uid);
        return this.isKnown(uid) || word ? uid : '<uid>';
      });
  }
}

/** Whether a key is a property's name, such as `messageType`, that only looks like a uid. */
function isName(key: string): boolean {
  return /^[a-z]+(?:[A-Z][a-z]+)*$/.test(key);
}

/** Values that differ in every run of the same server. */
const volatile = new Set([
  'hashCode',
  'duration',
  'averageExecutionTime',
  'contentMd5',
  'systemId',
  'rev',
  'revision',
  'buildTime',
]);

/** The shape of a value: its keys and types, the kinds of a list's items once each. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shapes = new Set(value.map((item) => JSON.stringify(shapeOf(item))));
    return [...shapes].toSorted();
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => [key, shapeOf(item)]),
    );
  }
  return value === null ? 'null' : typeof value;
}

/** The first place where two values differ, as a JSON pointer with both sides; undefined when they are equal. */
export function firstDifference(expected: unknown, actual: unknown, path = ''): string | undefined {
  if (Object.is(expected, actual)) return undefined;
  if (Array.isArray(expected) && Array.isArray(actual)) {
    for (let i = 0; i < Math.max(expected.length, actual.length); i++) {
      const found = firstDifference(expected[i], actual[i], `${path}/${i}`);
      if (found) return found;
    }
    return undefined;
  }
  if (isRecord(expected) && isRecord(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const found = firstDifference(expected[key], actual[key], `${path}/${key}`);
      if (found) return found;
    }
    return undefined;
  }
  const show = (value: unknown): string =>
    value === undefined ? 'nothing' : JSON.stringify(value).slice(0, Number(process.env['DIFF_WIDTH'] ?? 300));
  return `${path || '/'}: recorded ${show(expected)}, got ${show(actual)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An answer with those lists sorted that have no order of their own: groups of an SQL query, reports by Java class,
 * authorities. The real server gives them in another order in each run.
 */
export function withoutOrder(path: string, body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  if (/^\/api\/me(\/|\?|$)/.test(path)) return sortedTexts(body);
  if (path.startsWith('/api/tracker')) return trackerLists(body);
  if (path.startsWith('/api/resources')) return sortedLists(body, ['resources']);
  if (path.startsWith('/api/metadata') && 'response' in body)
    return { ...body, response: sortedLists(body.response, ['typeReports']) };
  if (!path.startsWith('/api/analytics')) return body;
  const grid = body as { rows?: unknown; dataValues?: unknown; metaData?: { dimensions?: Record<string, unknown> } };
  const sorted = (list: unknown): unknown => (Array.isArray(list) ? list.map(canonical).toSorted() : list);
  const dimensions = grid.metaData?.dimensions;
  return {
    ...grid,
    ...(grid.rows === undefined ? {} : { rows: sorted(grid.rows) }),
    ...(grid.dataValues === undefined ? {} : { dataValues: sorted(grid.dataValues) }),
    ...(dimensions === undefined
      ? {}
      : { metaData: { ...grid.metaData, dimensions: { ...dimensions, co: sorted(dimensions['co']) } } }),
  };
}

/** From 2.43 on error reports and attributes come in the order of a hash table; they are sorted for either version. */
function trackerLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(trackerLists);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const inner = trackerLists(item);
      const isSet = Array.isArray(inner) && (key === 'errorReports' || key === 'attributes');
      return [key, isSet ? inner.map(canonical).toSorted() : inner];
    }),
  );
}

function sortedLists(body: unknown, names: readonly string[]): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const sorted: Record<string, unknown> = { ...body };
  for (const name of names) {
    const list = sorted[name];
    if (Array.isArray(list)) sorted[name] = list.map(canonical).toSorted();
  }
  return sorted;
}

/** Lists of texts sorted, at any depth. */
function sortedTexts(value: unknown): unknown {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string') ? value.toSorted() : value.map(sortedTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sortedTexts(item)]));
}

/** A value as text, with the keys of its objects in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
