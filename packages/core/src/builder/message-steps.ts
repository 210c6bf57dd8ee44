import type { OptionsOf } from '../component/option-spec.ts';
import type { claimCheck } from '../eip/claim-check.ts';
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

type ValueType<V> = V extends (...input: never) => infer Out
  ? Awaited<Out>
  : V extends ExpressionRef<infer Out>
    ? Out
    : Widened<V>;

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

  /** Sets several headers in order; their types are known from here on. */
  setHeaders<const Values extends Readonly<Record<string, Value<unknown, Body, Headers> | Constant>>>(
    values: Values,
  ): RouteSteps<Body, Headers & { readonly [Name in keyof Values]: ValueType<Values[Name]> }> {
    return this.add<Body, Headers & { readonly [Name in keyof Values]: ValueType<Values[Name]> }>('setHeaders', {
      headers: namedValues(values),
    });
  }

  setVariables(values: Readonly<Record<string, Value<unknown, Body, Headers> | Constant>>): RouteSteps<Body, Headers> {
    return this.add('setVariables', { variables: namedValues(values) });
  }

  /** Whether those that come after it answer. */
  setExchangePattern(pattern: 'InOnly' | 'InOut'): RouteSteps<Body, Headers> {
    return this.add('setExchangePattern', { pattern });
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

  /** By name, wildcard or regular expression. */
  removeProperties(pattern: string, excludePattern?: string): RouteSteps<Body, Headers> {
    return this.add('removeProperties', { pattern, excludePattern });
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

  convertHeaderTo<const Name extends string, const Type extends keyof ConvertedTypes>(
    name: Name,
    type: Type,
    options: { readonly charset?: string } = {},
  ): RouteSteps<Body, Omit<Headers, Name> & Readonly<Record<Name, ConvertedTypes[Type]>>> {
    return this.add<Body, Omit<Headers, Name> & Readonly<Record<Name, ConvertedTypes[Type]>>>('convertHeaderTo', {
      name,
      type,
      ...options,
    });
  }

  convertVariableTo(
    name: string,
    type: keyof ConvertedTypes,
    options: { readonly toName?: string; readonly charset?: string } = {},
  ): RouteSteps<Body, Headers> {
    return this.add('convertVariableTo', { name, type, ...options });
  }

  /** Makes the body what it is called: by a transformer, a bean of the name of the type. */
  transformDataType<Out = unknown>(
    toType: string,
    options: { readonly fromType?: string } = {},
  ): RouteSteps<Out, Headers> {
    return this.add<Out>('transformDataType', { toType, ...options });
  }

  /** Calls a method of a bean with the body; what it answers becomes the body. For functions take {@link transform}. */
  bean<Out = unknown>(ref: string | object, method?: string): RouteSteps<Out, Headers> {
    return this.add<Out>('bean', { ref, method });
  }

  /** Evaluates an expression for what it does; its value is dropped. */
  script(value: Value<unknown, Body, Headers>): RouteSteps<Body, Headers> {
    return this.add('script', { expression: expressionModel(value) });
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
    options: Omit<OptionsOf<typeof claimCheck.options>, 'operation'> = {},
  ): RouteSteps<Body, Headers> {
    return this.add('claimCheck', { operation, ...options });
  }
}

function namedValues(values: Readonly<Record<string, unknown>>) {
  return Object.entries(values).map(([name, value]) => ({ name, expression: expressionModel(value) }));
}

function formatModel(format: DataFormatRef) {
  return { kind: format.name, options: format.options ?? {} };
}
