import type { RoutesModel } from '../model/route-model.ts';
import { KameletEndpoint } from '../kamelet/kamelet-component.ts';
import { changedNames } from './changed-names.ts';
import type { ContextCore } from './context-core.ts';
import { resolvePlaceholders } from './property-placeholders.ts';
import { changedProperties, hasContract, setProperties, type Reload } from './reload.ts';
import { replaceSources } from './replace-sources.ts';
import { readsAny, staleFiles, type ReadFiles } from './resource-reads.ts';
import type { RouteController } from './route-controller.ts';
import { RouteIds } from './route-ids.ts';
import { comparePlans, planRoutes, type PlannedRoute } from './route-planner.ts';
import { RoutesCollector } from './routes-collector.ts';
import { SourceBeans } from './source-beans.ts';

/** The files and builders that a context has its routes from, with all that these declare; makes the routes, also anew. */
export class ContextSources {
  readonly #core: ContextCore;
  readonly #routes: RouteController;
  readonly #ids = new RouteIds();
  readonly #beans: SourceBeans;
  /** What was added; of the last ones, `#waiting`, the routes are not compiled yet. */
  #all: readonly RoutesModel[] = [];
  #waiting: readonly RoutesModel[] = [];
  #collector = new RoutesCollector();
  /** The routes that sources asked for. */
  #planned: readonly PlannedRoute[] = [];
  /** Files that were read while routes were planned: contracts of services. */
  #plannedOf: ReadFiles = new Map();
  /** Files that an exchange read that failed: one of them may be what is wrong. */
  #failedReads: ReadFiles = new Map();
  #isCompiling = false;

  constructor(core: ContextCore, routes: RouteController) {
    this.#core = core;
    this.#routes = routes;
    this.#beans = new SourceBeans(core.beans, (text) => resolvePlaceholders(text, core.properties) ?? '');
  }

  /** Configurations, templates and formats of all sources. */
  get collector(): RoutesCollector {
    return this.#collector;
  }

  /** While routes are compiled, what Kamelets add starts with them; later at once. */
  get isCompiling(): boolean {
    return this.#isCompiling;
  }

  /** Files that routes are made of and that are not as they were read, with their state now. */
  staleFiles(): ReadonlyMap<string, string | undefined> {
    const producers = this.#core.producers.readFiles();
    return staleFiles([...this.#routes.readFiles(), ...producers, this.#plannedOf, this.#failedReads]);
  }

  /** Adds sources, whose routes are to be compiled; answers what takes them out again. */
  add(models: readonly RoutesModel[]): () => void {
    const [all, waiting, planned, plannedOf] = [this.#all, this.#waiting, this.#planned, this.#plannedOf];
    const { collector } = this;
    const more = [...all, ...models];
    const next = new RoutesCollector(more);
    const beans = this.#beans.exchange(more.flatMap((model) => model.beans));
    this.#collect(next);
    this.#all = more;
    this.#waiting = [...waiting, ...models];
    this.#plannedOf = new Map(plannedOf);
    return () => {
      [this.#all, this.#waiting, this.#planned, this.#plannedOf] = [all, waiting, planned, plannedOf];
      this.#collect(collector);
      beans.undo();
    };
  }

  /** Compiles the routes of sources that were added. */
  async compile(): Promise<void> {
    this.#isCompiling = true;
    try {
      const sources = this.#waiting;
      this.#waiting = [];
      const running = this.#routes.list().map(({ model }) => model.from);
      const planned = await this.#core.reads.during(this.#plannedOf, () => this.#plan(sources, running));
      await this.#routes.add(planned.map(({ prepared }) => prepared));
      this.#planned = [...this.#planned, ...planned];
    } finally {
      this.#isCompiling = false;
    }
  }

  /** Makes anew what is made of other things now; what does not compile or start leaves all as it was. */
  async exchange(reload: Reload & { readonly sources: readonly RoutesModel[] }): Promise<void> {
    const [old, { collector }] = [this.#all, this];
    const sources = replaceSources(old, reload.sources);
    const isOld = new Set(old);
    this.#ids.inherit(
      old.filter((source) => !sources.includes(source)),
      sources.filter((source) => !isOld.has(source)),
    );
    const undoProperties = setProperties(this.#core.propertyValues, reload.properties ?? {});
    const files = new Set(reload.files ?? []);
    const reads: ReadFiles = new Map();
    let undoBeans: (() => void) | undefined;
    let names: ReadonlySet<string> = new Set();
    try {
      const properties = changedProperties(reload.properties ?? {}, this.#core.propertyValues);
      const beans = this.#beans.exchange(
        sources.flatMap((source) => source.beans),
        properties,
      );
      undoBeans = () => beans.undo();
      this.#collect(new RoutesCollector(sources));
      if (this.#core.phase === 'created') {
        this.#waiting = sources;
      } else {
        names = changedNames(beans.changed, collector, this.#collector);
        await this.#core.reads.during(reads, () => this.#exchangeRoutes(sources, reload.sources, names, files));
      }
      this.#all = sources;
    } catch (error) {
      this.#failedReads = reads;
      this.#collect(collector);
      undoBeans?.();
      undoProperties();
      throw error;
    }
    this.#failedReads = new Map();
    await this.#core.producers.forget(
      (endpoint) => endpoint instanceof KameletEndpoint && names.has(endpoint.template ?? ''),
    );
    await this.#core.producers.forgetReaders(files);
  }

  async #exchangeRoutes(
    sources: readonly RoutesModel[],
    added: readonly RoutesModel[],
    names: ReadonlySet<string>,
    files: ReadonlySet<string>,
  ): Promise<void> {
    const reads: ReadFiles = new Map();
    const planned = await this.#core.reads.during(reads, () => this.#plan(sources, []));
    // What a contract says is in functions, which do not show that they are others.
    const ofContracts = readsAny(this.#plannedOf, files) ? sources.filter(hasContract) : [];
    const isStale = (id: string) => this.#routes.readsAny(id, files);
    const { prepared, vanished } = comparePlans(
      this.#planned,
      planned,
      new Set([...added, ...ofContracts]),
      names,
      isStale,
    );
    await this.#routes.reload(prepared, vanished);
    this.#planned = planned;
    this.#plannedOf = reads;
  }

  #plan(sources: readonly RoutesModel[], running: readonly RoutesModel['routes'][number]['from'][]) {
    return planRoutes(sources, { core: this.#core, collector: this.#collector, ids: this.#ids, running });
  }

  #collect(collector: RoutesCollector): void {
    this.#collector = collector;
    this.#core.declaredFormats = collector.dataFormats;
  }
}
