import { RouteError } from '../errors/route-error.ts';
import { expressionModel, itemModel, type Value } from './expression-input.ts';
import type { FitsFormat, HasItems } from './advice.ts';
import { Message, type HeaderTypes } from './message.ts';
import type { DataFormatRef, ExpressionRef, ItemOf, Many } from './refs.ts';
import type { RouteSteps } from './route-steps.ts';
import { issueText, type SchemaOutput, type StandardSchema } from './standard-schema.ts';
import { StepsBase } from './steps-base.ts';

type Processor = (message: Message) => void | Promise<void>;
type Logger = ConstructorParameters<typeof Message>[2];
type Exchange = ConstructorParameters<typeof Message>[0];

/** A java-like type name with what it becomes here. */
interface ConvertedTypes {
  readonly String: string;
  readonly Integer: number;
  readonly Long: number | bigint;
  readonly Double: number;
  readonly Boolean: boolean;
  readonly 'byte[]': Uint8Array;
}

/** What is taken as it stands where a function or expression might be. */
export type Constant = string | number | boolean | null | readonly unknown[] | { readonly [key: string]: unknown };

type Widened<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean : T;

/** Steps that look at the message and change it. */
export abstract class MessageSteps<Body, Headers extends HeaderTypes> extends StepsBase<Body, Headers> {
  /** Runs a function; the body keeps its type. To change it, use {@link transform}. */
  process(run: (message: Message<Body, Headers>) => void | Promise<void>): RouteSteps<Body, Headers> {
    const ref = (exchange: Exchange, signal: AbortSignal, log: Logger) =>
      (run as unknown as Processor)(new Message(exchange, signal, log));
    Object.defineProperty(ref, 'name', { value: run.name });
    return this.add('process', { ref });
  }

  /** The body becomes what the function or expression answers. */
  transform<Out>(value: Value<Out, Body, Headers>): RouteSteps<Out, Headers> {
    return this.add<Out>('transform', { expression: expressionModel(value) });
  }

  /** The body becomes a value, or what a function or expression answers. */
  setBody<Out>(value: Value<Out, Body, Headers>): RouteSteps<Out, Headers>;
  setBody<Out extends Constant>(value: Out): RouteSteps<Widened<Out>, Headers>;
  setBody(value: unknown): RouteSteps<never, Headers> {
    return this.add<never>('setBody', { expression: expressionModel(value) });
  }

  /**
   * Maps each item of a list, or of a stream as it is read. Row numbers of items go over to what they become.
   *
   * @example
   * ```ts
   * import { route } from '@dhow/core';
   * import { direct } from '@dhow/components/direct';
   *
   * route('double').from(direct<number[]>('in')).mapEach((n) => n * 2);
   * ```
   */
  mapEach<Out>(
    map: (((item: ItemOf<Body>, message: Message<Body, Headers>) => Out | Promise<Out>) | ExpressionRef<Out>) &
      HasItems<Body>,
    options: { readonly parallel?: number } = {},
  ): RouteSteps<Many<Body, Out>, Headers> {
    return this.add<Many<Body, Out>>('mapEach', { expression: itemModel(map), ...options });
  }

  /** Checks the body with a schema of any Standard Schema library; the body becomes the schema's output. */
  schema<S extends StandardSchema>(schema: S): RouteSteps<SchemaOutput<S>, Headers> {
    return this.add<SchemaOutput<S>>('transform', {
      expression: expressionModel(async function checkSchema({ body }: Message) {
        const result = await schema['~standard'].validate(body);
        if (result.issues === undefined) return result.value;
        const reason = result.issues.map(issueText).join('; ');
        throw new RouteError('ROUTE_SCHEMA_MISMATCH', { place: schema['~standard'].vendor, reason });
      }),
    });
  }

  /** Says what the body is where the compiler cannot know. Nothing is checked. */
  castBody<T>(): RouteSteps<T, Headers> {
    return this.with<T, Headers>(this.state);
  }

  /** Declares headers that messages have from here on, for types alone. */
  declareHeaders<H extends HeaderTypes>(): RouteSteps<Body, Headers & H> {
    return this.with<Body, Headers & H>(this.state);
  }

  /** The header becomes a value, or what a function or expression answers; its type is known from here on. */
  setHeader<const Name extends string, T>(
    name: Name,
    value: Value<T, Body, Headers>,
  ): RouteSteps<Body, Headers & Readonly<Record<Name, T>>>;
  setHeader<const Name extends string, T extends Constant>(
    name: Name,
    value: T,
  ): RouteSteps<Body, Headers & Readonly<Record<Name, Widened<T>>>>;
  setHeader(name: string, value: unknown): unknown {
    return this.add('setHeader', { name, expression: expressionModel(value) });
  }

  setProperty(name: string, value: Value<unknown, Body, Headers> | Constant): RouteSteps<Body, Headers> {
    return this.add('setProperty', { name, expression: expressionModel(value) });
  }

  /** `name`, or with a scope: `global:name`, `route:routeId:name`. */
  setVariable(name: string, value: Value<unknown, Body, Headers> | Constant): RouteSteps<Body, Headers> {
    return this.add('setVariable', { name, expression: expressionModel(value) });
  }

  removeHeader<Name extends string>(name: Name): RouteSteps<Body, Omit<Headers, Name>> {
    return this.add<Body, Omit<Headers, Name>>('removeHeader', { name });
  }

  /** By name, wildcard (`Camel*`) or regular expression. */
  removeHeaders(pattern: string, excludePattern?: string): RouteSteps<Body, Headers> {
    return this.add('removeHeaders', { pattern, excludePattern });
  }

  removeProperty(name: string): RouteSteps<Body, Headers> {
    return this.add('removeProperty', { name });
  }

  removeVariable(name: string): RouteSteps<Body, Headers> {
    return this.add('removeVariable', { name });
  }

  convertBodyTo<const Type extends keyof ConvertedTypes>(
    type: Type,
    options: { readonly charset?: string } = {},
  ): RouteSteps<ConvertedTypes[Type], Headers> {
    return this.add<ConvertedTypes[Type]>('convertBodyTo', { type, ...options });
  }

  unmarshal<Data>(format: DataFormatRef<Data>): RouteSteps<Data, Headers> {
    return this.add<Data>('unmarshal', { dataFormat: formatModel(format) });
  }

  /** Text or bytes, as the format writes. */
  marshal<Data>(format: DataFormatRef<Data> & FitsFormat<Body, Data>): RouteSteps<string | Uint8Array, Headers> {
    return this.add<string | Uint8Array>('marshal', { dataFormat: formatModel(format) });
  }

  /** A line in Simple, or a function of the message. Do not log what may hold personal data. */
  log(
    message: string | ((message: Message<Body, Headers>) => string),
    options: { readonly loggingLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR'; readonly logName?: string } = {},
  ): RouteSteps<Body, Headers> {
    if (typeof message === 'string') return this.add('log', { message, ...options });
    const level = (options.loggingLevel ?? 'INFO').toLowerCase() as 'info';
    return this.process((seen) => seen.log[level](message(seen)));
  }

  /** Fails messages that the predicate does not take. */
  validate(predicate: Value<boolean, Body, Headers>): RouteSteps<Body, Headers> {
    return this.add('validate', { expression: expressionModel(predicate) });
  }

  sort<Item>(compare?: (a: ItemOf<Body>, b: ItemOf<Body>) => number): RouteSteps<readonly Item[], Headers> {
    return this.add<readonly Item[]>('sort', { comparator: compare });
  }

  claimCheck(
    operation: 'Get' | 'GetAndRemove' | 'Set' | 'Push' | 'Pop',
    options: { readonly key?: string; readonly filter?: string } = {},
  ): RouteSteps<Body, Headers> {
    return this.add('claimCheck', { operation, ...options });
  }
}

function formatModel(format: DataFormatRef) {
  return { kind: format.name, options: format.options ?? {} };
}
