import { entriesOf, sliceOf, valueAt } from './jq-access.ts';
import { jqDefinitions } from './jq-definitions.ts';
import { formatted } from './jq-formats.ts';
import { jqFunctions, type JqRun } from './jq-functions.ts';
import { applyOperator, number } from './jq-operators.ts';
import { placesOf } from './jq-places.ts';
import { bindings, called, defined, type JqScope } from './jq-scope.ts';
import { JqBreak, JqError, type JqNode } from './jq-syntax.ts';
import { updated } from './jq-updates.ts';
import { recurse, shownJson, truthy, type JsonTree } from './jq-value.ts';

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
      yield* texts(node.parts, input, scope, plain);
      return;
    case 'format':
      yield* formats(node, input, scope);
      return;
    case 'variable': {
      const value = scope.variables[node.name];
      if (value === undefined) throw new JqError(`$${node.name} is not defined`);
      yield value;
      return;
    }
    case 'index':
      for (const target of runJq(node.target, input, scope)) {
        for (const key of runJq(node.index, input, scope)) {
          const value = valueAt(target, key, node.optional);
          if (value !== undefined) yield value;
        }
      }
      return;
    case 'slice':
      yield* slices(node, input, scope);
      return;
    case 'iterate':
      for (const target of runJq(node.target, input, scope)) {
        for (const [, value] of entriesOf(target, node.optional)) yield value;
      }
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
    case 'update':
      yield* updated(node, input, scope, runJq);
      return;
    case 'define':
      yield* runJq(node.rest, input, defined(scope, node.name, node.made));
      return;
    case 'label':
      yield* labelled(node, input, scope);
      return;
    case 'break':
      throw new JqBreak(scope.labels?.[node.name] ?? node.name);
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
        for (const inner of bindings(node.pattern, value, scope, runJq)) yield* runJq(node.body, input, inner);
      return;
    case 'reduce':
    case 'foreach':
      yield* fold(node, input, scope);
      return;
    case 'call':
      yield* call(node, input, scope);
  }
}

function* call(node: JqNode & { kind: 'call' }, input: JsonTree, scope: JqScope): Generator<JsonTree> {
  const name = `${node.name}/${node.args.length}`;
  const made = scope.functions?.[name];
  if (made !== undefined) {
    for (const inner of called(made, node.args, input, scope, runJq)) yield* runJq(made.body, input, inner);
    return;
  }
  const known = jqFunctions[name];
  if (known !== undefined) {
    const run: JqRun = (filter, value) => runJq(filter, value, scope);
    yield* known(input, node.args, run, (filter, value) => placesOf(filter, { path: [], value }, scope, runJq));
    return;
  }
  const definition = jqDefinitions()[name];
  if (definition !== undefined) {
    for (const inner of called(definition, node.args, input, scope, runJq)) yield* runJq(definition.body, input, inner);
    return;
  }
  const args = node.args.map((arg) => [...runJq(arg, input, scope)][0] ?? null);
  const value = scope.call(node.name, args);
  if (value === undefined) throw new JqError(`Function ${name} does not exist`);
  yield value;
}

/** What a label gives until something breaks out of it. */
function* labelled(node: JqNode & { kind: 'label' }, input: JsonTree, scope: JqScope): Generator<JsonTree> {
  const label = {};
  try {
    yield* runJq(node.body, input, { ...scope, labels: { ...scope.labels, [node.name]: label } });
  } catch (error) {
    if (!(error instanceof JqBreak) || error.label !== label) throw error;
  }
}

function* slices(node: JqNode & { kind: 'slice' }, input: JsonTree, scope: JqScope): Generator<JsonTree> {
  const bounds = (end: JqNode | undefined) => (end === undefined ? [undefined] : [...runJq(end, input, scope)]);
  for (const target of runJq(node.target, input, scope)) {
    for (const from of bounds(node.from)) {
      for (const to of bounds(node.to)) {
        yield sliceOf(target, from ?? null, to ?? null);
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
    if (typeof key !== 'string')
      throw new JqError(`Cannot use ${shownJson(key)} as object key`, 'JsonQueryTypeException');
    for (const value of runJq(first.value, input, scope)) {
      for (const more of objects(rest, input, scope)) yield { [key]: value, ...(more as Record<string, JsonTree>) };
    }
  }
}

const plain = (value: JsonTree) => (typeof value === 'string' ? value : JSON.stringify(value));

/** A text for each combination of what its parts give. */
function* texts(
  parts: readonly (string | JqNode)[],
  input: JsonTree,
  scope: JqScope,
  written: (value: JsonTree) => string,
): Generator<string> {
  const [first, ...rest] = parts;
  if (first === undefined) {
    yield '';
    return;
  }
  for (const tail of texts(rest, input, scope, written)) {
    if (typeof first === 'string') yield first + tail;
    else for (const value of runJq(first, input, scope)) yield written(value) + tail;
  }
}

function* formats(node: JqNode & { kind: 'format' }, input: JsonTree, scope: JqScope): Generator<JsonTree> {
  const written = (value: JsonTree) => formatted(node.format, value);
  if (node.text === undefined) yield written(input);
  else if (node.text.kind === 'text') yield* texts(node.text.parts, input, scope, written);
  else yield* runJq(node.text, input, scope);
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
      for (const inner of bindings(node.pattern, value, scope, runJq)) {
        state = [...runJq(node.update, state, inner)].at(-1) ?? null;
        if (node.kind === 'foreach') {
          if (node.extract === undefined) yield state;
          else yield* runJq(node.extract, state, inner);
        }
      }
    }
    if (node.kind === 'reduce') yield state;
  }
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
      } else yield applyOperator(operator, left, right);
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
