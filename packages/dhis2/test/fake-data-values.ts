import type { DataValue } from '../src/data-values/data-value.ts';
import { valueKey } from '../src/delivery/value-key.ts';
import {
  scriptedTransport,
  type ScriptedAnswer,
  type ScriptedTransport,
  type SeenRequest,
} from './scripted-transport.ts';

/** A verdict of the fake server over one value: a code with its sentence, or undefined for a good one. */
export type Verdict = (value: DataValue) => { readonly code: string; readonly message: string } | undefined;

export interface FakeDataValues {
  readonly transport: ScriptedTransport;
  readonly stored: Map<string, string>;
  /** Sizes of the imports, in order. */
  readonly imports: number[];
  /** Most imports that ran at once, and whether two of them ever shared an org unit and period. */
  readonly concurrency: { most: number; overlapped: boolean };
}

export interface FakeOptions {
  readonly version?: '2.42' | '2.43';
  readonly verdict?: Verdict | undefined;
  /** Asked before an import: an answer of its own, after storing the first `keep` values (default none). */
  readonly before?: (
    values: readonly DataValue[],
    number: number,
  ) => (ScriptedAnswer & { readonly keep?: number }) | undefined;
}

/** The data value endpoints of a DHIS2 as far as a delivery uses them: classic or grouped refusals, and faults. */
export function fakeDataValues(options: FakeOptions = {}): FakeDataValues {
  const stored = new Map<string, string>();
  const imports: number[] = [];
  const running = new Set<ReadonlySet<string>>();
  const concurrency = { most: 0, overlapped: false };
  const store = (value: DataValue) => stored.set(valueKey(value), String(value.value));

  async function importValues(request: SeenRequest): Promise<ScriptedAnswer> {
    const { dataValues } = JSON.parse(request.body) as { dataValues: DataValue[] };
    const number = imports.push(dataValues.length);
    const owners = new Set(dataValues.map(({ orgUnit, period }) => `${orgUnit}|${period}`));
    for (const other of running) for (const owner of owners) if (other.has(owner)) concurrency.overlapped = true;
    running.add(owners);
    concurrency.most = Math.max(concurrency.most, running.size);
    await new Promise((resolve) => setImmediate(resolve));
    running.delete(owners);
    const fault = options.before?.(dataValues, number);
    if (fault) {
      dataValues.slice(0, fault.keep ?? 0).forEach(store);
      return fault;
    }
    const dry = request.query.get('dryRun') === 'true';
    const before = new Map(stored);
    const answer = options.version === '2.43' ? grouped(dataValues) : classic(dataValues);
    if (dry) {
      stored.clear();
      for (const [key, value] of before) stored.set(key, value);
    }
    return answer;
  }

  function classic(values: readonly DataValue[]): ScriptedAnswer {
    const conflicts = values.flatMap((value, index) => {
      const bad = options.verdict?.(value);
      if (!bad) store(value);
      return bad ? [{ value: bad.message, errorCode: bad.code, indexes: [index] }] : [];
    });
    const count = { imported: values.length - conflicts.length, updated: 0, ignored: conflicts.length, deleted: 0 };
    return conflicts.length > 0 ? summary(409, 'WARNING', count, conflicts) : summary(200, 'SUCCESS', count, []);
  }

  /** Bad values stand for themselves (E812x); a bad key takes all values with it. */
  function grouped(values: readonly DataValue[]): ScriptedAnswer {
    const verdicts = values.map((value) => options.verdict?.(value));
    const key = verdicts.find((verdict) => verdict && !verdict.code.startsWith('E812'));
    const none = { imported: 0, updated: 0, ignored: 0, deleted: 0 };
    if (key) {
      const indexes = key.code.startsWith('E81') ? [-1] : values.map((_, index) => index);
      const at = verdicts.indexOf(key);
      return summary(409, 'ERROR', none, [{ value: key.message.replace('#', `#${at}`), errorCode: key.code, indexes }]);
    }
    const conflicts = verdicts.flatMap((bad, index) =>
      bad ? [{ value: bad.message.replace('#', `#${index}`), errorCode: bad.code, indexes: [index] }] : [],
    );
    values.forEach((value, index) => verdicts[index] ?? store(value));
    const updated = values.length - conflicts.length;
    if (updated === 0 && conflicts.length > 0) return summary(409, 'ERROR', none, conflicts);
    return summary(200, conflicts.length > 0 ? 'WARNING' : 'SUCCESS', { ...none, updated }, conflicts);
  }

  function read(request: SeenRequest): ScriptedAnswer {
    const wanted = (name: string) => new Set(request.query.getAll(name));
    const [elements, periods, units] = [wanted('dataElement'), wanted('period'), wanted('orgUnit')];
    const dataValues = [...stored].flatMap(([key, value]) => {
      const [dataElement = '', period = '', orgUnit = ''] = key.split('|');
      if (!elements.has(dataElement) || !periods.has(period) || !units.has(orgUnit)) return [];
      return [
        {
          dataElement,
          period,
          orgUnit,
          categoryOptionCombo: 'HllvX50cXC0',
          attributeOptionCombo: 'HllvX50cXC0',
          value,
        },
      ];
    });
    return { body: { dataValues } };
  }

  const transport = scriptedTransport((request) => (request.method === 'POST' ? importValues(request) : read(request)));
  return { transport, stored, imports, concurrency };
}

function summary(status: number, state: string, importCount: object, conflicts: readonly object[]): ScriptedAnswer {
  const outer = state === 'SUCCESS' ? 'OK' : state;
  const response = { responseType: 'ImportSummary', status: state, importCount, conflicts, rejectedIndexes: [] };
  return { status, body: { httpStatus: 'x', httpStatusCode: status, status: outer, message: 'Import', response } };
}
