import type { ServerContext } from '../server/server-context.ts';
import type { User } from '../security/user.ts';
import type { ElementFacts, OptionComboFacts } from './element-facts.ts';
import { elementFacts, optionComboFacts } from './element-facts.ts';
import type { IdResolver } from './id-resolver.ts';
import { idResolver } from './id-resolver.ts';
import type { ValueImportOptions } from './import-options.ts';
import { schemeOf } from './import-options.ts';
import type { ValuePayload } from './value-payload.ts';

/** The combo that stands for "no disaggregation". */
export const defaultOptionCombo = 'HllvX50cXC0';
export const defaultCategoryCombo = 'bjDvmb4bfuf';

/** What one import looks up again and again, looked up once. */
export class ImportScope {
  readonly context: ServerContext;
  readonly user: User;
  readonly options: ValueImportOptions;
  readonly elements: IdResolver;
  readonly units: IdResolver;
  readonly combos: IdResolver;
  readonly attributeCombos: IdResolver;
  readonly dataSets: IdResolver;
  readonly now: number;
  readonly #elements = new Map<string, ElementFacts | null>();
  readonly #combos = new Map<string, OptionComboFacts | null>();
  readonly #writable = new Map<string, boolean>();

  constructor(context: ServerContext, user: User, options: ValueImportOptions, payload: ValuePayload) {
    this.context = context;
    this.user = user;
    this.options = options;
    const fallback = payload.codes ? 'CODE' : 'UID';
    const scheme = (name: string): string => schemeOf(options, payload.header, name, fallback);
    this.elements = idResolver(context, 'dataElements', scheme('dataElementIdScheme'));
    this.units = idResolver(context, 'organisationUnits', scheme('orgUnitIdScheme'));
    this.combos = idResolver(context, 'categoryOptionCombos', scheme('categoryOptionComboIdScheme'));
    this.attributeCombos = idResolver(context, 'categoryOptionCombos', scheme('attributeOptionComboIdScheme'));
    this.dataSets = idResolver(context, 'dataSets', scheme('dataSetIdScheme'));
    this.now = context.clock.now().getTime();
  }

  /** The element that an id of the payload names. */
  element(id: string): ElementFacts | undefined {
    let facts = this.#elements.get(id);
    if (facts === undefined) {
      const uid = this.elements.uid(id);
      facts = (uid === undefined ? undefined : elementFacts(this.context, uid)) ?? null;
      this.#elements.set(id, facts);
    }
    return facts ?? undefined;
  }

  /** The element of a uid, whatever scheme the payload uses. */
  elementOf(uid: string): ElementFacts | undefined {
    const key = `=${uid}`;
    let facts = this.#elements.get(key);
    if (facts === undefined) {
      facts = elementFacts(this.context, uid) ?? null;
      this.#elements.set(key, facts);
    }
    return facts ?? undefined;
  }

  /** The option combo of a uid. */
  combo(uid: string): OptionComboFacts | undefined {
    let facts = this.#combos.get(uid);
    if (facts === undefined) {
      facts = optionComboFacts(this.context, uid) ?? null;
      this.#combos.set(uid, facts);
    }
    return facts ?? undefined;
  }

  /** Whether the user may enter data at a unit. */
  mayWriteAt(unit: string): boolean {
    let may = this.#writable.get(unit);
    if (may === undefined) {
      may = this.user.isSuper || this.context.tree.isWithin(unit, this.user.organisationUnits);
      this.#writable.set(unit, may);
    }
    return may;
  }
}
