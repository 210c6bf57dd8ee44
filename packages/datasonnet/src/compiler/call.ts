import type { CallStackEntry } from '../errors/datasonnet-errors.ts';
import { again } from '../runtime/closure-function.ts';
import type { Evaluation } from '../runtime/evaluation.ts';
import { FunctionValue } from '../runtime/function-value.ts';
import { NativeFunction } from '../runtime/native.ts';
import type { Frame, Thunk, Value } from '../runtime/value.ts';
import { newFrame } from '../runtime/value.ts';
import type { Call, Expression } from '../syntax/syntax-tree.ts';
import type { Code, Compiled } from './code.ts';
import { lazily } from './code.ts';
import type { Compiler } from './compiler.ts';
import type { EnclosingFunction, Scope } from './scope.ts';
import { frameAt } from './variable-access.ts';

type Delay = (frame: Frame) => Value | Thunk;

/** `callee(arguments)`. */
export function compileCall(
  compiler: Compiler,
  node: Call,
  scope: Scope,
  tail: EnclosingFunction | undefined,
): Compiled {
  const { evaluation } = compiler;
  const callee = compiler.compile(node.callee, scope);
  const positional = node.positional.map((argument) => compiler.compile(argument, scope));
  const site: CallStackEntry = { name: calleeName(node.callee), range: compiler.rangeOf(node) };
  const { constant } = callee;
  if (compiler.options.optimise && node.named.length === 0) {
    if (constant instanceof NativeFunction && suits(constant, positional.length)) {
      return nativeCall(evaluation, constant, positional, site);
    }
    if (tail && callsItself(node.callee, scope, tail, positional.length))
      return selfCall(compiler, positional, scope, tail);
  }
  const delays = node.tailstrict ? positional.map(({ run }) => run) : positional.map(({ delay }) => delay);
  if (node.named.length > 0) {
    const names = node.named.map(({ name }) => name.text);
    const named = node.named
      .map(({ value }) => compiler.compile(value, scope))
      .map((each) => (node.tailstrict ? each.run : each.delay));
    return namedCall(evaluation, callee.run, delays, names, named, site);
  }
  return plainCall(evaluation, callee.run, delays, site);
}

function calleeName(callee: Expression): string | undefined {
  if (callee.kind === 'Identifier') return callee.name;
  if (callee.kind !== 'FieldAccess') return undefined;
  const target = calleeName(callee.target);
  return target === undefined ? callee.name.text : `${target}.${callee.name.text}`;
}

function suits(fn: NativeFunction, given: number): boolean {
  return given <= fn.parameters.length && fn.parameters.slice(given).every((parameter) => parameter.optional);
}

/** A library function known beforehand: arguments go in evaluated, without thunks. */
function nativeCall(
  evaluation: Evaluation,
  fn: NativeFunction,
  given: readonly Compiled[],
  site: CallStackEntry,
): Compiled {
  const { run } = fn;
  const args: Delay[] = fn.parameters.map((parameter, at) => {
    const argument = given[at];
    if (!argument) {
      const value = fn.defaultOf(at);
      return () => value;
    }
    if (parameter.lazy) return argument.delay;
    return argument.run;
  });
  const checked = fn.parameters.map((parameter) => !parameter.lazy && parameter.kinds !== undefined);
  const accept = (at: number, value: Value | Thunk): Value | Thunk =>
    checked[at] ? fn.accept(evaluation, at, value) : value;
  const [first, second, third] = args;
  switch (args.length) {
    case 1:
      return lazily((frame) => {
        const a = first!(frame);
        evaluation.enter(site);
        const value = run(evaluation, accept(0, a));
        evaluation.depth--;
        return value;
      });
    case 2:
      return lazily((frame) => {
        const a = first!(frame);
        const b = second!(frame);
        evaluation.enter(site);
        const value = run(evaluation, accept(0, a), accept(1, b));
        evaluation.depth--;
        return value;
      });
    case 3:
      return lazily((frame) => {
        const a = first!(frame);
        const b = second!(frame);
        const c = third!(frame);
        evaluation.enter(site);
        const value = run(evaluation, accept(0, a), accept(1, b), accept(2, c));
        evaluation.depth--;
        return value;
      });
    default:
      return lazily((frame) => {
        const values = args.map((argument) => argument(frame));
        evaluation.enter(site);
        const value = run(evaluation, ...values.map((each, at) => accept(at, each)));
        evaluation.depth--;
        return value;
      });
  }
}

function callsItself(callee: Expression, scope: Scope, tail: EnclosingFunction, given: number): boolean {
  if (callee.kind !== 'Identifier' || !tail.variable || given !== tail.parameterCount) return false;
  return scope.lookup(callee.name) === tail.variable;
}

/** A call of the function itself at its end: the next round of a loop, which takes no stack. */
function selfCall(compiler: Compiler, args: readonly Compiled[], scope: Scope, tail: EnclosingFunction): Compiled {
  const { evaluation } = compiler;
  const { layout } = tail;
  const hops = scope.hopsTo(layout);
  const delays = args.map(({ delay }) => delay);
  tail.callsItself = true;
  return lazily((frame) => {
    const next = newFrame(layout.size, frameAt(frame, hops)[0] as Frame);
    for (let at = 0; at < delays.length; at++) next[at + 1] = delays[at]!(frame);
    evaluation.nextFrame = next;
    return again;
  });
}

function plainCall(evaluation: Evaluation, callee: Code, delays: readonly Delay[], site: CallStackEntry): Compiled {
  const [first, second] = delays;
  switch (delays.length) {
    case 1:
      return lazily((frame) => {
        const fn = functionOf(evaluation, callee(frame), site);
        const a = first!(frame);
        evaluation.enter(site);
        const value = fn.call1(evaluation, a);
        evaluation.depth--;
        return value;
      });
    case 2:
      return lazily((frame) => {
        const fn = functionOf(evaluation, callee(frame), site);
        const a = first!(frame);
        const b = second!(frame);
        evaluation.enter(site);
        const value = fn.call2(evaluation, a, b);
        evaluation.depth--;
        return value;
      });
    default:
      return lazily((frame) => {
        const fn = functionOf(evaluation, callee(frame), site);
        const args = delays.map((delay) => delay(frame));
        evaluation.enter(site);
        const value = fn.call(evaluation, args);
        evaluation.depth--;
        return value;
      });
  }
}

function namedCall(
  evaluation: Evaluation,
  callee: Code,
  delays: readonly Delay[],
  names: readonly string[],
  named: readonly Delay[],
  site: CallStackEntry,
): Compiled {
  return lazily((frame) => {
    const fn = functionOf(evaluation, callee(frame), site);
    const args = delays.map((delay) => delay(frame));
    const namedArgs = named.map((delay) => delay(frame));
    evaluation.enter(site);
    const value = fn.callNamed(evaluation, args, names, namedArgs);
    evaluation.depth--;
    return value;
  });
}

function functionOf(evaluation: Evaluation, value: Value, site: CallStackEntry): FunctionValue {
  if (value instanceof FunctionValue) return value;
  throw evaluation.fail('DS_KIND', `a ${evaluation.kindOf(value)} is no function and cannot be called`, site.range, {
    expected: 'function',
    found: evaluation.kindOf(value),
  });
}
