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
import type { KameletHost, KameletInstance } from './kamelet-host.ts';

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
  const instances = new Map<string, KameletInstance>();
  const numbers = new Map<string, number>();
  const create = async (path: string, parameters: Readonly<Record<string, unknown>>, sink: Processor | undefined) => {
    const [name, routeId] = path.split('/') as [string, string | undefined];
    const number = (numbers.get(name) ?? 0) + 1;
    numbers.set(name, number);
    const instance: KameletInstance = { id: routeId ?? `${name}-${number}`, entry: undefined, sink };
    instances.set(instance.id, instance);
    await host.instantiate(instance, name, parameters);
    return instance;
  };
  return {
    spec: kameletSpec,
    createEndpoint: (uri) => new KameletEndpoint(uri, instances, create),
    stop: () => instances.clear(),
  };
}

type Create = (
  path: string,
  parameters: Readonly<Record<string, unknown>>,
  sink: Processor | undefined,
) => Promise<KameletInstance>;

export class KameletEndpoint implements Endpoint {
  readonly uri: string;
  readonly #uri: EndpointUri;
  readonly #instances: ReadonlyMap<string, KameletInstance>;
  readonly #create: Create;

  constructor(uri: EndpointUri, instances: ReadonlyMap<string, KameletInstance>, create: Create) {
    // Camel tells calls without the slashes, and the ends of a Kamelet with them.
    this.uri = uri.options['routeId'] === undefined ? uri.uri.replace('kamelet://', 'kamelet:') : uri.uri;
    this.#uri = uri;
    this.#instances = instances;
    this.#create = create;
  }

  /** Its own end inside a template, or undefined when it calls one. */
  get #own(): KameletInstance | undefined {
    const { routeId } = this.#uri.options as { readonly routeId?: string };
    if (routeId === undefined) return undefined;
    const found = this.#instances.get(routeId);
    if (found === undefined) throw new RouteError('ROUTE_NO_SUCH_ROUTE', { found: routeId, nearest: '' });
    return found;
  }

  async createProducer(): Promise<Producer> {
    const own = this.#own;
    if (own !== undefined) return { process: (exchange, signal) => own.sink?.(exchange, signal) };
    return { process: await this.caller(undefined, true) };
  }

  /** Calls the Kamelet; `sink` runs what the caller holds for it. Afterwards the exchange is the caller's again. */
  async caller(sink: Processor | undefined, giveBack: boolean): Promise<Processor> {
    const instance = await this.#create(this.#uri.path, this.#uri.rest, sink);
    const enter = (exchange: Exchange, signal: AbortSignal) => {
      const { entry } = instance;
      if (entry === undefined) throw new RouteError('ROUTE_NO_SUCH_ROUTE', { found: instance.id, nearest: '' });
      return entry.process(exchange, signal);
    };
    return (exchange, signal) => {
      const route = exchange.fromRouteId;
      exchange.fromRouteId = instance.id;
      const leave = () => {
        if (giveBack) exchange.fromRouteId = route;
      };
      const waiting = enter(exchange, signal);
      if (waiting !== undefined) return waiting.finally(leave);
      leave();
    };
  }

  createConsumer(route: ConsumerRoute): Consumer | Promise<Consumer> {
    const own = this.#own;
    return own === undefined ? this.#source(route) : entrance(own, route);
  }

  /** A route that begins at a Kamelet gets what the Kamelet's sink gives. */
  async #source(route: ConsumerRoute): Promise<Consumer> {
    const sink: Processor = (exchange, signal) => {
      exchange.fromRouteId = route.routeId;
      return route.process(exchange, signal);
    };
    await this.#create(this.#uri.path, this.#uri.rest, sink);
    return { start: () => undefined, stop: () => undefined };
  }
}

function entrance(instance: KameletInstance, route: ConsumerRoute): Consumer {
  return {
    start() {
      instance.entry = route;
    },
    stop() {
      instance.entry = undefined;
    },
    defersStop: true,
  };
}

/** The template's route with its `kamelet:source` and `kamelet:sink` bound to one instance. */
export function boundToInstance(model: RouteModel, { id, sink }: KameletInstance): RouteModel {
  const steps = sink === undefined || hasSink(model.steps) ? model.steps : [...model.steps, toSink];
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
