import type { DatasonnetErrorCode } from '../errors/datasonnet-errors.ts';
import { didYouMean } from '../errors/nearest-name.ts';
import type { Evaluation } from '../runtime/evaluation.ts';
import { readExactLiteral } from '../runtime/exact-decimal.ts';
import type { Frame, Value } from '../runtime/value.ts';
import type { SourceRange, SourceText } from '../source/source-text.ts';
import type { Grammar } from '../syntax/grammar.ts';
import type {
  Assertion,
  Binding,
  Conditional,
  Expression,
  Identifier,
  InterpolatedString,
  Local,
} from '../syntax/syntax-tree.ts';
import { compileFieldAccess, compileIndexAccess, compileSlice } from './access.ts';
import { compileCall } from './call.ts';
import type { Code, Compiled } from './code.ts';
import { constantly, immediately, lazily } from './code.ts';
import { compileArrayComprehension, compileObjectComprehension } from './comprehension.ts';
import { compileFunction } from './function.ts';
import { compileExtension, compileObjectLiteral } from './object.ts';
import { compileBinary, compileTry, compileUnary } from './operator.ts';
import type { ObjectUses } from './object-uses.ts';
import type { EnclosingFunction, Scope } from './scope.ts';
import { frameAt, readSlot } from './variable-access.ts';

export interface CompilerOptions {
  readonly source: SourceText;
  readonly grammar: Grammar;
  readonly evaluation: Evaluation;
  readonly uses: ObjectUses;
  /** The header's `default`: what a selection of a missing field gives. */
  readonly missingField: Value | undefined;
  /** False: no folding and no short cuts, to be compared with. */
  readonly optimise: boolean;
  /** Gives the code of an imported file. */
  readonly importCode: (path: string, range: SourceRange) => Code;
  readonly importText: (path: string, range: SourceRange, form: 'text' | 'bytes') => Code;
  /** Told of every name that no scope has. */
  readonly unknownName: (node: Identifier, nearest: string) => void;
}

/** What one `local` puts into its slots. */
interface BindingStep {
  readonly slots: readonly number[];
  readonly delays: readonly Compiled['delay'][];
}

/** Compiles the syntax tree of one file to closures. */
export class Compiler {
  readonly options: CompilerOptions;
  readonly evaluation: Evaluation;

  constructor(options: CompilerOptions) {
    this.options = options;
    this.evaluation = options.evaluation;
  }

  rangeOf(node: { readonly start: number; readonly end: number }): SourceRange {
    return { source: this.options.source, start: node.start, end: node.end };
  }

  /** @param tail The function at whose end the expression stands, if it does. */
  compile(node: Expression, scope: Scope, tail?: EnclosingFunction): Compiled {
    switch (node.kind) {
      case 'NullLiteral':
        return constantly(null);
      case 'BooleanLiteral':
        return constantly(node.value);
      case 'NumberLiteral':
        return constantly(node.exact ? readExactLiteral(node.text) : node.value);
      case 'StringLiteral':
        return constantly(node.value);
      case 'InterpolatedString':
        return this.#interpolation(node, scope);
      case 'Identifier':
        return this.#identifier(node, scope);
      case 'Self':
        return this.#objectVariable('self', node, scope);
      case 'Dollar':
        return this.#objectVariable('$', node, scope);
      case 'Super':
        return this.failing('DS_VALUE', 'super stands only before a field, as in super.name, or after in', node);
      case 'Parenthesized':
        return this.compile(node.expression, scope, tail);
      case 'ArrayLiteral':
        return this.#array(node.elements, scope);
      case 'ArrayComprehension':
        return compileArrayComprehension(this, node, scope);
      case 'ObjectLiteral':
        return compileObjectLiteral(this, node, scope);
      case 'ObjectComprehension':
        return compileObjectComprehension(this, node, scope);
      case 'FieldAccess':
        return compileFieldAccess(this, node, scope, this.options.missingField);
      case 'IndexAccess':
        return compileIndexAccess(this, node, scope);
      case 'Slice':
        return compileSlice(this, node, scope);
      case 'Call':
        return compileCall(this, node, scope, tail);
      case 'ObjectExtension':
        return compileExtension(this, node, scope);
      case 'Unary':
        return compileUnary(this, node, scope);
      case 'Binary':
        return compileBinary(this, node, scope);
      case 'Conditional':
        return this.#conditional(node, scope, tail);
      case 'FunctionExpression':
        return compileFunction(this, undefined, node.parameters, node.body, scope, undefined, node);
      case 'Local':
        return this.#local(node, scope, tail);
      case 'Assertion':
        return this.#assertion(node, scope, tail);
      case 'ErrorExpression':
        return this.#error(node.message, node, scope);
      case 'Try':
        return compileTry(this, node.body, node.otherwise, scope);
      case 'Import': {
        const range = this.rangeOf(node);
        if (node.form === 'import') return lazily(this.options.importCode(node.path.value, range));
        const form = node.form === 'importstr' ? 'text' : 'bytes';
        return lazily(this.options.importText(node.path.value, range, form));
      }
      case 'Missing':
        return this.failing('DS_SYNTAX', 'an expression is missing here', node);
    }
  }

  /** What `try` and `default` protect: there the header's `default` does not count for the outermost selection. */
  withoutFallback(node: Expression, scope: Scope): Compiled {
    if (this.options.missingField === undefined) return this.compile(node, scope);
    let inner = node;
    while (inner.kind === 'Parenthesized') inner = inner.expression;
    return inner.kind === 'FieldAccess' ? compileFieldAccess(this, inner, scope, undefined) : this.compile(node, scope);
  }

  /** Code that raises an error when it is run. */
  failing(
    code: DatasonnetErrorCode,
    message: string,
    node: { readonly start: number; readonly end: number },
  ): Compiled {
    const { evaluation } = this;
    const range = this.rangeOf(node);
    return lazily(() => {
      throw evaluation.fail(code, message, range);
    });
  }

  #identifier(node: Identifier, scope: Scope): Compiled {
    const variable = scope.lookup(node.name);
    if (!variable) {
      const hint = didYouMean(node.name, scope.names());
      this.options.unknownName(node, hint);
      return this.failing('DS_NAME', `there is no variable ${node.name}${hint}`, node);
    }
    if ('constant' in variable) return constantly(variable.constant);
    return this.#plain(readSlot(scope.hopsTo(variable.layout), variable.slot));
  }

  #plain(compiled: Compiled): Compiled {
    return this.options.optimise ? compiled : { run: compiled.run, delay: compiled.delay };
  }

  #objectVariable(name: 'self' | '$', node: Expression, scope: Scope): Compiled {
    const variable = scope.lookup(name);
    if (!variable || 'constant' in variable) {
      return this.failing('DS_NAME', `${name} is the object around an expression, and there is none here`, node);
    }
    const hops = scope.hopsTo(variable.layout);
    const { slot } = variable;
    const run = (frame: Frame) => frameAt(frame, hops)[slot] as Value;
    return { run, delay: run, peek: this.options.optimise ? run : undefined };
  }

  #interpolation(node: InterpolatedString, scope: Scope): Compiled {
    const { evaluation } = this;
    const parts = node.expressions.map((expression) => this.compile(expression, scope).run);
    const { texts } = node;
    return lazily((frame) => {
      let out = texts[0]!;
      for (let at = 0; at < parts.length; at++) out += evaluation.toText(parts[at]!(frame)) + texts[at + 1]!;
      evaluation.checkSize(out.length);
      return out;
    });
  }

  #array(nodes: readonly Expression[], scope: Scope): Compiled {
    const elements = nodes.map((node) => this.compile(node, scope));
    if (this.options.optimise && elements.every((element) => element.constant !== undefined)) {
      return constantly(elements.map((element) => element.constant!));
    }
    const delays = elements.map((element) => element.delay);
    return immediately((frame) => delays.map((delay) => delay(frame)));
  }

  #conditional(first: Conditional, scope: Scope, tail: EnclosingFunction | undefined): Compiled {
    const { evaluation } = this;
    const cases: { readonly test: Code; readonly branch: Code; readonly range: SourceRange }[] = [];
    let node: Expression | undefined = first;
    while (node?.kind === 'Conditional') {
      const condition = this.compile(node.condition, scope);
      const isKnown = this.options.optimise && typeof condition.constant === 'boolean';
      // What is never evaluated is compiled all the same, for the names in it.
      if (isKnown && condition.constant === true) {
        if (node.alternative) this.compile(node.alternative, scope);
        node = node.consequence;
        break;
      }
      if (isKnown) this.compile(node.consequence, scope);
      else {
        const branch = this.compile(node.consequence, scope, tail).run;
        cases.push({ test: condition.run, branch, range: this.rangeOf(node.condition) });
      }
      node = node.alternative;
    }
    const otherwise = node ? this.compile(node, scope, tail) : constantly(null);
    const [only] = cases;
    if (!only) return otherwise;
    const { run: last } = otherwise;
    if (cases.length === 1) {
      const { test, branch, range } = only;
      return lazily((frame) => {
        const value = test(frame);
        if (value === true) return branch(frame);
        if (value === false) return last(frame);
        throw evaluation.semantics.notBoolean(evaluation, value, 'the condition of if', range);
      });
    }
    return lazily((frame) => {
      for (const { test, branch, range } of cases) {
        const value = test(frame);
        if (value === true) return branch(frame);
        if (value !== false) throw evaluation.semantics.notBoolean(evaluation, value, 'the condition of if', range);
      }
      return last(frame);
    });
  }

  #local(first: Local, outer: Scope, tail: EnclosingFunction | undefined): Compiled {
    const steps: BindingStep[] = [];
    let node: Expression = first;
    let scope = outer;
    while (node.kind === 'Local') {
      scope = scope.nested();
      steps.push(this.#bind(node.bindings, scope));
      node = node.body;
    }
    const body = this.compile(node, scope, tail).run;
    const [only] = steps;
    if (steps.length === 1 && only!.delays.length === 1) {
      const { slots, delays } = only!;
      const slot = slots[0]!;
      const delay = delays[0]!;
      return lazily((frame) => {
        frame[slot] = undefined;
        frame[slot] = delay(frame);
        return body(frame);
      });
    }
    return lazily((frame) => {
      for (const { slots, delays } of steps) {
        // A variable of the same `local` that is not there yet must not be taken for what an earlier round left.
        for (const slot of slots) frame[slot] = undefined;
        for (let at = 0; at < delays.length; at++) frame[slots[at]!] = delays[at]!(frame);
      }
      return body(frame);
    });
  }

  #bind(bindings: readonly Binding[], scope: Scope): BindingStep {
    const variables = bindings.map((binding) => scope.declare(binding.name.text));
    const delays = bindings.map((binding, at) => {
      const { name, parameters, value } = binding;
      if (parameters) return compileFunction(this, name.text, parameters, value, scope, variables[at]!, binding).delay;
      if (value.kind !== 'FunctionExpression') return this.compile(value, scope).delay;
      return compileFunction(this, name.text, value.parameters, value.body, scope, variables[at]!, value).delay;
    });
    return { slots: variables.map(({ slot }) => slot), delays };
  }

  #assertion(node: Assertion, scope: Scope, tail: EnclosingFunction | undefined): Compiled {
    const check = this.assertion(node, scope);
    const body = this.compile(node.body, scope, tail).run;
    return lazily((frame) => {
      check(frame);
      return body(frame);
    });
  }

  /** Code that raises when the condition does not hold. */
  assertion(
    node: { readonly condition: Expression; readonly message: Expression | undefined },
    scope: Scope,
  ): (frame: Frame) => void {
    const { evaluation } = this;
    const condition = this.compile(node.condition, scope).run;
    const message = node.message && this.compile(node.message, scope).run;
    const range = this.rangeOf(node.condition);
    return (frame) => {
      if (condition(frame) === true) return;
      const text = evaluation.semantics.assertionMessage(evaluation, message?.(frame), range);
      throw evaluation.fail('DS_ASSERT', text, range);
    };
  }

  #error(messageNode: Expression, node: Expression, scope: Scope): Compiled {
    const { evaluation } = this;
    const message = this.compile(messageNode, scope).run;
    const range = this.rangeOf(node);
    return lazily((frame) => {
      throw evaluation.fail('DS_ERROR', evaluation.toText(message(frame)), range);
    });
  }
}
