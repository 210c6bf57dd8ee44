import { entriesOf, valueAt } from './jq-access.ts';
import { jqDefinitions } from './jq-definitions.ts';
import { bindings, called, defined, type JqEvaluate, type JqScope } from './jq-scope.ts';
import { JqBreak, JqError, type JqNode } from './jq-syntax.ts';
import { isJsonObject, truthy, type JsonTree } from './jq-value.ts';

/** A value, and the keys that lead to it. */
export interface JqPlace {
  readonly path: readonly JsonTree[];
  readonly value: JsonTree;
}

/** Functions that give their input or nothing: they keep the place. */
const selecting = new Set(
  ['select/1', 'values/0', 'nulls/0', 'booleans/0', 'numbers/0', 'strings/0', 'arrays/0', 'objects/0'].concat([
    'iterables/0',
    'scalars/0',
  ]),
);

/** The places a filter leads to; what computes a new value has none. */
export function* placesOf(node: JqNode, at: JqPlace, scope: JqScope, run: JqEvaluate): Generator<JqPlace> {
  const places = (filter: JqNode, from: JqPlace, inner = scope) => placesOf(filter, from, inner, run);
  switch (node.kind) {
    case 'identity':
      yield at;
      return;
    case 'recurse':
      yield* below(at);
      return;
    case 'index':
      for (const target of places(node.target, at)) {
        for (const key of run(node.index, at.value, scope)) {
          const value = valueAt(target.value, key, node.optional);
          if (value !== undefined) yield { path: [...target.path, key], value };
        }
      }
      return;
    case 'slice':
      yield* slicePlaces(node, at, scope, run);
      return;
    case 'iterate':
      for (const target of places(node.target, at)) {
        for (const [key, value] of entriesOf(target.value, node.optional)) yield { path: [...target.path, key], value };
      }
      return;
    case 'comma':
      yield* places(node.left, at);
      yield* places(node.right, at);
      return;
    case 'pipe':
      for (const left of places(node.left, at)) yield* places(node.right, left);
      return;
    case 'operator':
      if (node.operator !== '//') break;
      yield* alternativePlaces(node, at, scope, run);
      return;
    case 'if':
      yield* branchPlaces(node, at, scope, run);
      return;
    case 'try':
      try {
        yield* places(node.body, at);
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
        if (node.handler !== undefined) yield* places(node.handler, { path: [], value: error.value as JsonTree });
      }
      return;
    case 'bind':
      for (const value of run(node.source, at.value, scope)) {
        for (const inner of bindings(node.pattern, value, scope, run)) yield* places(node.body, at, inner);
      }
      return;
    case 'reduce':
    case 'foreach':
      yield* foldPlaces(node, at, scope, run);
      return;
    case 'define':
      yield* places(node.rest, at, defined(scope, node.name, node.made));
      return;
    case 'label': {
      const label = {};
      try {
        yield* places(node.body, at, { ...scope, labels: { ...scope.labels, [node.name]: label } });
      } catch (error) {
        if (!(error instanceof JqBreak) || error.label !== label) throw error;
      }
      return;
    }
    case 'call':
      yield* callPlaces(node, at, scope, run);
      return;
    default:
  }
  yield* notPlaces(node, at, scope, run);
}

/** `empty` and `error` may stand where a place is wanted; a computed value may not. */
function notPlaces(node: JqNode, at: JqPlace, scope: JqScope, run: JqEvaluate): readonly JqPlace[] {
  const [value] = run(node, at.value, scope);
  if (value === undefined) return [];
  throw new JqError(`Invalid path expression with result ${JSON.stringify(value)}`);
}

function* callPlaces(
  node: JqNode & { kind: 'call' },
  at: JqPlace,
  scope: JqScope,
  run: JqEvaluate,
): Generator<JqPlace> {
  const name = `${node.name}/${node.args.length}`;
  const made = scope.functions?.[name] ?? (selecting.has(name) ? undefined : jqDefinitions()[name]);
  if (made !== undefined) {
    for (const inner of called(made, node.args, at.value, scope, run)) yield* placesOf(made.body, at, inner, run);
  } else if (selecting.has(name)) {
    for (const _ of run(node, at.value, scope)) yield at;
  } else if (name === 'getpath/1') {
    for (const path of run(node.args[0]!, at.value, scope)) {
      yield { path: [...at.path, ...(path as JsonTree[])], value: valueOfPath(at.value, path) };
    }
  } else yield* notPlaces(node, at, scope, run);
}

/** What keys lead to; null where they lead to nothing. */
export function valueOfPath(value: JsonTree, path: JsonTree): JsonTree {
  if (!Array.isArray(path)) throw new JqError('Path must be specified as an array');
  let found = value;
  for (const key of path as JsonTree[]) found = valueAt(found, key, false)!;
  return found;
}

function* below(at: JqPlace): Generator<JqPlace> {
  yield at;
  if (!Array.isArray(at.value) && !isJsonObject(at.value)) return;
  for (const [key, value] of entriesOf(at.value, true)) yield* below({ path: [...at.path, key], value });
}

function* slicePlaces(
  node: JqNode & { kind: 'slice' },
  at: JqPlace,
  scope: JqScope,
  run: JqEvaluate,
): Generator<JqPlace> {
  const bounds = (end: JqNode | undefined) => (end === undefined ? [null] : [...run(end, at.value, scope)]);
  for (const target of placesOf(node.target, at, scope, run)) {
    for (const start of bounds(node.from)) {
      for (const end of bounds(node.to)) {
        const key = { start, end };
        yield { path: [...target.path, key], value: valueAt(target.value, key, false)! };
      }
    }
  }
}

function* alternativePlaces(
  node: JqNode & { kind: 'operator' },
  at: JqPlace,
  scope: JqScope,
  run: JqEvaluate,
): Generator<JqPlace> {
  let found: JqPlace[] = [];
  try {
    found = [...placesOf(node.left, at, scope, run)].filter((place) => truthy(place.value));
  } catch (error) {
    if (!(error instanceof JqError)) throw error;
  }
  if (found.length > 0) yield* found;
  else yield* placesOf(node.right, at, scope, run);
}

function* branchPlaces(
  node: JqNode & { kind: 'if' },
  at: JqPlace,
  scope: JqScope,
  run: JqEvaluate,
  branch = 0,
): Generator<JqPlace> {
  const next = node.branches[branch];
  if (next === undefined) {
    if (node.otherwise === undefined) yield at;
    else yield* placesOf(node.otherwise, at, scope, run);
    return;
  }
  for (const test of run(next.test, at.value, scope)) {
    if (truthy(test)) yield* placesOf(next.yes, at, scope, run);
    else yield* branchPlaces(node, at, scope, run, branch + 1);
  }
}

function* foldPlaces(
  node: JqNode & { kind: 'reduce' | 'foreach' },
  at: JqPlace,
  scope: JqScope,
  run: JqEvaluate,
): Generator<JqPlace> {
  for (const start of placesOf(node.start, at, scope, run)) {
    let state: JqPlace = start;
    for (const value of run(node.source, at.value, scope)) {
      for (const inner of bindings(node.pattern, value, scope, run)) {
        state = [...placesOf(node.update, state, inner, run)].at(-1) ?? { path: [], value: null };
        if (node.kind === 'foreach') {
          if (node.extract === undefined) yield state;
          else yield* placesOf(node.extract, state, inner, run);
        }
      }
    }
    if (node.kind === 'reduce') yield state;
  }
}
