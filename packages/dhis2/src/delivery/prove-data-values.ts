import type { DataValue } from '../data-values/data-value.ts';
import { callOptions } from '../http/call-options.ts';
import type { DeliveryClient } from './deliver-data-values.ts';
import { importParameters, type DeliveryOptions } from './delivery-options.ts';
import type { DeliveryRow } from './delivery-result.ts';
import { planChunks } from './plan-chunks.ts';
import { deletes, isStored, storedValues } from './read-back.ts';
import { SetDigest } from './set-digest.ts';
import { valueKey } from './value-key.ts';

/** How a delivery is proved. */
export interface ProofOptions<Item = DataValue> extends Pick<
  DeliveryOptions<Item>,
  | 'dataValueOf'
  | 'rowOf'
  | 'chunkSize'
  | 'idScheme'
  | 'dataElementIdScheme'
  | 'orgUnitIdScheme'
  | 'categoryOptionComboIdScheme'
  | 'attributeOptionComboIdScheme'
  | 'importStrategy'
  | 'timeoutMs'
  | 'signal'
> {
  /** A further part of the groups, such as the data set that a value belongs to. */
  readonly dataSetOf?: (value: DataValue, item: Item) => string;
  /** Rows kept in the proof's `rows` at most (default 1,000); all are counted. */
  readonly maxRows?: number;
}

/** One org unit and period (and data set, if told): what was sent, and what is stored of it. */
export interface ProofGroup {
  readonly dataSet: string;
  readonly period: string;
  readonly orgUnit: string;
  readonly sent: number;
  /** Stored as sent. */
  readonly stored: number;
  readonly missing: number;
  /** Stored with another value, comment or mark, or still there though it was deleted. */
  readonly different: number;
  /** Zeros that DHIS2 does not keep, since zero is not significant for their element. */
  readonly droppedZeros: number;
  /** Sums of the numbers among the values. */
  readonly sumSent: number;
  readonly sumStored: number;
  /** Digests over keys and values in any order; equal when the same values are there. */
  readonly digestSent: string;
  readonly digestStored: string;
}

/** A row that is not stored as it was sent. */
export interface UnprovenRow<Item> extends DeliveryRow<Item> {
  readonly state: 'missing' | 'different';
}

/** What reading back showed. */
export interface DataValueProof<Item> {
  /** Whether everything is stored as it was sent, dropped zeros aside. */
  readonly proven: boolean;
  readonly sent: number;
  readonly stored: number;
  readonly missing: number;
  readonly different: number;
  readonly droppedZeros: number;
  readonly groups: readonly ProofGroup[];
  readonly rows: readonly UnprovenRow<Item>[];
}

/**
 * Reads back what was delivered and compares it with what was sent: counts, sums and digests for each org unit and period.
 * Give it the rows that a delivery accepted. Memory grows with the number of groups only.
 *
 * @example
 * ```ts
 * import { basicAuth, createClient, proveDataValues } from '@dhow/dhis2';
 *
 * const dhis2 = createClient({ baseUrl: 'http://localhost:8080', auth: basicAuth('admin', 'district') });
 * const values = [{ dataElement: 'deIntZero01', period: '202601', orgUnit: 'ouFacil0001', value: 12 }];
 * const proof = await proveDataValues(dhis2, values);
 * if (!proof.proven) console.log(proof.missing, proof.different, proof.rows[0]?.row);
 * ```
 */
export async function proveDataValues<Item extends object = DataValue>(
  client: DeliveryClient,
  source: AsyncIterable<Item> | Iterable<Item>,
  options: ProofOptions<Item> = {},
): Promise<DataValueProof<Item>> {
  const { dataValueOf = (item) => item as unknown as DataValue, dataSetOf, maxRows = 1_000, ...rest } = options;
  const parameters = importParameters(rest);
  const groups = new Map<string, OpenGroup>();
  const unproven: UnprovenRow<Item>[] = [];
  const chunks = planChunks(source, {
    dataValueOf,
    rowOf: options.rowOf,
    size: () => options.chunkSize ?? 5_000,
    bytes: 4_000_000,
    duplicates: 'later',
  });
  for await (const { rows } of chunks) {
    const found = await storedValues(client.dataValueSets, rows, parameters, callOptions(options));
    for (const { row, item, value } of rows) {
      const group = groupOf(groups, value, dataSetOf?.(value, item) ?? '');
      const key = valueKey(value);
      const there = found.get(key);
      const gone = deletes(value, parameters.importStrategy);
      const equal = isStored(value, there, parameters);
      // A spelling that DHIS2 stores in another way (`t` for `true`) is the same value.
      const sentText = gone ? undefined : equal ? there?.value : textOf(value);
      if (sentText !== undefined) group.addSent(key, sentText);
      if (there?.value !== undefined) group.addStored(key, there.value);
      const state = group.count(equal, there !== undefined, Number(sentText) === 0 && sentText !== '');
      if (state && unproven.length < maxRows) unproven.push({ row, item, state });
    }
  }
  return proofOf([...groups.values()], unproven);
}

class OpenGroup {
  sent = 0;
  stored = 0;
  missing = 0;
  different = 0;
  droppedZeros = 0;
  sumSent = 0;
  sumStored = 0;
  readonly digestSent = new SetDigest();
  readonly digestStored = new SetDigest();
  readonly dataSet: string;
  readonly period: string;
  readonly orgUnit: string;

  constructor(dataSet: string, period: string, orgUnit: string) {
    this.dataSet = dataSet;
    this.period = period;
    this.orgUnit = orgUnit;
  }

  addSent(key: string, value: string): void {
    this.digestSent.add(`${key}=${value}`);
    this.sumSent += numberOf(value);
  }

  addStored(key: string, value: string): void {
    this.digestStored.add(`${key}=${value}`);
    this.sumStored += numberOf(value);
  }

  count(equal: boolean, there: boolean, zero: boolean): UnprovenRow<unknown>['state'] | undefined {
    this.sent++;
    if (equal) this.stored++;
    else if (there) return (this.different++, 'different');
    else if (zero) this.droppedZeros++;
    else return (this.missing++, 'missing');
    return undefined;
  }

  close(): ProofGroup {
    const { digestSent, digestStored, ...counts } = this;
    return { ...counts, digestSent: digestSent.text, digestStored: digestStored.text };
  }
}

function groupOf(groups: Map<string, OpenGroup>, { period = '', orgUnit = '' }: DataValue, dataSet: string): OpenGroup {
  const key = `${dataSet}|${period}|${orgUnit}`;
  let group = groups.get(key);
  if (!group) groups.set(key, (group = new OpenGroup(dataSet, period, orgUnit)));
  return group;
}

function proofOf<Item>(open: readonly OpenGroup[], rows: readonly UnprovenRow<Item>[]): DataValueProof<Item> {
  const sum = (count: 'sent' | 'stored' | 'missing' | 'different' | 'droppedZeros') =>
    open.reduce((total, group) => total + group[count], 0);
  const [missing, different] = [sum('missing'), sum('different')];
  return {
    proven: missing === 0 && different === 0,
    sent: sum('sent'),
    stored: sum('stored'),
    missing,
    different,
    droppedZeros: sum('droppedZeros'),
    groups: open.map((group) => group.close()),
    rows,
  };
}

function textOf({ value }: DataValue): string {
  return value === undefined || value === null ? '' : String(value);
}

function numberOf(text: string): number {
  const number = text.trim() === '' ? 0 : Number(text);
  return Number.isFinite(number) ? number : 0;
}
