import { precedenceOf } from '../../syntax/grammar.ts';
import type {
  Binary,
  Binding,
  Call,
  ComprehensionClause,
  Expression,
  FieldAccess,
  Local,
  Parameter,
  Slice,
  SyntaxTree,
} from '../../syntax/syntax-tree.ts';
import { CommentCursor } from './comment-cursor.ts';
import type { Layout } from './layout.ts';
import { blankLine, group, hardLine, indent, join, line, softLine, verbatim } from './layout.ts';
import type { ListItem } from './list-formatter.ts';
import { listLayout } from './list-formatter.ts';
import { memberLayout } from './object-formatter.ts';
import { stringLayout } from './string-spelling.ts';

/** Lays out expressions, in the order of the source, so that comments come to their places. */
export class ExpressionFormatter {
  readonly text: string;
  readonly comments: CommentCursor;

  constructor(tree: SyntaxTree) {
    this.text = tree.source.text;
    this.comments = new CommentCursor(tree.comments, tree.source.text);
  }

  /** An expression, with the comments that stand before it. */
  format(node: Expression): Layout {
    const before = this.comments.before(node.start);
    const content = this.#expression(node);
    return before.length === 0 ? content : [this.comments.leading(before, node.start), content];
  }

  #expression(node: Expression): Layout {
    switch (node.kind) {
      case 'Missing':
        return '';
      case 'NullLiteral':
        return 'null';
      case 'BooleanLiteral':
        return String(node.value);
      case 'NumberLiteral':
        return node.text;
      case 'StringLiteral':
        return stringLayout(node, this.text);
      case 'InterpolatedString':
        this.comments.before(node.end);
        return verbatim(this.text.slice(node.start, node.end));
      case 'Identifier':
        return node.name;
      case 'Self':
        return 'self';
      case 'Super':
        return 'super';
      case 'Dollar':
        return '$';
      case 'Parenthesized':
        return this.#parenthesized(node.expression, node.end);
      case 'ArrayLiteral':
        return this.#array(node.elements, node);
      case 'ArrayComprehension':
        return this.#comprehension('[', ']', softLine, [this.format(node.element)], node.clauses, node);
      case 'ObjectLiteral':
        return this.#object(node);
      case 'ObjectComprehension': {
        const members = join(
          [',', line],
          node.members.map((member) => memberLayout(this, member)),
        );
        return this.#comprehension('{', '}', line, [members], node.clauses, node);
      }
      case 'FieldAccess':
        return this.#fieldAccess(node);
      case 'IndexAccess':
        return [
          this.format(node.target),
          node.optional ? '?[' : '[',
          this.format(node.index),
          this.#closing(node.end),
          ']',
        ];
      case 'Slice':
        return this.#slice(node);
      case 'Call':
        return this.#call(node);
      case 'ObjectExtension':
        return [this.format(node.base), ' ', this.format(node.extension)];
      case 'Unary':
        return [node.operator, this.format(node.operand)];
      case 'Binary':
        return this.#binary(node);
      case 'Conditional':
        return this.#conditional(node);
      case 'FunctionExpression':
        return ['function', this.parameters(node.parameters), this.body(node.body)];
      case 'Local':
        return this.#local(node);
      case 'Assertion': {
        const condition = this.format(node.condition);
        const message = node.message ? [' : ', this.format(node.message)] : '';
        return [
          group(['assert ', condition, message, ';']),
          this.#afterSemicolon(node.message ?? node.condition, node.body),
        ];
      }
      case 'ErrorExpression':
        return ['error ', this.format(node.message)];
      case 'Try':
        return group(['try ', this.format(node.body), line, 'else ', this.format(node.otherwise)]);
      case 'Import':
        return [`${node.form} `, this.format(node.path)];
    }
  }

  /** Comments that stand before a closing bracket, each on its line. */
  #closing(end: number): Layout {
    const comments = this.comments.before(end);
    return comments.length === 0 ? '' : [' ', this.comments.leading(comments, end)];
  }

  #parenthesized(inner: Expression, end: number): Layout {
    const content = this.format(inner);
    const closing = this.#closing(end);
    if (hugs(inner) && closing === '') return ['(', content, ')'];
    return group(['(', indent([softLine, content, closing]), softLine, ')']);
  }

  #array(elements: readonly Expression[], node: { readonly start: number; readonly end: number }): Layout {
    const items = elements.map((element): ListItem => ({
      start: element.start,
      end: element.end,
      write: () => this.format(element),
    }));
    return listLayout(this.comments, this.text, items, { open: '[', close: ']', inner: softLine, ...node });
  }

  #object(node: Extract<Expression, { kind: 'ObjectLiteral' }>): Layout {
    const items = node.members.map((member): ListItem => ({
      start: member.start,
      end: member.end,
      write: () => memberLayout(this, member),
    }));
    return listLayout(this.comments, this.text, items, {
      open: '{',
      close: '}',
      inner: line,
      start: node.start,
      end: node.end,
    });
  }

  #comprehension(
    open: string,
    close: string,
    inner: Layout,
    head: Layout,
    clauses: readonly ComprehensionClause[],
    node: { readonly end: number },
  ): Layout {
    const tail = clauses.map((clause) => {
      const before = this.comments.before(clause.start);
      const lead = before.length === 0 ? '' : this.comments.leading(before, clause.start);
      if (clause.kind === 'IfClause') return [line, lead, 'if ', this.format(clause.condition)];
      return [line, lead, `for ${clause.variable.text} in `, this.format(clause.iterable)];
    });
    return group([open, indent([inner, head, tail, this.#closing(node.end)]), inner, close]);
  }

  #fieldAccess(node: FieldAccess): Layout {
    const target = this.format(node.target);
    const dot = node.optional ? '?.' : '.';
    // 1 .5 selects the field "5"; 1.5 is a number.
    const apart =
      node.target.kind === 'NumberLiteral' && /^[0-9]/.test(node.name.text) && !node.target.text.includes('.');
    const before = this.comments.before(node.name.start);
    const lead = before.length === 0 ? '' : [' ', this.comments.leading(before, node.name.start)];
    return [target, lead, apart ? ' ' : '', dot, node.name.text];
  }

  #slice(node: Slice): Layout {
    const target = this.format(node.target);
    const part = (bound: Expression | undefined): Layout => (bound ? this.format(bound) : '');
    const from = part(node.from);
    const to = part(node.to);
    const step = part(node.step);
    const closing = this.#closing(node.end);
    return [target, '[', from, node.colons > 0 ? ':' : '', to, node.colons > 1 ? ':' : '', step, closing, ']'];
  }

  #call(node: Call): Layout {
    const callee = this.format(node.callee);
    const args = [
      ...node.positional.map((argument): ListItem => ({
        start: argument.start,
        end: argument.end,
        write: () => this.format(argument),
      })),
      ...node.named.map((argument): ListItem => ({
        start: argument.start,
        end: argument.end,
        write: () => [argument.name.text, '=', this.format(argument.value)],
      })),
    ];
    const [only] = node.positional;
    const hugging = args.length === 1 && only !== undefined && hugs(only);
    const list = listLayout(this.comments, this.text, args, {
      open: '(',
      close: ')',
      inner: softLine,
      start: node.operatorStart,
      end: node.end,
      hugging,
      keepsBroken: false,
    });
    return [callee, list, node.tailstrict ? ' tailstrict' : ''];
  }

  #binary(node: Binary): Layout {
    const operands: Layout[] = [];
    const rest: Layout[] = [];
    const collect = (each: Expression): void => {
      if (each.kind === 'Binary' && precedenceOf(each.operator) === precedenceOf(node.operator)) {
        collect(each.left);
        // Brackets follow brackets on their line: ] + [
        rest.push([` ${each.operator}`, hugs(node) && hugs(each.right) ? ' ' : line, this.format(each.right)]);
      } else operands.push(this.format(each));
    };
    collect(node);
    return hugs(node) ? [operands, rest] : group([operands, indent(rest)]);
  }

  #conditional(node: Extract<Expression, { kind: 'Conditional' }>): Layout {
    const parts: Layout[] = [];
    let current: Expression = node;
    let keyword = 'if ';
    while (current.kind === 'Conditional') {
      const condition = this.format(current.condition);
      const consequence = this.format(current.consequence);
      parts.push([keyword, condition, ' then', branch(current.consequence, consequence)]);
      if (!current.alternative) return group(join(line, parts));
      keyword = 'else if ';
      current = current.alternative;
      const before = this.comments.before(current.start);
      if (before.length > 0) keyword = keyword.trimEnd();
      if (before.length > 0) {
        const lead = this.comments.leading(before, current.start);
        parts.push(['else ', lead, this.format(current)]);
        return group(join(line, parts));
      }
    }
    parts.push(['else', branch(current, this.format(current))]);
    return group(join(line, parts));
  }

  #local(first: Local): Layout {
    const parts: Layout[] = [];
    let node: Expression = first;
    while (node.kind === 'Local') {
      const before = this.comments.before(node.start);
      if (before.length > 0) parts.push(this.comments.leading(before, node.start));
      const bindings = node.bindings.map((binding) => this.binding(binding));
      const [head, ...rest] = bindings;
      const list = rest.length === 0 ? head! : [head!, indent(rest.map((each) => [',', line, each]))];
      parts.push(group(['local ', list, ';']), this.#separator(node.bindings.at(-1)!, node.body));
      node = node.body;
    }
    parts.push(this.format(node));
    return parts;
  }

  #afterSemicolon(before: { readonly end: number }, body: Expression): Layout {
    return [this.#separator(before, body), this.format(body)];
  }

  /** What follows a `;`: a new line where the author put one or something before is broken. */
  #separator(before: { readonly end: number }, body: Expression): Layout {
    const trailing = this.comments.trailing(before.end);
    const end = trailing?.end ?? before.end;
    const between = this.text.slice(before.end, body.start);
    const isApart = this.comments.hasBlankLine(end, firstCommentOrStart(this.text, end, body.start));
    const separator = isApart ? blankLine : between.includes('\n') || trailing ? hardLine : line;
    return [trailing ? [' ', verbatim(trailing.text.trimEnd())] : '', separator];
  }

  binding(binding: Binding): Layout {
    const before = this.comments.before(binding.start);
    const lead = before.length === 0 ? '' : this.comments.leading(before, binding.start);
    const parameters = binding.parameters ? this.parameters(binding.parameters) : '';
    return [lead, binding.name.text, parameters, ' =', this.body(binding.value)];
  }

  parameters(parameters: readonly Parameter[]): Layout {
    const items = parameters.map((parameter) => {
      const before = this.comments.before(parameter.start);
      const lead = before.length === 0 ? '' : this.comments.leading(before, parameter.start);
      return [lead, parameter.name.text, parameter.default ? ['=', this.format(parameter.default)] : ''];
    });
    if (items.length === 0) return '()';
    return group(['(', indent([softLine, join([',', line], items)]), softLine, ')']);
  }

  /** What stands after `=`, `:` or a function's parameters: behind them, or on the next line when it does not fit. */
  body(node: Expression): Layout {
    const content = this.format(node);
    return hugs(node) ? [' ', content] : group(indent([line, content]));
  }
}

function firstCommentOrStart(text: string, from: number, start: number): number {
  const comment = text.slice(from, start).search(/\/\/|\/\*|#/);
  return comment < 0 ? start : from + comment;
}

/** A branch of `if`: behind the keyword, or indented on the next line. */
function branch(node: Expression, content: Layout): Layout {
  return hugs(node) ? [' ', content] : indent([line, content]);
}

/** A sum of arrays or objects. */
function bringsBrackets(node: Expression): boolean {
  if (node.kind === 'Binary') return bringsBrackets(node.left);
  return node.kind.startsWith('Array') || node.kind.startsWith('Object');
}

/** Whether an expression brings its own brackets, so that it may start on the line of what is before it. */
function hugs(node: Expression): boolean {
  switch (node.kind) {
    case 'ObjectLiteral':
    case 'ObjectComprehension':
    case 'ArrayLiteral':
    case 'ArrayComprehension':
    case 'Parenthesized':
    case 'FunctionExpression':
      return true;
    case 'ObjectExtension':
      return true;
    case 'Binary':
      return bringsBrackets(node.left);
    case 'StringLiteral':
      return node.form === 'block';
    case 'Call':
      return hugs(node.callee) || node.callee.kind === 'Identifier' || node.callee.kind === 'FieldAccess';
    default:
      return false;
  }
}
