import { createContext, type DhowContext, type RoutesModel, type StepModel } from '@dhow/core';
import type { Exchange } from '@dhow/core/component';
import { DeadLetterStore, memoryStateStore, RowLedger, type LedgerSummary } from '@dhow/core/state';
import { countryFacilities, countrySeed, startSandbox, type Sandbox, type SandboxOptions } from '@dhow/sandbox';
import { onTestFinished } from 'vitest';
import { csvDataFormat } from '../src/csv/index.ts';
import { dhis2Component } from '../src/dhis2/index.ts';
import { directComponent } from '../src/direct/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Options = Readonly<Record<string, unknown>>;

/** A country-sized DHIS2 in this process, a context with a connection to it, and a folder. */
export interface DeliveryCase {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly state: ReturnType<typeof memoryStateStore>;
  readonly context: (steps: readonly StepModel[], state?: ReturnType<typeof memoryStateStore>) => Promise<DhowContext>;
  /** Sends a body to `dhis2:dataValueSets` and answers the exchange as it came back. */
  readonly deliver: (body: unknown, options?: Options) => Promise<Exchange>;
  readonly ledger: () => Promise<readonly LedgerSummary[]>;
  readonly letters: () => ReturnType<DeadLetterStore['list']>;
}

export async function deliveryCase(options: SandboxOptions = {}): Promise<DeliveryCase> {
  const sandbox = await startSandbox({ seed: 'country', version: '2.42', ...options });
  onTestFinished(() => sandbox.stop());
  const folder = temporaryFolder();
  const state = memoryStateStore();
  const context: DeliveryCase['context'] = async (steps, ownState = state) => {
    const made = createContext({
      components: [directComponent(), dhis2Component()],
      dataFormats: [csvDataFormat()],
      beans: { national: { baseUrl: sandbox.url, username: 'admin', password: 'district' } },
      state: ownState,
      baseFolder: folder,
    });
    await made.addRoutes(routeOf(steps));
    await made.start();
    onTestFinished(() => made.stop());
    return made;
  };
  return {
    sandbox,
    folder,
    state,
    context,
    async deliver(body, own = {}) {
      return (await context([deliveryStep(own)])).send('direct:in', body);
    },
    ledger: () => new RowLedger(state).list(),
    letters: () => new DeadLetterStore(state).list(),
  };
}

export function deliveryStep(options: Options = {}): StepModel {
  return { kind: 'to', options: { uri: 'dhis2:dataValueSets', parameters: { connection: 'national', ...options } } };
}

export function routeOf(steps: readonly StepModel[]): RoutesModel {
  return {
    routes: [{ id: 'deliver', from: { uri: 'direct:in' }, steps }],
    scoped: [],
    routeConfigurations: [],
    routeTemplates: [],
    templatedRoutes: [],
    beans: [],
    dataFormats: [],
    rests: [],
  };
}

const facilities = countryFacilities();
const seed = countrySeed();
const uid = (objects: readonly Options[] | undefined, code: string) =>
  String(objects?.find((object) => object['code'] === code)?.['id']);

export const malaria: string = uid(seed.dataElements, 'MALARIA_SUSPECTED');
export const girls: string = uid(seed.categoryOptionCombos, 'F_5_14');

/** Good values, each of another facility. */
export function goodValues(count: number, period = '202401') {
  return facilities.slice(0, count).map(({ id }, index) => ({
    dataElement: malaria,
    period,
    orgUnit: id,
    categoryOptionCombo: girls,
    value: String(index),
  }));
}
