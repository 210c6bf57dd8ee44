import type { Processor } from '../eip/processor.ts';
import type { ConsumerRoute } from '../component/component.ts';

/** One use of a Kamelet: the route made of its template, and where its sink leads. */
export interface KameletInstance {
  /** Id of its route. */
  readonly id: string;
  /** The route made of the template, once it is started. */
  entry: ConsumerRoute | undefined;
  /** What `kamelet:sink` runs; nothing when the caller has no steps for it. */
  sink: Processor | undefined;
}

/** What Kamelets need of their context. */
export interface KameletHost {
  /** Makes a route of the template `name` and adds it; starts it when the context runs. */
  instantiate(instance: KameletInstance, name: string, parameters: Readonly<Record<string, unknown>>): Promise<void>;
}
