import type { FunctionDefinition } from '../runtime/closure-function.ts';
import { ClosureFunction } from '../runtime/closure-function.ts';
import type { Expression, Parameter } from '../syntax/syntax-tree.ts';
import type { Compiled } from './code.ts';
import { immediately } from './code.ts';
import type { Compiler } from './compiler.ts';
import type { EnclosingFunction, Scope, Variable } from './scope.ts';

/** @param variable The variable that holds the function, when it is bound by `local`. */
export function compileFunction(
  compiler: Compiler,
  name: string | undefined,
  parameters: readonly Parameter[],
  bodyNode: Expression,
  scope: Scope,
  variable: Variable | undefined,
  node: { readonly start: number; readonly end: number },
): Compiled {
  const { evaluation } = compiler;
  const inner = scope.framed();
  for (const parameter of parameters) inner.declare(parameter.name.text);
  const enclosing: EnclosingFunction = {
    layout: inner.layout,
    variable: compiler.options.optimise ? variable : undefined,
    parameterCount: parameters.length,
    callsItself: false,
  };
  const definition: FunctionDefinition = {
    name,
    parameters: parameters.map((parameter) => ({
      name: parameter.name.text,
      optional: parameter.default !== undefined,
    })),
    defaults: parameters.map((parameter) => parameter.default && compiler.compile(parameter.default, inner).delay),
    layout: inner.layout,
    body: compiler.compile(bodyNode, inner, enclosing).run,
    callsItself: enclosing.callsItself,
    site: { name, range: compiler.rangeOf(node) },
  };
  return immediately((frame) => new ClosureFunction(definition, frame, evaluation));
}
