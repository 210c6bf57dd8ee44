import { badRequest } from '../http/web-error.ts';

type Test = (value: string | undefined) => boolean;

const numeric = (a: string, b: string): number =>
  Number.isFinite(Number(a)) && Number.isFinite(Number(b)) ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
const fold = (text: string): string => text.toLowerCase();

const operators: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  eq: (v, w) => fold(v) === fold(w),
  ieq: (v, w) => fold(v) === fold(w),
  ne: (v, w) => fold(v) !== fold(w),
  neq: (v, w) => fold(v) !== fold(w),
  nieq: (v, w) => fold(v) !== fold(w),
  gt: (v, w) => numeric(v, w) > 0,
  ge: (v, w) => numeric(v, w) >= 0,
  lt: (v, w) => numeric(v, w) < 0,
  le: (v, w) => numeric(v, w) <= 0,
  like: (v, w) => fold(v).includes(fold(w)),
  ilike: (v, w) => fold(v).includes(fold(w)),
  nlike: (v, w) => !fold(v).includes(fold(w)),
  nilike: (v, w) => !fold(v).includes(fold(w)),
  sw: (v, w) => fold(v).startsWith(fold(w)),
  ew: (v, w) => fold(v).endsWith(fold(w)),
  in: (v, w) => w.split(';').some((item) => fold(item) === fold(v)),
};

export interface TrackerFilter {
  readonly id: string;
  readonly test: Test;
}

/** Reads a filter: `id:operator:value[:operator:value]`, several after commas; `/:`, `/,` and `//` stand for themselves. */
export function trackerFilters(parameter: string, values: readonly string[]): TrackerFilter[] {
  return values.flatMap((text) => split(text, ',')).map((text) => readFilter(parameter, text));
}

function readFilter(parameter: string, text: string): TrackerFilter {
  const [id = '', ...parts] = split(text, ':').map(unescape);
  const tests: Test[] = [];
  for (let i = 0; i < parts.length; i++) {
    const operator = parts[i]!.toLowerCase();
    if (operator === 'null') tests.push((value) => value === undefined);
    else if (operator === '!null') tests.push((value) => value !== undefined);
    else {
      const run = operators[operator];
      if (!run) throw badRequest(`${parameter}=${text} is invalid. '${parts[i]}' is not a valid operator.`, 'E1003');
      const wanted = parts[++i];
      if (wanted === undefined)
        throw badRequest(`${parameter}=${text} is invalid. Operator '${operator}' is missing a value.`, 'E1003');
      tests.push((value) => value !== undefined && run(value, wanted));
    }
  }
  return { id, test: (value) => tests.every((test) => test(value)) };
}

function split(text: string, separator: string): string[] {
  const parts: string[] = [''];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '/' && i + 1 < text.length) parts[parts.length - 1] += text.slice(i, ++i + 1);
    else if (text[i] === separator) parts.push('');
    else parts[parts.length - 1] += text[i]!;
  }
  return parts;
}

function unescape(text: string): string {
  return text.replace(/\/([:,/])/g, '$1');
}
