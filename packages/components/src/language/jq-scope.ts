import { valueAt } from './jq-access.ts';
import type { JqDefinition, JqNode, JqPattern } from './jq-syntax.ts';
import type { JsonTree } from './jq-value.ts';

/** What a filter may ask for beside its input. */
export interface JqScope {
  readonly variables: Readonly<Record<string, JsonTree>>;
  /** What `def` made, by name and number of parameters. */
  readonly functions?: Readonly<Record<string, JqClosure>>;
  readonly labels?: Readonly<Record<string, object>>;
  /** Functions of the host (`header`, `body`), or undefined. */
  call(name: string, args: readonly JsonTree[]): JsonTree | undefined;
}

/** A definition with the scope it was made in; without one it sees nothing but itself and what is built in. */
export interface JqClosure extends JqDefinition {
  readonly key: string;
  readonly scope: JqScope | undefined;
}

/** How to evaluate a filter: handed around, since the evaluator stands above these parts. */
export type JqEvaluate = (node: JqNode, input: JsonTree, scope: JqScope) => Iterable<JsonTree>;

/** The scope with one more variable. */
export function bound(scope: JqScope, name: string, value: JsonTree): JqScope {
  return { ...scope, variables: { ...scope.variables, [name]: value } };
}

/** The scope with one more function. */
export function defined(scope: JqScope, name: string, made: JqDefinition): JqScope {
  const key = `${name}/${made.parameters.length}`;
  return withFunction(scope, { ...made, key, scope });
}

function withFunction(scope: JqScope, made: JqClosure): JqScope {
  return { ...scope, functions: { ...scope.functions, [made.key]: made } };
}

/** The scopes a function's body runs in: one for each combination of the values of its `$` parameters. */
export function* called(
  made: JqClosure,
  args: readonly JqNode[],
  input: JsonTree,
  scope: JqScope,
  run: JqEvaluate,
): Generator<JqScope> {
  const own = made.scope ?? { variables: {}, call: () => undefined };
  // A parameter calls the scope of the caller, and must not hide itself there.
  const start = made.key === '' ? own : withFunction(own, made);
  yield* withArguments(start, made.parameters, args, input, scope, run);
}

function* withArguments(
  inner: JqScope,
  parameters: readonly string[],
  args: readonly JqNode[],
  input: JsonTree,
  scope: JqScope,
  run: JqEvaluate,
): Generator<JqScope> {
  const [parameter, ...rest] = parameters;
  if (parameter === undefined) {
    yield inner;
    return;
  }
  const [arg, ...more] = args;
  const name = parameter.replace(/^\$/, '');
  const given = (body: JqNode): JqScope => ({
    ...inner,
    functions: { ...inner.functions, [`${name}/0`]: { key: '', parameters: [], body, scope } },
  });
  if (name === parameter) {
    yield* withArguments(given(arg!), rest, more, input, scope, run);
    return;
  }
  for (const value of run(arg!, input, scope)) {
    yield* withArguments(bound(inner, name, value), rest, more, input, scope, run);
  }
}

/** The scopes a pattern makes of a value: one for each value of its computed keys. */
export function* bindings(pattern: JqPattern, value: JsonTree, scope: JqScope, run: JqEvaluate): Generator<JqScope> {
  if (pattern.kind === 'variable') yield bound(scope, pattern.name, value);
  else if (pattern.kind === 'list') yield* listBindings(pattern.items, 0, value, scope, run);
  else yield* objectBindings(pattern, 0, value, scope, run);
}

function* listBindings(
  items: readonly JqPattern[],
  at: number,
  value: JsonTree,
  scope: JqScope,
  run: JqEvaluate,
): Generator<JqScope> {
  const item = items[at];
  if (item === undefined) {
    yield scope;
    return;
  }
  for (const inner of bindings(item, valueAt(value, at, false)!, scope, run)) {
    yield* listBindings(items, at + 1, value, inner, run);
  }
}

function* objectBindings(
  pattern: JqPattern & { kind: 'object' },
  at: number,
  value: JsonTree,
  scope: JqScope,
  run: JqEvaluate,
): Generator<JqScope> {
  const entry = pattern.entries[at];
  if (entry === undefined) {
    yield scope;
    return;
  }
  for (const key of run(entry.key, value, scope)) {
    const found = valueAt(value, key, false)!;
    const named = entry.name === undefined ? scope : bound(scope, entry.name, found);
    const inners = entry.pattern === undefined ? [named] : bindings(entry.pattern, found, named, run);
    for (const inner of inners) yield* objectBindings(pattern, at + 1, value, inner, run);
  }
}
