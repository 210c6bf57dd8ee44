import type { ComponentContext } from '../../component/component.ts';
import { nearestName } from '../../errors/nearest-name.ts';
import { combine, isPromise, joinTexts, settle, type Evaluate } from '../evaluation.ts';
import { LanguageError, syntaxError } from '../language-error.ts';
import { compilePath } from '../object-path/walk-path.ts';
import { isTruthy } from '../predicate-value.ts';
import { adviceFor } from './absent-functions.ts';
import { findFunction, functionNames, type FoundFunction } from './function-table.ts';
import type { FunctionCall, SimpleFunction } from './function-call.ts';
import { findTernary } from './inner-ternary.ts';
import { binary, chain, increment, isMissing, logical } from './operators.ts';
import { parsePredicate } from './predicate-parser.ts';
import { splitArguments, unquoted } from './quoted-arguments.ts';
import type { FunctionNode, SimpleNode } from './simple-ast.ts';
import { parseTemplate } from './template-parser.ts';

/** Compiles Simple texts to closures, in one context. `functions` holds those that an init block defined. */
export class SimpleCompiler {
  readonly #context: ComponentContext;
  readonly #functions: ReadonlyMap<string, Evaluate>;

  constructor(context: ComponentContext, functions: ReadonlyMap<string, Evaluate> = new Map()) {
    this.#context = context;
    this.#functions = functions;
  }

  /** Text with functions: a single function gives its value, anything else text. */
  template(text: string): Evaluate {
    const nodes = parseTemplate(text);
    if (nodes.length === 0) return () => '';
    const parts = nodes.map((node) => this.#node(node, text));
    if (parts.length === 1) return parts[0]!;
    return combine(parts, joinTexts);
  }

  /** A condition; several values side by side are all asked. */
  predicate(text: string): Evaluate {
    const trimmed = text.trim();
    if (trimmed === '') return () => false;
    if (trimmed === 'true' || trimmed === 'false') return () => trimmed === 'true';
    const parts = parsePredicate(text).map((node) => this.#node(node, text));
    if (parts.length === 1) return parts[0]!;
    return (exchange, signal) => {
      for (let i = 0; i < parts.length; i++) {
        const value = parts[i]!(exchange, signal);
        if (isPromise(value)) return value.then((first) => isTruthy(first) && restOf(parts, i, exchange, signal));
        if (!isTruthy(value)) return false;
      }
      return true;
    };
  }

  #node(node: SimpleNode, text: string): Evaluate {
    switch (node.kind) {
      case 'text':
        return () => node.text;
      case 'literal':
        return () => node.value;
      case 'function':
        return this.#function(node, text);
      case 'quoted':
        return this.#quoted(node.parts, text);
      case 'unary':
        return increment(this.#function(node.operand, text), node.operator === '++' ? 1 : -1);
      case 'binary':
        return binary(
          node.operator,
          node.negated,
          this.#node(node.left, text),
          this.#node(node.right, text),
          text,
          node.at,
        );
      case 'logical':
        return logical(node.operator, this.#node(node.left, text), this.#node(node.right, text));
      case 'ternary': {
        const [test, yes, no] = [node.test, node.yes, node.no].map((part) => this.#node(part, text)) as [
          Evaluate,
          Evaluate,
          Evaluate,
        ];
        return (exchange, signal) =>
          settle(test(exchange, signal), (value) => (isTruthy(value) ? yes : no)(exchange, signal));
      }
      case 'elvis': {
        const [left, right] = [this.#node(node.left, text), this.#node(node.right, text)];
        return (exchange, signal) =>
          settle(left(exchange, signal), (value) => (isMissing(value) ? right(exchange, signal) : value));
      }
      case 'chain':
        return chain(this.#node(node.left, text), this.#function(node.right, text), node.nullSafe);
    }
  }

  #quoted(parts: readonly SimpleNode[], text: string): Evaluate {
    if (parts.length === 0) return () => '';
    const compiled = parts.map((part) => this.#node(part, text));
    if (compiled.length === 1) return compiled[0]!;
    return combine(compiled, joinTexts);
  }

  /** A function with functions inside is read when it runs first: its mistakes fail the message, not the route. */
  #function(node: FunctionNode, text: string): Evaluate {
    if (!node.nested) return this.#compileFunction(node, text);
    let compiled: Evaluate | undefined;
    try {
      compiled = this.#compileFunction(node, text);
    } catch {
      compiled = undefined;
    }
    return (exchange, signal) => (compiled ??= this.#compileFunction(node, text))(exchange, signal);
  }

  #compileFunction(node: FunctionNode, text: string): Evaluate {
    const ternary = findTernary(node.text);
    if (ternary !== undefined) return this.#innerTernary(ternary);
    const own = ownCall(node.text);
    const defined = own && this.#functions.get(own.name);
    if (defined !== undefined) {
      const argument = own!.argument.trim();
      return argument === '' ? defined : chain(this.template(unquoted(argument)), defined, false);
    }
    if (own?.isNamed === true) throw syntaxError(text, node.at, `No custom simple function with name: ${own.name}`);
    const found = findFunction(node.text);
    if (found === undefined) throw unknownFunction(node, text);
    const value = found.entry.compile(this.#call(found, node, text));
    if (found.path === undefined || found.path === '') return value;
    const walk = compilePath(found.path, (inner) => this.template(inner));
    if (walk === undefined) {
      throw syntaxError(text, node.at, `Valid syntax: \${${found.entry.name}(type).OGNL} was: ${node.text}`);
    }
    return (exchange, signal) => settle(value(exchange, signal), (start) => walk(start, exchange, signal));
  }

  #innerTernary(ternary: { test: string; yes: string; no: string }): Evaluate {
    const test = this.predicate(ternary.test);
    const [yes, no] = [this.#branch(ternary.yes), this.#branch(ternary.no)];
    return (exchange, signal) =>
      settle(test(exchange, signal), (value) => (isTruthy(value) ? yes : no)(exchange, signal));
  }

  /** A text in quotes as it stands, or a value, written with or without its braces. */
  #branch(text: string): Evaluate {
    const quoted = /^(['"])([\s\S]*)\1$/.exec(text);
    if (quoted) return () => quoted[2]!;
    if (text === 'null') return () => null;
    return this.template(text.startsWith('${') ? text : `\${${text}}`);
  }

  #call(found: FoundFunction, node: FunctionNode, text: string): FunctionCall {
    const { entry, rest } = found;
    const [least, most] = entry.arity ?? [0, Infinity];
    const args = argumentsOf(entry, rest);
    const syntax = (problem: string) => syntaxError(text, node.at, problem);
    if (args.length === 0 && rest.trim() !== '' && entry.form === 'call' && most !== Infinity) {
      throw syntax('Index 0 out of bounds for length 0');
    }
    const raw = entry.name === 'jsonpath' || entry.name === 'jq' || entry.name === 'xpath';
    if (!raw && (args.length < least || args.length > most)) {
      throw syntax(`Valid syntax: ${entry.syntax.map((form) => `\${${form}}`).join(' or ')} was: ${node.text}`);
    }
    return {
      text: node.text,
      args,
      rest,
      context: this.#context,
      quotedArgs: () => (rest.trim() === '' ? [] : splitArguments(rest.trim(), { keepQuotes: true })),
      expression: (inner) => this.template(inner),
      argument: (index) => this.template(args[index] ?? '${body}'),
      predicate: (inner) => this.predicate(inner),
      syntax,
    };
  }
}

/** A function of one argument takes all that stands in its brackets, without its quotes; others split it at commas. */
function argumentsOf(entry: SimpleFunction, rest: string): readonly string[] {
  const keepBlanks = entry.keepsBlanks === true;
  if (entry.form !== 'call' || (keepBlanks ? rest : rest.trim()) === '') return [];
  return entry.arity?.[1] === 1 ? [rest.replaceAll(/['"]/g, '')] : splitArguments(rest, { keepBlanks });
}

function restOf(parts: readonly Evaluate[], done: number, exchange: Parameters<Evaluate>[0], signal: AbortSignal) {
  return Promise.all(parts.slice(done + 1).map((part) => part(exchange, signal))).then((values) =>
    values.every(isTruthy),
  );
}

/** A call of a function that an init block defined: `function(name)`, `function(name,exp)`, `name()`, `name(exp)`. */
function ownCall(text: string): { name: string; argument: string; isNamed: boolean } | undefined {
  const [, name, argument = ''] = /^function\(\s*(\w+)\s*(?:,([\s\S]*))?\)$/.exec(text) ?? [];
  if (name !== undefined) return { name, argument, isNamed: true };
  const direct = /^(\w+)\(([\s\S]*)\)$/.exec(text);
  return direct ? { name: direct[1]!, argument: direct[2]!, isNamed: false } : undefined;
}

function unknownFunction(node: FunctionNode, text: string): LanguageError {
  const word = /^\s*\w+/.exec(node.text)?.[0].trim() ?? node.text;
  const advice = adviceFor(node.text);
  const nearest = advice === undefined ? nearestName(word, functionNames()) : undefined;
  const hint = advice ?? (nearest === undefined ? '' : `Did you mean \${${nearest}}?`);
  const error = syntaxError(text, node.at, `Unknown function: ${node.text}`, hint);
  return new LanguageError('SIMPLE_SYNTAX', error.message, {
    details: { ...error.details, ...(nearest === undefined ? {} : { nearest }) },
  });
}
