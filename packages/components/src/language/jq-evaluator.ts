import { JqError, type JqNode } from './jq-syntax.ts';
import { jqFunctions } from './jq-functions.ts';
import { add, compareJson, isJsonObject, jsonKind, recurse, truthy, type JsonTree } from './jq-value.ts';

/** What a filter may ask for beside its input. */
export interface JqScope {
  readonly variables: Readonly<Record<string, JsonTree>>;
  /** Functions of the host (`header`, `body`), or undefined. */
  call(name: string, args: readonly JsonTree[]): JsonTree | undefined;
}

/** The results of a filter for an input, one after another. */
export function* runJq(node: JqNode, input: JsonTree, scope: JqScope): Generator<JsonTree> {
  switch (node.kind) {
    case 'identity':
      yield input;
      return;
    case 'recurse':
      yield* recurse(input);
      return;
    case 'literal':
      yield node.value;
      return;
    case 'text':
      yield textOf(node.parts, input, scope);
      return;
    case 'variable': {
      const value = scope.variables[node.name];
      if (value === undefined) throw new JqError(`$${node.name} is not defined`);
      yield value;
      return;
    }
    case 'index':
      for (const target of runJq(node.target, input, scope)) {
        for (const key of runJq(node.index, input, scope)) yield* indexed(target, key, node.optional);
      }
      return;
    case 'slice':
      yield* slices(node, input, scope);
      return;
    case 'iterate':
      for (const target of runJq(node.target, input, scope)) yield* items(target, node.optional);
      return;
    case 'array':
      yield node.inner === undefined ? [] : [...runJq(node.inner, input, scope)];
      return;
    case 'object':
      yield* objects(node.entries, input, scope);
      return;
    case 'negate':
      for (const value of runJq(node.operand, input, scope)) yield -number(value);
      return;
    case 'comma':
      yield* runJq(node.left, input, scope);
      yield* runJq(node.right, input, scope);
      return;
    case 'pipe':
      for (const value of runJq(node.left, input, scope)) yield* runJq(node.right, value, scope);
      return;
    case 'operator':
      yield* operate(node, input, scope);
      return;
    case 'if':
      yield* branch(node, input, scope);
      return;
    case 'try':
      try {
        yield* runJq(node.body, input, scope);
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
        if (node.handler !== undefined) yield* runJq(node.handler, error.value as JsonTree, scope);
      }
      return;
    case 'bind':
      for (const value of runJq(node.source, input, scope))
        yield* runJq(node.body, input, bound(scope, node.name, value));
      return;
    case 'reduce':
    case 'foreach':
      yield* fold(node, input, scope);
      return;
    case 'call':
      yield* call(node, input, scope);
  }
}

const bound = (scope: JqScope, name: string, value: JsonTree): JqScope => ({
  variables: { ...scope.variables, [name]: value },
  call: (called, args) => scope.call(called, args),
});

function* call(node: JqNode & { kind: 'call' }, input: JsonTree, scope: JqScope): Generator<JsonTree> {
  const known = jqFunctions[`${node.name}/${node.args.length}`];
  if (known !== undefined) {
    const run = (filter: JqNode, value: JsonTree) => runJq(filter, value, scope);
    yield* known(input, node.args, run);
    return;
  }
  const args = node.args.map((arg) => [...runJq(arg, input, scope)][0] ?? null);
  const value = scope.call(node.name, args);
  if (value === undefined) throw new JqError(`${node.name}/${node.args.length} is not defined`);
  yield value;
}

function* items(value: JsonTree, optional: boolean): Generator<JsonTree> {
  if (Array.isArray(value)) yield* value as JsonTree[];
  else if (isJsonObject(value)) yield* Object.values(value);
  else if (!optional) throw new JqError(`Cannot iterate over ${jsonKind(value)}`);
}

function* indexed(target: JsonTree, key: JsonTree, optional: boolean): Generator<JsonTree> {
  if (target === null) yield null;
  else if (typeof key === 'string' && isJsonObject(target)) yield Object.hasOwn(target, key) ? target[key]! : null;
  else if (typeof key === 'number' && Array.isArray(target)) yield (target as JsonTree[]).at(Math.floor(key)) ?? null;
  else if (!optional) throw new JqError(`Cannot index ${jsonKind(target)} with ${JSON.stringify(key)}`);
}

function* slices(node: JqNode & { kind: 'slice' }, input: JsonTree, scope: JqScope): Generator<JsonTree> {
  const bounds = (end: JqNode | undefined) => (end === undefined ? [undefined] : [...runJq(end, input, scope)]);
  for (const target of runJq(node.target, input, scope)) {
    for (const from of bounds(node.from)) {
      for (const to of bounds(node.to)) {
        const [start, end] = [from ?? undefined, to ?? undefined] as [number | undefined, number | undefined];
        if (typeof target === 'string') yield target.slice(start, end);
        else if (Array.isArray(target)) yield (target as JsonTree[]).slice(start, end);
        else if (target === null) yield null;
        else throw new JqError(`Cannot index ${jsonKind(target)} with object`);
      }
    }
  }
}

function* objects(
  entries: readonly { readonly key: JqNode; readonly value: JqNode }[],
  input: JsonTree,
  scope: JqScope,
): Generator<JsonTree> {
  const [first, ...rest] = entries;
  if (first === undefined) {
    yield {};
    return;
  }
  for (const key of runJq(first.key, input, scope)) {
    if (typeof key !== 'string') throw new JqError('Object keys must be strings');
    for (const value of runJq(first.value, input, scope)) {
      for (const more of objects(rest, input, scope)) yield { [key]: value, ...(more as Record<string, JsonTree>) };
    }
  }
}

function textOf(parts: readonly (string | JqNode)[], input: JsonTree, scope: JqScope): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = [...runJq(part, input, scope)][0] ?? null;
      return typeof value === 'string' ? value : JSON.stringify(value);
    })
    .join('');
}

function* branch(node: JqNode & { kind: 'if' }, input: JsonTree, scope: JqScope, at = 0): Generator<JsonTree> {
  const next = node.branches[at];
  if (next === undefined) {
    if (node.otherwise === undefined) yield input;
    else yield* runJq(node.otherwise, input, scope);
    return;
  }
  for (const test of runJq(next.test, input, scope)) {
    if (truthy(test)) yield* runJq(next.yes, input, scope);
    else yield* branch(node, input, scope, at + 1);
  }
}

function* fold(node: JqNode & { kind: 'reduce' | 'foreach' }, input: JsonTree, scope: JqScope): Generator<JsonTree> {
  for (const start of runJq(node.start, input, scope)) {
    let state: JsonTree = start;
    for (const value of runJq(node.source, input, scope)) {
      const inner = bound(scope, node.name, value);
      state = [...runJq(node.update, state, inner)].at(-1) ?? null;
      if (node.kind === 'foreach') {
        if (node.extract === undefined) yield state;
        else yield* runJq(node.extract, state, inner);
      }
    }
    if (node.kind === 'reduce') yield state;
  }
}

function number(value: JsonTree): number {
  if (typeof value === 'number') return value;
  throw new JqError(`${jsonKind(value)} (${JSON.stringify(value)}) is no number`);
}

function* operate(node: JqNode & { kind: 'operator' }, input: JsonTree, scope: JqScope): Generator<JsonTree> {
  const { operator } = node;
  if (operator === '//') {
    const found = alternatives(node.left, input, scope);
    if (found.length > 0) yield* found;
    else yield* runJq(node.right, input, scope);
    return;
  }
  for (const right of operator === 'and' || operator === 'or' ? [null] : runJq(node.right, input, scope)) {
    for (const left of runJq(node.left, input, scope)) {
      if (operator === 'and' || operator === 'or') {
        if (truthy(left) === (operator === 'or')) yield operator === 'or';
        else for (const value of runJq(node.right, input, scope)) yield truthy(value);
      } else yield apply(operator, left, right);
    }
  }
}

function alternatives(left: JqNode, input: JsonTree, scope: JqScope): JsonTree[] {
  try {
    return [...runJq(left, input, scope)].filter(truthy);
  } catch (error) {
    if (error instanceof JqError) return [];
    throw error;
  }
}

function apply(operator: string, left: JsonTree, right: JsonTree): JsonTree {
  switch (operator) {
    case '+':
      return add(left, right);
    case '-':
      if (Array.isArray(left) && Array.isArray(right)) {
        const gone = right as JsonTree[];
        return (left as JsonTree[]).filter((item) => !gone.some((other) => compareJson(item, other) === 0));
      }
      return number(left) - number(right);
    case '*':
      if (isJsonObject(left) && isJsonObject(right)) return { ...left, ...right };
      if (typeof left === 'string' && typeof right === 'number') return right > 0 ? left.repeat(right) : null;
      return number(left) * number(right);
    case '/':
      if (typeof left === 'string' && typeof right === 'string') return left.split(right);
      if (right === 0) throw new JqError(`${JSON.stringify(left)} cannot be divided by zero`);
      return number(left) / number(right);
    case '%':
      return Math.trunc(number(left)) % Math.trunc(number(right));
    default: {
      const order = compareJson(left, right);
      if (operator === '==') return order === 0;
      if (operator === '!=') return order !== 0;
      if (operator === '<') return order < 0;
      if (operator === '<=') return order <= 0;
      return operator === '>' ? order > 0 : order >= 0;
    }
  }
}
