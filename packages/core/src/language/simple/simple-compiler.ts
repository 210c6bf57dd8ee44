import type { ComponentContext } from '../../component/component.ts';
import { textOf } from '../../convert/java-text.ts';
import { convertTo } from '../../convert/convert.ts';
import { isInstanceOf, resolveTypeName } from '../../convert/java-type.ts';
import { JavaNumber, numberTypeOf } from '../../convert/java-number.ts';
import { NamedException } from '../../error-handling/exception-types.ts';
import { nearestName } from '../../errors/nearest-name.ts';
import { combine, isPromise, joinTexts, settle, toText, type Evaluate } from '../evaluation.ts';
import { LanguageError, syntaxError } from '../language-error.ts';
import { compilePath } from '../object-path/walk-path.ts';
import { isTruthy } from '../predicate-value.ts';
import { contains, isIn, looseCompare, looseEquals } from './comparison.ts';
import { findFunction, functionNames, type FoundFunction } from './function-table.ts';
import type { FunctionCall, SimpleFunction } from './function-call.ts';
import { findTernary } from './inner-ternary.ts';
import { javaPattern } from './java-pattern.ts';
import { parsePredicate } from './predicate-parser.ts';
import { splitArguments, unquoted } from './quoted-arguments.ts';
import type { BinaryOperator, FunctionNode, SimpleNode } from './simple-ast.ts';
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
    const own = /^(?:function\((\w+)(?:,[\s\S]*)?\)|(\w+)\(\))$/.exec(node.text);
    const defined = own ? this.#functions.get(own[1] ?? own[2]!) : undefined;
    if (defined !== undefined) return defined;
    if (own?.[1] !== undefined) throw syntaxError(text, node.at, `No custom simple function with name: ${own[1]}`);
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

  #branch(text: string): Evaluate {
    const quoted = /^(['"])([\s\S]*)\1$/.exec(text);
    if (quoted) return this.template(quoted[2]!);
    if (text === 'null') return () => null;
    return findFunction(text) ? this.template(`\${${text}}`) : this.template(text);
  }

  #call(found: FoundFunction, node: FunctionNode, text: string): FunctionCall {
    const { entry, rest } = found;
    const [least, most] = entry.arity ?? [0, Infinity];
    const args = argumentsOf(entry, rest);
    const syntax = (problem: string) => syntaxError(text, node.at, problem);
    if (args.length === 0 && rest.trim() !== '' && entry.form === 'call') {
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
      quotedArgs: () => (rest.trim() === '' ? [] : splitArguments(rest.trim(), true)),
      expression: (inner) => this.template(inner),
      argument: (index) => this.template(args[index] ?? '${body}'),
      predicate: (inner) => this.predicate(inner),
      syntax,
    };
  }
}

/** A function of one argument takes all that stands in its brackets; others split it at commas. */
function argumentsOf(entry: SimpleFunction, rest: string): readonly string[] {
  if (entry.form !== 'call' || rest.trim() === '') return [];
  return entry.arity?.[1] === 1 && entry.name !== 'size' ? [unquoted(rest.trim())] : splitArguments(rest);
}

function restOf(parts: readonly Evaluate[], done: number, exchange: Parameters<Evaluate>[0], signal: AbortSignal) {
  return Promise.all(parts.slice(done + 1).map((part) => part(exchange, signal))).then((values) =>
    values.every(isTruthy),
  );
}

function unknownFunction(node: FunctionNode, text: string): LanguageError {
  const word = /^\s*\w+/.exec(node.text)?.[0].trim() ?? node.text;
  const nearest = nearestName(word, functionNames());
  const hint = nearest === undefined ? '' : `Did you mean \${${nearest}}?`;
  const error = syntaxError(text, node.at, `Unknown function: ${node.text}`, hint);
  return new LanguageError('SIMPLE_SYNTAX', error.message, {
    details: { ...error.details, ...(nearest === undefined ? {} : { nearest }) },
  });
}

const isMissing = (value: unknown) => value === null || value === undefined || value === '';

function increment(operand: Evaluate, by: 1 | -1): Evaluate {
  return combine([operand], ([value], exchange) => {
    const number = numberOf(value);
    if (number === undefined) {
      const message = `Cannot evaluate ${textOf(exchange.body) === textOf(value) ? 'body' : textOf(value)} as a number. Exchange[]`;
      throw new LanguageError('SIMPLE_RUNTIME', `org.apache.camel.CamelExchangeException: ${message}`, {
        cause: new NamedException('org.apache.camel.CamelExchangeException', message),
      });
    }
    const result = Math.trunc(number) + by;
    if (typeof value === 'string') return String(result);
    return value instanceof JavaNumber ? new JavaNumber(value.type, textOf(result)) : result;
  });
}

function numberOf(value: unknown): number | undefined {
  if (numberTypeOf(value) !== undefined) return Number(value);
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** Runs the right side with the left one's value as the body. */
function chain(left: Evaluate, right: Evaluate, nullSafe: boolean): Evaluate {
  return (exchange, signal) =>
    settle(left(exchange, signal), (value) => {
      if (nullSafe && (value === null || value === undefined)) return null;
      const body = exchange.body;
      exchange.body = value;
      const restore = (result: unknown) => {
        exchange.body = body;
        return result;
      };
      try {
        const result = right(exchange, signal);
        return isPromise(result) ? result.finally(() => restore(undefined)) : restore(result);
      } catch (error) {
        exchange.body = body;
        throw error;
      }
    });
}

function logical(operator: '&&' | '||', left: Evaluate, right: Evaluate): Evaluate {
  const stops = operator === '||';
  return (exchange, signal) =>
    settle(left(exchange, signal), (value) =>
      isTruthy(value) === stops ? stops : settle(right(exchange, signal), isTruthy),
    );
}

function binary(
  operator: BinaryOperator,
  negated: boolean,
  left: Evaluate,
  right: Evaluate,
  text: string,
  at: number,
): Evaluate {
  const test = tests[operator];
  return combine([left, right], ([a, b]) => test(a, b, text, at) !== negated);
}

const ordered =
  (accept: (order: number) => boolean) =>
  (left: unknown, right: unknown): boolean => {
    const order = looseCompare(left, right);
    return order !== undefined && accept(order);
  };

const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);

const affix = (test: (text: string, part: string) => boolean) => (left: unknown, right: unknown) =>
  left !== null && left !== undefined && right !== null && right !== undefined
    ? test(toText(left) as string, toText(right) as string)
    : (left ?? null) === (right ?? null);

const tests: Readonly<Record<BinaryOperator, (left: unknown, right: unknown, text: string, at: number) => boolean>> = {
  '==': (left, right) => looseEquals(left, right),
  '=~': (left, right) => looseEquals(lower(left), lower(right), true),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  contains: (left, right) => contains(left, right),
  '~~': (left, right) => contains(left, right, true),
  regex: (left, right) => {
    if (left === null || left === undefined) return false;
    return javaPattern(toText(right) as string, true).test(toText(left) as string);
  },
  in: isIn,
  is: isOfType,
  range: inRange,
  startsWith: affix((value, part) => value.startsWith(part)),
  endsWith: affix((value, part) => value.endsWith(part)),
};

function isOfType(left: unknown, right: unknown, text: string, at: number): boolean {
  const name = toText(right) as string;
  const type = resolveTypeName(name);
  if (type === undefined) {
    if (left instanceof Error && name.includes('.')) return isInstanceOf(left, name);
    throw syntaxError(text, at, `is operator cannot find class with name: ${name}`);
  }
  return isInstanceOf(left, type);
}

function inRange(left: unknown, right: unknown, text: string, at: number): boolean {
  const range = toText(right) as string;
  const found = /^(-?\d+)\.\.(-?\d+)$/.exec(range);
  if (!found) {
    const place = at + 'range '.length;
    throw syntaxError(
      text,
      place,
      "range operator is not valid. Valid syntax:'from..to' (where from and to are numbers).",
    );
  }
  if (left === null || left === undefined) return false;
  let value: number;
  try {
    value = Number(convertTo(left, 'java.lang.Integer'));
  } catch {
    return false;
  }
  return value >= Number(found[1]) && value <= Number(found[2]);
}
