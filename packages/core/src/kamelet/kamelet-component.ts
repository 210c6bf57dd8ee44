import type {
  Component,
  ComponentSpec,
  Consumer,
  ConsumerRoute,
  Endpoint,
  EndpointUri,
  Producer,
} from '../component/component.ts';
import { option } from '../component/option-spec.ts';
import type { Processor } from '../eip/processor.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { RouteModel, StepModel } from '../model/route-model.ts';
import type { KameletHost, KameletInstance, RouteOwner } from './kamelet-host.ts';

export const kameletSpec = {
  scheme: 'kamelet',
  title: 'Kamelet',
  description: 'Calls a route template as if it were a component; source and sink are its ends inside the template.',
  path: {
    name: 'templateId',
    description: 'Id of the template, with an optional route id after a slash.',
    required: true,
  },
  options: { routeId: option.string({ description: 'Set by the engine: whose source or sink it is.' }) },
  lenient: true,
} as const satisfies ComponentSpec;

/** `kamelet:`: each endpoint in a route is a route of its own, made of a template. */
export function kameletComponent(host: KameletHost): Component {
  const numbers = new Map<string, number>();
  const newId = (template: string) => {
    const number = (numbers.get(template) ?? 0) + 1;
    numbers.set(template, number);
    return `${template}-${number}`;
  };
  const uses: KameletUses = {
    host,
    running: new Map(),
    sources: new WeakMap(),
    async create(path, parameters, { owner, ...use }) {
      const [template, routeId] = path.split('/') as [string, string | undefined];
      const id = routeId ?? owner?.idFor(template) ?? newId(template);
      const instance: KameletInstance = { template, id, isNumbered: routeId === undefined, entry: undefined, ...use };
      await host.instantiate(instance, parameters, owner);
      return instance;
    },
  };
  return { spec: kameletSpec, createEndpoint: (uri) => new KameletEndpoint(uri, uses) };
}

/** What all endpoints share. */
interface KameletUses {
  readonly host: KameletHost;
  /** By the id of their route: for what names its end by a computed URI. */
  readonly running: Map<string, KameletInstance>;
  /** Of routes that begin at a Kamelet, once they are compiled. */
  readonly sources: WeakMap<RouteOwner, KameletInstance>;
  create(
    path: string,
    parameters: Readonly<Record<string, unknown>>,
    use: Pick<KameletInstance, 'isSource' | 'sink'> & { readonly owner: RouteOwner | undefined },
  ): Promise<KameletInstance>;
}

export class KameletEndpoint implements Endpoint {
  readonly uri: string;
  /** Id of the template that it calls; undefined for the ends of a Kamelet itself. */
  readonly template: string | undefined;
  readonly #uri: EndpointUri;
  readonly #uses: KameletUses;
  readonly #ownId: string | undefined;

  constructor(uri: EndpointUri, uses: KameletUses) {
    const { routeId } = uri.options as { readonly routeId?: string };
    // Camel tells calls without the slashes, and the ends of a Kamelet with them.
    this.uri = routeId === undefined ? uri.uri.replace('kamelet://', 'kamelet:') : uri.uri;
    this.template = routeId === undefined ? uri.path.replace(/\/.*$/s, '') : undefined;
    this.#uri = uri;
    this.#uses = uses;
    this.#ownId = routeId;
  }

  async createProducer(owner?: RouteOwner): Promise<Producer> {
    const { host } = this.#uses;
    if (this.#ownId !== undefined) return this.#toSink(this.#ownId, owner);
    const { instance, process } = await this.#call(undefined, true, owner);
    return owner === undefined ? { process, stop: () => host.release(instance) } : { process };
  }

  /** Calls the Kamelet; `sink` runs what the caller holds for it. Afterwards the exchange is the caller's again. */
  async caller(sink: Processor | undefined, giveBack: boolean, owner: RouteOwner): Promise<Processor> {
    return (await this.#call(sink, giveBack, owner)).process;
  }

  /** A route that begins at a Kamelet has it compiled with itself. */
  async prepareConsumer(owner: RouteOwner): Promise<void> {
    if (this.#ownId === undefined) this.#uses.sources.set(owner, await this.#create(undefined, true, owner));
  }

  createConsumer(route: ConsumerRoute): Consumer | Promise<Consumer> {
    return this.#ownId === undefined ? this.#source(route) : this.#entrance(this.#end(this.#ownId, route.owner), route);
  }

  #create(sink: Processor | undefined, isSource: boolean, owner: RouteOwner | undefined): Promise<KameletInstance> {
    return this.#uses.create(this.#uri.path, this.#uri.rest, { isSource, sink, owner });
  }

  async #call(sink: Processor | undefined, giveBack: boolean, owner: RouteOwner | undefined) {
    const instance = await this.#create(sink, false, owner);
    const enter = (exchange: Exchange, signal: AbortSignal) => {
      const { entry } = instance;
      if (entry === undefined) throw noSuchRoute(instance.id);
      return entry.process(exchange, signal);
    };
    const process: Processor = (exchange, signal) => {
      const route = exchange.fromRouteId;
      exchange.fromRouteId = instance.id;
      const leave = () => {
        if (giveBack) exchange.fromRouteId = route;
      };
      const waiting = enter(exchange, signal);
      if (waiting !== undefined) return waiting.finally(leave);
      leave();
    };
    return { instance, process };
  }

  /** The use of a Kamelet whose end this is: that of the route it stands in, else the one that runs. */
  #end(id: string, owner: RouteOwner | undefined): KameletInstance {
    const found = owner?.kamelet?.id === id ? owner.kamelet : this.#uses.running.get(id);
    if (found === undefined) throw noSuchRoute(id);
    return found;
  }

  #toSink(id: string, owner: RouteOwner | undefined): Producer {
    const own = owner && this.#end(id, owner);
    return { process: (exchange, signal) => (own ?? this.#end(id, undefined)).sink?.(exchange, signal) };
  }

  /** Runs the Kamelet as long as its own route runs, which gets what the Kamelet's sink gives. */
  async #source(route: ConsumerRoute): Promise<Consumer> {
    const { host, sources } = this.#uses;
    const known = route.owner && sources.get(route.owner);
    const instance = known ?? (await this.#create(undefined, true, undefined));
    instance.sink = (exchange, signal) => {
      exchange.fromRouteId = route.routeId;
      return route.process(exchange, signal);
    };
    return {
      start: () => host.start(instance),
      stop: () => (known === undefined ? host.release(instance) : host.stop(instance)),
      suspend: () => host.suspend(instance),
      resume: () => host.resume(instance),
    };
  }

  #entrance(instance: KameletInstance, route: ConsumerRoute): Consumer {
    const { running } = this.#uses;
    return {
      start() {
        instance.entry = route;
        running.set(instance.id, instance);
      },
      stop() {
        instance.entry = undefined;
        if (running.get(instance.id) === instance) running.delete(instance.id);
      },
      defersStop: true,
    };
  }
}

const noSuchRoute = (found: string) => new RouteError('ROUTE_NO_SUCH_ROUTE', { found, nearest: '' });

/** The template's route with its `kamelet:source` and `kamelet:sink` bound to one instance. */
export function boundToInstance(model: RouteModel, { id, sink, isSource }: KameletInstance): RouteModel {
  const leadsOn = isSource || sink !== undefined;
  const steps = !leadsOn || hasSink(model.steps) ? model.steps : [...model.steps, toSink];
  return { ...(bind({ ...model, steps }, id) as RouteModel), id };
}

/** What the caller has for the sink runs at the end of a template that has none. */
const toSink: StepModel = { kind: 'to', options: { uri: 'kamelet:sink' } };

const hasSink = (steps: readonly StepModel[]): boolean =>
  steps.some(({ kind, options }) => kind === 'to' && /^kamelet:(\/\/)?sink$/.test(String(options['uri'] as string)));

function bind(value: unknown, id: string): unknown {
  if (typeof value === 'string') {
    const end = /^kamelet:(?:\/\/)?(source|sink)$/.exec(value)?.[1];
    return end === undefined ? value : `kamelet:${end}?routeId=${encodeURIComponent(id)}`;
  }
  if (Array.isArray(value)) return value.map((item) => bind(item, id));
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, bind(entry, id)]));
}
