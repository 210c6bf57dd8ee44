import { objectsAt, refAt, refsAt, textAt } from '../state/json.ts';
import type { MetadataObject, MetadataStore } from './metadata-store.ts';

/** A data set as the data value importers need it. */
export interface DataSetFacts {
  readonly id: string;
  readonly object: MetadataObject;
  readonly periodType: string;
  readonly categoryCombo: string;
  readonly openFuturePeriods: number;
  readonly expiryDays: number;
  readonly inputPeriods: readonly {
    readonly period: string;
    readonly opening: string | undefined;
    readonly closing: string | undefined;
  }[];
  readonly workflow: string | undefined;
  readonly orgUnits: ReadonlySet<string>;
  /** Element to category combo: the data set's own override, else the element's. */
  readonly elements: ReadonlyMap<string, string>;
}

const defaultCombo = 'bjDvmb4bfuf';

/** Data sets by element, computed anew after data sets or elements changed. */
export class DataSetIndex {
  readonly #metadata: MetadataStore;
  #revision = '';
  #all = new Map<string, DataSetFacts>();
  #byElement = new Map<string, DataSetFacts[]>();

  constructor(metadata: MetadataStore) {
    this.#metadata = metadata;
  }

  get(id: string): DataSetFacts | undefined {
    this.#refresh();
    return this.#all.get(id);
  }

  /** The data sets that hold an element, in the order of their making. */
  ofElement(element: string): readonly DataSetFacts[] {
    this.#refresh();
    return this.#byElement.get(element) ?? [];
  }

  #refresh(): void {
    const revision = `${this.#metadata.table('dataSets').revision}/${this.#metadata.table('dataElements').revision}`;
    if (revision === this.#revision) return;
    this.#revision = revision;
    this.#all = new Map();
    this.#byElement = new Map();
    for (const object of this.#metadata.all('dataSets')) {
      const facts = this.#factsOf(object);
      this.#all.set(object.id, facts);
      for (const element of facts.elements.keys()) {
        const list = this.#byElement.get(element);
        if (list) list.push(facts);
        else this.#byElement.set(element, [facts]);
      }
    }
  }

  #factsOf(object: MetadataObject): DataSetFacts {
    const elements = new Map<string, string>();
    for (const entry of objectsAt(object, 'dataSetElements')) {
      const element = refAt(entry, 'dataElement');
      if (element === undefined) continue;
      const own = refAt(this.#metadata.get('dataElements', element), 'categoryCombo');
      elements.set(element, refAt(entry, 'categoryCombo') ?? own ?? defaultCombo);
    }
    return {
      id: object.id,
      object,
      periodType: textAt(object, 'periodType') ?? 'Monthly',
      categoryCombo: refAt(object, 'categoryCombo') ?? defaultCombo,
      openFuturePeriods: Number(object['openFuturePeriods'] ?? 0),
      expiryDays: Number(object['expiryDays'] ?? 0),
      inputPeriods: objectsAt(object, 'dataInputPeriods').map((input) => ({
        period: refAt(input, 'period') ?? '',
        opening: textAt(input, 'openingDate'),
        closing: textAt(input, 'closingDate'),
      })),
      workflow: refAt(object, 'workflow'),
      orgUnits: new Set(refsAt(object, 'organisationUnits')),
      elements,
    };
  }
}
