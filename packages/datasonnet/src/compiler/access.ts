import { fieldOrNone, isInheritedName, missingField, plainFieldOrNone } from '../runtime/field-access.ts';
import { levelSlot, selfSlot } from '../runtime/object-shape.ts';
import type { LayeredObject } from '../runtime/object-value.ts';
import { LayeredObject as LayeredObjectClass } from '../runtime/object-value.ts';
import type { Frame, Thunk, Value } from '../runtime/value.ts';
import { force } from '../runtime/value.ts';
import type { Expression, FieldAccess, IndexAccess, Slice } from '../syntax/syntax-tree.ts';
import type { Compiled } from './code.ts';
import { constantly, lazily } from './code.ts';
import type { Compiler } from './compiler.ts';
import type { Scope } from './scope.ts';
import { frameAt } from './variable-access.ts';

/** `target.name`, `target?.name` and `super.name`. */
export function compileFieldAccess(
  compiler: Compiler,
  node: FieldAccess,
  scope: Scope,
  fallback: Value | undefined,
): Compiled {
  if (node.target.kind === 'Super') return superField(compiler, node, constantly(node.name.text), scope, fallback);
  const { evaluation } = compiler;
  const { missingField: inherited, optimise, source } = compiler.options;
  const name = node.name.text;
  const range = compiler.rangeOf({ start: node.operatorStart, end: node.name.end });
  const target = compiler.compile(node.target, scope);
  if (optimise && target.constant instanceof LayeredObjectClass) {
    if (name === 'thisFile' && target.constant.has(name)) return constantly(source.name);
    const member = target.constant.get(name);
    if (member !== undefined) return constantly(member);
  }
  const read = isInheritedName(name) ? fieldOrNone : plainFieldOrNone;
  const { run: targetRun, attempt: targetAttempt, peek: targetPeek } = target;
  const { optional } = node;
  const run = (frame: Frame): Value => {
    const held = targetRun(frame);
    const value = read(held, name);
    if (value !== undefined) return value;
    if (optional && (held === null || evaluation.kindOf(held) === 'object')) return null;
    if (fallback !== undefined) return fallback;
    throw missingField(evaluation, held, name, range);
  };
  if (optional) return { run, delay: lazily(run).delay };
  const attempt = (frame: Frame): Value | undefined => {
    const held = targetAttempt && inherited === undefined ? targetAttempt(frame) : targetRun(frame);
    return held === undefined ? undefined : read(held, name);
  };
  // Only what lies in plain data: reading a field of an object literal may fail or take long.
  const peek =
    targetPeek && optimise
      ? (frame: Frame): Value | undefined => {
          const held = targetPeek(frame);
          return held === undefined || held instanceof LayeredObjectClass ? undefined : read(held, name);
        }
      : undefined;
  return lazily(run, { peek, attempt });
}

/** `target[index]`, `target?[index]` and `super[index]`. */
export function compileIndexAccess(compiler: Compiler, node: IndexAccess, scope: Scope): Compiled {
  const index = compiler.compile(node.index, scope);
  if (node.target.kind === 'Super') return superField(compiler, node, index, scope, undefined);
  const { evaluation } = compiler;
  const { optional } = node;
  const range = compiler.rangeOf({ start: node.operatorStart, end: node.end });
  const target = compiler.compile(node.target, scope);
  const { run: targetRun, attempt: targetAttempt } = target;
  const indexRun = index.run;
  const run = (frame: Frame): Value => {
    const held = targetRun(frame);
    const key = indexRun(frame);
    const value = part(held, key);
    if (value !== undefined) return value;
    if (optional && (held === null || typeof held === 'object')) {
      const kind = evaluation.kindOf(held);
      if (kind === 'null' || (kind === 'object' && typeof key === 'string') || (kind === 'array' && isPlace(key)))
        return null;
    }
    if (typeof key === 'string' && evaluation.kindOf(held) === 'object') {
      if (index.constant === key) throw missingField(evaluation, held, key, range);
      // A name that was computed may come from the payload, which does not belong in messages.
      throw evaluation.fail('DS_FIELD', 'there is no field of the name that this index gives', range);
    }
    return evaluation.semantics.index(evaluation, held, key, range);
  };
  if (optional) return { run, delay: lazily(run).delay };
  const attempt = (frame: Frame): Value | undefined => {
    const held = targetAttempt ? targetAttempt(frame) : targetRun(frame);
    if (held === undefined) return undefined;
    const key = indexRun(frame);
    const value = part(held, key);
    if (value !== undefined || typeof held === 'object') return value;
    return evaluation.semantics.index(evaluation, held, key, range);
  };
  return lazily(run, { attempt });
}

function isPlace(key: Value): boolean {
  return typeof key === 'number' && Number.isInteger(key) && key >= 0;
}

/** The element or field, when there plainly is one. */
function part(held: Value, key: Value): Value | undefined {
  if (typeof key === 'number') {
    if (!Array.isArray(held)) return undefined;
    const element = held[key] as Value | Thunk | undefined;
    if (typeof element !== 'object' || element === null) return element;
    return force(element);
  }
  return typeof key === 'string' ? fieldOrNone(held, key) : undefined;
}

function superField(
  compiler: Compiler,
  node: FieldAccess | IndexAccess,
  name: Compiled,
  scope: Scope,
  fallback: Value | undefined,
): Compiled {
  const { evaluation } = compiler;
  const range = compiler.rangeOf({ start: node.operatorStart, end: node.end });
  const own = scope.lookup('self');
  if (!own || 'constant' in own) return noSuper(compiler, node.target);
  const hops = scope.hopsTo(own.layout);
  const { run: nameRun } = name;
  return lazily((frame) => {
    const at = frameAt(frame, hops);
    const level = at[levelSlot] as number;
    const key = nameRun(frame);
    if (level === 0) throw evaluation.fail('DS_NAME', 'super is the object before +, and there is none here', range);
    if (typeof key !== 'string') {
      throw evaluation.fail('DS_KIND', `the name of a field is a string, found ${evaluation.kindOf(key)}`, range);
    }
    const value = (at[selfSlot] as LayeredObject).getBelow(key, level);
    if (value !== undefined) return value;
    if (fallback !== undefined) return fallback;
    throw evaluation.fail('DS_FIELD', `the object before + has no field ${key}`, range, { name: key });
  });
}

export function noSuper(compiler: Compiler, node: Expression): Compiled {
  return compiler.failing('DS_NAME', 'super is the object before +, and there is none here', node);
}

/** `name in super`. */
export function compileInSuper(compiler: Compiler, left: Expression, node: Expression, scope: Scope): Compiled {
  const { evaluation } = compiler;
  const own = scope.lookup('self');
  if (!own || 'constant' in own) return noSuper(compiler, node);
  const hops = scope.hopsTo(own.layout);
  const name = compiler.compile(left, scope).run;
  const range = compiler.rangeOf(left);
  return lazily((frame) => {
    const at = frameAt(frame, hops);
    const key = name(frame);
    if (typeof key !== 'string') {
      throw evaluation.fail('DS_KIND', `the name of a field is a string, found ${evaluation.kindOf(key)}`, range);
    }
    return (at[selfSlot] as LayeredObject).hasBelow(key, at[levelSlot] as number);
  });
}

/** `target[from:to:step]`, and `target[]`, which is always an error. */
export function compileSlice(compiler: Compiler, node: Slice, scope: Scope): Compiled {
  const { evaluation } = compiler;
  const range = compiler.rangeOf({ start: node.operatorStart, end: node.end });
  if (node.colons === 0) return compiler.failing('DS_INDEX', 'an index is missing between [ and ]', node);
  const target = compiler.compile(node.target, scope).run;
  const [from, to, step] = [node.from, node.to, node.step].map((bound) => bound && compiler.compile(bound, scope).run);
  return lazily((frame) =>
    evaluation.semantics.slice(
      evaluation,
      target(frame),
      { from: from?.(frame), to: to?.(frame), step: step?.(frame) },
      range,
    ),
  );
}
