import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { settleValue } from './then-run.ts';
import { withoutPrefix } from '../language/bean-call.ts';
import { lookingStep } from '../stream-cache/looking-step.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Calls a method of a bean. */
export const bean = {
  name: 'bean',
  description: 'Calls a method of a bean.',
  shape: 'step',
  options: {
    ref: option.ref<unknown>()({ description: 'The bean: name or object.' }),
    beanType: option.string({ description: 'Class of a bean made at need; use ref here.' }),
    method: option.string({ description: 'Method, with or without arguments in brackets.' }),
    scope: option.enum(['Singleton', 'Request', 'Prototype'], {
      description: 'How often the bean is made.',
      default: 'Singleton',
    }),
  },
  shorthand: 'ref',
  compile: compileBean,
} as const satisfies EipDefinition;

async function compileBean(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { ref, beanType, method, scope } = step.options as ResolvedOptions<typeof bean.options>;
  const looks = (look: Processor) => lookingStep(look, step, compiler);
  if (typeof ref === 'function') return looks(ref as Processor);
  if (ref === undefined && beanType === undefined) throw compiler.refuse(step, 'ref or beanType must be configured.');
  const name = typeof ref === 'string' ? withoutPrefix(compiler.resolve(ref)) : undefined;
  if (ref !== undefined) compiler.bean(name ?? ref, `bean in route ${compiler.routeId}`);
  if (name === undefined && ref !== undefined)
    return looks(methodOf(ref as Record<string, unknown>, method, step, compiler));
  const options = name === undefined ? { beanType, method, scope } : { ref: name, method, scope };
  const call = await compiler.bodyExpression({
    language: 'method',
    expression: '',
    options: withoutUndefined(options),
  });
  return looks((exchange, signal) => {
    const { idShown } = exchange;
    return settleValue(call.evaluate(exchange, signal), (value) => {
      // Unlike a bean in an expression, one that is a step does not ask its exchange for the id.
      exchange.idShown = idShown;
      keep(exchange, value);
    });
  });
}

/** A method of an object given in TypeScript: it gets the body. */
function methodOf(
  object: Record<string, unknown>,
  name: string | undefined,
  step: StepModel,
  compiler: Compiler,
): Processor {
  const method = object[name ?? 'process'];
  if (typeof method !== 'function') throw compiler.refuse(step, `the bean has no method "${name ?? 'process'}".`);
  const call = method as (body: unknown) => unknown;
  return (exchange) => settleValue(call.call(object, exchange.body), (value) => keep(exchange, value));
}

/** A method that gives nothing leaves the body as it is; null is something. */
function keep(exchange: Exchange, value: unknown): void {
  if (value !== undefined) exchange.body = value;
}

function withoutUndefined(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
