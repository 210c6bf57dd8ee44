import type { Clock } from '../clock/clock.ts';
import type { ComponentContext, Endpoint } from '../component/component.ts';
import type { ResumePoints } from '../component/resume.ts';
import type { DataFormat } from '../component/data-format.ts';
import { checkOptions, convertOption } from '../component/option-check.ts';
import { option } from '../component/option-spec.ts';
import { thenRun } from '../eip/then-run.ts';
import { backInItsRoute, leavesRoute } from './back-in-route.ts';
import { toProcessor } from '../eip/processor-bean.ts';
import type { EipDefinition } from '../eip/eip-definition.ts';
import type { Processor } from '../eip/processor.ts';
import type { RouteErrorHandler } from '../error-handling/route-error-handler.ts';
import { notePlace } from '../errors/error-place.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression, ExpressionModel } from '../expression/expression.ts';
import type { RouteOwner } from '../kamelet/kamelet-host.ts';
import type { Logger } from '../log/logger.ts';
import type { StepModel } from '../model/route-model.ts';
import { lookingExpression } from '../stream-cache/looking-expression.ts';
import type { StreamCaching } from '../stream-cache/stream-caching.ts';
import { guarded } from './branch-guard.ts';
import { Channel } from './channel.ts';
import type { Compiler } from './compiler.ts';
import { compileExpression } from './expression-compiler.ts';
import { resolveOptions } from './option-placeholders.ts';
import { contain, createPipeline } from './pipeline.ts';
import { localContext } from './local-context.ts';
import { resolvePlaceholders } from './property-placeholders.ts';
import { createDataFormat } from './route-data-formats.ts';
import type { RouteHost } from './route-host.ts';
import type { RouteWorkshop } from './route-workshop.ts';
import { tellSend } from './send-events.ts';

/** What steps stand in: multicast puts the error handler around its branches itself, interceptions are not intercepted. */
export type StepParent = 'route' | 'block' | 'multicast' | 'interception';

const disabledSpec = option.boolean({ description: 'Whether the step is left out.' });

/** The compiler of one route, or of a part of it that no error handler stands around. */
export class RouteCompiler implements Compiler {
  readonly routeId: string;
  readonly host: RouteHost;
  readonly context: ComponentContext;
  readonly clock: Clock;
  readonly log: Logger;
  readonly #shop: RouteWorkshop;
  readonly #errorHandler: RouteErrorHandler | undefined;
  readonly #parent: StepParent;
  /** For the steps inside of a step. */
  readonly #inner: RouteCompiler;

  constructor(shop: RouteWorkshop, errorHandler: RouteErrorHandler | undefined, parent: StepParent = 'block') {
    this.#shop = shop;
    this.#errorHandler = errorHandler;
    this.#parent = parent;
    this.#inner = parent === 'block' || parent === 'interception' ? this : new RouteCompiler(shop, errorHandler);
    this.routeId = shop.routeId;
    this.host = shop.host;
    const { context, beans } = shop.host;
    this.context = shop.beans === beans ? context : localContext(context, shop.beans, shop.properties);
    this.clock = shop.host.context.clock;
    this.log = shop.log;
  }

  get owner(): RouteOwner {
    return this.#shop.owner;
  }

  get sourceUri(): string | undefined {
    return this.#shop.sourceUri;
  }

  get streamCaching(): StreamCaching {
    return this.#shop.streamCaching;
  }

  get masksLog(): boolean {
    return this.#shop.masksLog;
  }

  endsRoute({ id }: StepModel): boolean {
    return id !== undefined && id === this.#shop.lastId;
  }

  async steps(steps: readonly StepModel[]): Promise<Processor> {
    const run = createPipeline(await this.#channels(steps), this.#shop.pipeline);
    return steps.some(leavesRoute) ? backInItsRoute(run) : run;
  }

  /** The route's own steps, run by a route that has just read the clock. */
  async routeSteps(steps: readonly StepModel[]): Promise<Processor> {
    return createPipeline(await this.#channels(steps), { ...this.#shop.pipeline, outermost: true });
  }

  async #channels(steps: readonly StepModel[]): Promise<Channel[]> {
    const channels: Channel[] = [];
    for (const step of steps) {
      if (this.#isDisabled(step)) continue;
      try {
        channels.push(await this.#channel(step));
      } catch (error) {
        notePlace(error, step.source);
        throw error;
      }
    }
    return channels;
  }

  async step(step: StepModel): Promise<Processor> {
    return this.steps([step]);
  }

  async branch(step: StepModel): Promise<Processor> {
    return new RouteCompiler(this.#shop, this.#errorHandler, 'multicast').step(step);
  }

  async expression(model: ExpressionModel): Promise<Expression> {
    return this.#looking(model, await this.bodyExpression(model));
  }

  async bodyExpression(model: ExpressionModel): Promise<Expression> {
    return compileExpression(model, 'expression', this.#expressionShop());
  }

  async predicate(model: ExpressionModel): Promise<Expression> {
    return this.#looking(model, await compileExpression(model, 'predicate', this.#expressionShop()));
  }

  async dataFormat(model: StepModel): Promise<DataFormat> {
    return createDataFormat(model, this.#shop, this.context);
  }

  endpoint(uri: string, parameters?: Readonly<Record<string, unknown>>): Endpoint {
    const options = parameters && resolveOptions(parameters, (text) => this.#resolveOptional(text));
    return this.host.endpoints.resolve(this.resolve(uri), options, this.context);
  }

  async producer(endpoint: Endpoint): Promise<Processor> {
    const { producers, starters, stoppers } = this.#shop;
    let send = producers.get(endpoint);
    if (!send) {
      const producer = await endpoint.createProducer?.(this.owner);
      if (!producer) throw new RouteError('ROUTE_ENDPOINT_CANNOT_SEND', { uri: endpoint.uri });
      if (producer.start) starters.push(() => producer.start!());
      if (producer.stop) stoppers.push(() => producer.stop!());
      send = (exchange, signal) => producer.process(exchange, signal);
      producers.set(endpoint, send);
    }
    return this.host.endpoints.inPattern(endpoint, this.#intercepted(endpoint.uri, send));
  }

  send(uri: string, exchange: Exchange, signal: AbortSignal): void | Promise<void> {
    const endpoint = this.host.endpoints.resolveComputed(uri, this.context);
    const producer = this.host.producers.get(endpoint);
    const toProducer = this.#intercepted(endpoint.uri, (sent, sentSignal) =>
      producer instanceof Promise
        ? producer.then((ready) => ready.process(sent, sentSignal))
        : producer.process(sent, sentSignal),
    );
    const send = this.host.endpoints.inPattern(endpoint, toProducer);
    exchange.toEndpoint = endpoint.uri;
    if (this.host.events.active) return tellSend(send, endpoint.uri, exchange, signal, this.host, true);
    return send(exchange, signal);
  }

  bean<T>(ref: unknown, what: string): T {
    return this.#shop.beans.require(typeof ref === 'string' ? this.resolve(ref) : ref, what) as T;
  }

  processor(ref: unknown, what: string): Processor {
    return toProcessor(this.bean(ref, what), typeof ref === 'string' ? ref : 'the object given', what);
  }

  resumeWith(points: ResumePoints): void {
    this.#shop.resumePoints = points;
  }

  resolve(text: string): string {
    return resolvePlaceholders(text, this.#shop.properties) ?? '';
  }

  onStop(stop: () => void | Promise<void>): void {
    this.#shop.finishers.push(stop);
  }

  onStart(start: () => void | Promise<void>): void {
    this.#shop.starters.push(start);
  }

  withoutErrorHandler(): Compiler {
    return this.#errorHandler ? new RouteCompiler(this.#shop, undefined) : this;
  }

  guard(processor: Processor, name: string): Processor {
    return this.guardSteps(contain(processor), name);
  }

  guardSteps(contained: Processor, name: string): Processor {
    return guarded(contained, name, this.#errorHandler, this);
  }

  refuse(step: StepModel, reason: string): RouteError {
    return new RouteError('ROUTE_BAD_DEFINITION', { place: this.#place(step), reason }, step);
  }

  async #channel(step: StepModel): Promise<Channel> {
    const eip = this.host.eips.get(step.kind);
    if (!eip) {
      const nearest = nearestHint(step.kind, this.host.eips.keys());
      throw new RouteError('ROUTE_UNKNOWN_STEP', { place: `route ${this.routeId}`, found: step.kind, nearest }, step);
    }
    if (!eip.compile) {
      const reason =
        eip.shape === 'clause' ? 'it stands only inside the pattern it belongs to.' : 'this version does not have it.';
      throw new RouteError('ROUTE_STEP_NOT_AVAILABLE', { place: this.#place(step), found: step.kind, reason }, step);
    }
    const id = step.id === undefined ? this.#newId(step) : this.resolve(step.id);
    if (step === this.#shop.last) this.#shop.lastId = id;
    const checked = this.#checked(step, eip);
    // Reserves the place: children come after their parent.
    const at = this.#shop.channels.push(undefined as unknown as Channel) - 1;
    const compiled = this.#forgetting(await eip.compile({ ...checked, id }, this.#innerOf(step)));
    const isPlain = this.#parent === 'interception' || step.kind === 'interceptFrom';
    const process = isPlain ? compiled : this.#stepIntercepted(compiled, id, step);
    const channel = new Channel(
      this.#shop.nodePrefix + id,
      { ...step, id },
      process,
      this.#dealsItself(eip, checked) ? undefined : this.#errorHandler,
      this.streamCaching,
    );
    this.#shop.channels[at] = channel;
    return channel;
  }

  /** Routes made of one template share their steps, but not the ids of these. */
  #newId(step: StepModel): string {
    const isOfTemplate = this.#shop.properties !== this.host.properties;
    return isOfTemplate ? this.host.nextNodeId(step.kind) : this.host.nodeIdOf(step);
  }

  #innerOf({ kind }: StepModel): RouteCompiler {
    return kind === 'interceptFrom' ? new RouteCompiler(this.#shop, this.#errorHandler, 'interception') : this.#inner;
  }

  /** As in Camel, what a step says of its error handling counts among the steps of the route, not inside of a block. */
  #dealsItself({ ownErrorHandling }: EipDefinition, step: StepModel): boolean {
    if (this.#parent === 'multicast' || ownErrorHandling === true) return true;
    return this.#parent === 'route' && typeof ownErrorHandling === 'function' && ownErrorHandling(step);
  }

  #checked(step: StepModel, eip: EipDefinition): StepModel {
    const written = resolveOptions(step.options, (text) => this.#resolveOptional(text), eip.options);
    const { options } = checkOptions(eip.options, written, { name: this.#place(step), source: step.source });
    return { ...step, options };
  }

  #place(step: StepModel): string {
    return `${step.kind}${step.id === undefined ? '' : ` ${step.id}`} in route ${this.routeId}`;
  }

  #isDisabled(step: StepModel): boolean {
    const { disabled } = step;
    if (typeof disabled !== 'string') return disabled === true;
    const text = this.#resolveOptional(disabled);
    if (text === undefined) return false;
    const place = { name: this.#place(step), source: step.source };
    return convertOption(disabledSpec, text, 'disabled', place) === true;
  }

  #resolveOptional(text: string): string | undefined {
    return resolvePlaceholders(text, this.#shop.properties);
  }

  #looking(model: ExpressionModel, expression: Expression): Expression {
    if (this.streamCaching === 'never' || ('language' in model && model.language === 'constant')) return expression;
    return lookingExpression(expression);
  }

  #expressionShop() {
    return {
      host: this.host,
      context: this.context,
      place: `route ${this.routeId}`,
      log: this.log,
      resolve: (text: string) => this.resolve(text),
    };
  }

  #forgetting(process: Processor): Processor {
    if (!this.#shop.forgetsExhaustion) return process;
    return (exchange, signal) =>
      thenRun(process(exchange, signal), () => {
        exchange.redeliveryExhausted = false;
      });
  }

  #stepIntercepted(process: Processor, id: string, step: StepModel): Processor {
    return this.#shop.stepInterceptors.reduceRight((inner, interceptor) => interceptor(inner, id, step), process);
  }

  #intercepted(uri: string, send: Processor): Processor {
    return this.#shop.sendInterceptors.reduceRight((inner, interceptor) => interceptor(inner, uri), send);
  }
}
