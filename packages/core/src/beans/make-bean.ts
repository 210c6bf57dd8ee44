import { MemoryIdempotentRepository } from '../eip/memory-idempotent-repository.ts';
import { standardStrategies } from '../eip/standard-strategies.ts';
import { javaValue } from './java-value.ts';
import { RouteError } from '../errors/route-error.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import type { BeanModel } from '../model/route-model.ts';

/** What making a bean needs of its context. */
export interface BeanSurroundings {
  /** Registered objects and classes, by name. */
  lookup(name: string): unknown;
  names(): Iterable<string>;
  /** Text with its placeholders replaced. */
  resolve(text: string): string;
}

type Fail = (reason: string, option?: string, cause?: unknown) => Error;

type Constructor = new (...values: unknown[]) => object;

/**
 * Makes a bean of a `beans:` list. Its `type` names a class (or a function that makes objects) registered as a bean under
 * that name, one of Camel's own aggregation strategies, its idempotent repository in memory, or with `#bean:name` another bean. Nothing is loaded by name.
 *
 * @throws RouteError ROUTE_BAD_BEAN
 */
export function makeBean(model: BeanModel, around: BeanSurroundings): unknown {
  const fail = (reason: string, option?: string, cause?: unknown) =>
    new RouteError(
      'ROUTE_BAD_BEAN',
      { what: `bean ${model.name}`, found: model.type, reason, ...(option === undefined ? {} : { option }) },
      { source: model.source, ...(cause === undefined ? {} : { cause }) },
    );
  const options = model.options ?? {};
  for (const word of ['script', 'scriptLanguage', 'builderClass', 'factoryBean', 'factoryMethod']) {
    if (options[word] !== undefined)
      throw fail(`"${word}" is not supported. Register the object in the application.`, word);
  }
  const { name, args } = splitType(around.resolve(model.type));
  const bean = create(name, [...args, ...constructorValues(options['constructors'], around, fail)], around, fail);
  for (const [key, value] of Object.entries(model.properties ?? {})) {
    setProperty(bean as Record<string, unknown>, key, resolved(value, around, fail), fail);
  }
  const init = options['initMethod'];
  if (typeof init === 'string') {
    const call = (bean as Record<string, unknown>)[init];
    if (typeof call !== 'function') throw fail(`it has no method "${init}".`);
    call.call(bean);
  }
  return bean;
}

/** `#class:Name('a', 5)` is a class with arguments. */
function splitType(type: string): { name: string; args: unknown[] } {
  const found = /^(?:#(?:class|bean|type):)?([^(]+?)\s*(?:\((.*)\))?$/s.exec(type);
  const list = found?.[2]?.trim() ?? '';
  const args = list === '' ? [] : list.split(',').map((text) => literal(text.trim()));
  return { name: found?.[1] ?? type, args };
}

function literal(text: string): unknown {
  const quoted = /^(['"])(.*)\1$/s.exec(text);
  if (quoted) return quoted[2];
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}

function constructorValues(constructors: unknown, around: BeanSurroundings, fail: Fail): unknown[] {
  if (typeof constructors !== 'object' || constructors === null) return [];
  const byPlace = Object.entries(constructors as Record<string, unknown>);
  return byPlace.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => resolved(value, around, fail));
}

function resolved(value: unknown, around: BeanSurroundings, fail: Fail): unknown {
  if (typeof value !== 'string') return value;
  const text = around.resolve(value);
  if (!text.startsWith('#bean:')) return text;
  const other = around.lookup(text.slice('#bean:'.length));
  if (other === undefined) throw fail(`there is no bean "${text.slice('#bean:'.length)}".`);
  return other;
}

function create(name: string, args: unknown[], around: BeanSurroundings, fail: Fail): unknown {
  const known = around.lookup(name);
  if (typeof known === 'function') return made(known as Constructor, args, fail);
  if (known !== undefined) return known;
  const strategy = /^(?:[\w.]*\.)?(\w+?)AggregationStrategy$/.exec(name)?.[1];
  const standard = strategy === undefined ? undefined : standardStrategies[strategy];
  if (standard !== undefined) return standard(typeof args[0] === 'string' ? args[0] : undefined);
  if (/^(?:[\w.]*\.)?MemoryIdempotentRepository$/.test(name)) return new MemoryIdempotentRepository();
  const value = javaValue(name, args);
  if (value !== undefined) return value;
  throw fail(`no class is registered under that name.${nearestHint(name, around.names())}`);
}

/** What a class or maker throws is told with the bean; a function that is meant to be the bean itself fails here, too. */
function made(maker: Constructor, args: unknown[], fail: Fail): unknown {
  try {
    return make(maker, args);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error as string);
    throw fail(
      `what is registered under that name cannot make it (${reason}). A class stands there, or a function that makes the ` +
        `object: "() => bean" for one that is itself the bean.`,
      undefined,
      error,
    );
  }
}

/** A class is constructed, any other function is called. */
function make(maker: Constructor, args: unknown[]): unknown {
  const isClass = /^class\b/.test(Function.prototype.toString.call(maker));
  return isClass ? new maker(...args) : (maker as unknown as (...values: unknown[]) => unknown)(...args);
}

/** By its setter when it has one; a number where the object has a number. */
function setProperty(
  bean: Record<string, unknown>,
  key: string,
  value: unknown,
  fail: (reason: string, option: string) => Error,
): void {
  const capital = key.charAt(0).toUpperCase() + key.slice(1);
  const getter = bean[`get${capital}`];
  const current: unknown = typeof getter === 'function' ? getter.call(bean) : bean[key];
  const typed =
    typeof current === 'number'
      ? Number(value)
      : typeof current === 'boolean'
        ? value === 'true' || value === true
        : value;
  if (typeof typed === 'number' && Number.isNaN(typed)) throw fail(`the property "${key}" is a number.`, key);
  const setter = bean[`set${capital}`];
  if (typeof setter === 'function') setter.call(bean, typed);
  else if (key in bean) bean[key] = typed;
  else throw fail(`it has no property "${key}".`, key);
}
