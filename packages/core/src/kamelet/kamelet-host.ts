import type { Processor } from '../eip/processor.ts';
import type { ConsumerRoute } from '../component/component.ts';
import type { PreparedRoute } from '../engine/route-factory.ts';

/** One use of a Kamelet: the route made of its template, and where its sink leads. */
export interface KameletInstance {
  /** Id of the template. */
  readonly template: string;
  /** Id of its route. */
  readonly id: string;
  /** Whether the id is the template's with a number, instead of one that was written. */
  readonly isNumbered: boolean;
  /** It brings messages to a route that reads from it, and runs only while that one does. */
  readonly isSource: boolean;
  /** The route made of the template, once it is started. */
  entry: ConsumerRoute | undefined;
  /** What `kamelet:sink` runs; nothing when the caller has no steps for it. */
  sink: Processor | undefined;
}

/** A compiled route as whoever uses Kamelets in it: what is made of them drains and goes with it. */
export interface RouteOwner {
  /** What the route itself is, when it was made of a Kamelet. */
  readonly kamelet: KameletInstance | undefined;
  /** The numbered id that a use of the template had in the version before of the route, while one is left. */
  idFor(template: string): string | undefined;
  /** Compiles the route of an instance, which is there for this one. */
  adopt(instance: KameletInstance, prepared: PreparedRoute): Promise<void>;
}

/** What Kamelets need of their context. */
export interface KameletHost {
  /**
   * Makes a route of the template for its owner, with whom it starts and goes. Without an owner (URIs that are
   * computed, programs) it is there until it is released; one that is no source starts when the context runs.
   */
  instantiate(
    instance: KameletInstance,
    parameters: Readonly<Record<string, unknown>>,
    owner: RouteOwner | undefined,
  ): Promise<void>;
  start(instance: KameletInstance): Promise<void>;
  /** Stops a source and waits for what is under way from it. A context that stops does so by itself. */
  stop(instance: KameletInstance): Promise<void>;
  suspend(instance: KameletInstance): Promise<void>;
  resume(instance: KameletInstance): Promise<void>;
  /** Takes away what has no owner, once nothing is under way in it. */
  release(instance: KameletInstance): Promise<void>;
}
