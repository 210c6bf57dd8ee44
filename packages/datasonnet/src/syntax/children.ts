import type { Binding, ComprehensionClause, Expression, ObjectMember, Parameter } from './syntax-tree.ts';

/** Which children: of an object, `inside` are values, locals and assertions, `clauses` those of its comprehension. */
export type ChildrenPart = 'all' | 'inside' | 'clauses';

/** The expressions directly in an expression, in the order of the source. */
export function childrenOf(node: Expression, part: ChildrenPart = 'all'): readonly Expression[] {
  switch (node.kind) {
    case 'Parenthesized':
      return [node.expression];
    case 'InterpolatedString':
      return node.expressions;
    case 'ArrayLiteral':
      return node.elements;
    case 'ArrayComprehension':
      return [node.element, ...clauseParts(node.clauses)];
    case 'ObjectLiteral':
      return part === 'clauses' ? [] : node.members.flatMap((member) => memberParts(member, part));
    case 'ObjectComprehension': {
      const members = part === 'clauses' ? [] : node.members.flatMap((member) => memberParts(member, part));
      return part === 'inside' ? members : [...members, ...clauseParts(node.clauses)];
    }
    case 'FieldAccess':
      return [node.target];
    case 'IndexAccess':
      return [node.target, node.index];
    case 'Slice':
      return present([node.target, node.from, node.to, node.step]);
    case 'Call':
      return [node.callee, ...node.positional, ...node.named.map(({ value }) => value)];
    case 'ObjectExtension':
      return [node.base, node.extension];
    case 'Unary':
      return [node.operand];
    case 'Binary':
      return [node.left, node.right];
    case 'Conditional':
      return present([node.condition, node.consequence, node.alternative]);
    case 'FunctionExpression':
      return [...defaultsOf(node.parameters), node.body];
    case 'Local':
      return [...node.bindings.flatMap(bindingParts), node.body];
    case 'Assertion':
      return present([node.condition, node.message, node.body]);
    case 'ErrorExpression':
      return [node.message];
    case 'Try':
      return [node.body, node.otherwise];
    default:
      return [];
  }
}

function memberParts(member: ObjectMember, part: ChildrenPart): readonly Expression[] {
  if (member.kind === 'ObjectLocal') return bindingParts(member.binding);
  if (member.kind === 'ObjectAssertion') return present([member.condition, member.message]);
  const name = part === 'all' && member.name.kind === 'ComputedFieldName' ? [member.name.expression] : [];
  return [...name, ...defaultsOf(member.parameters), member.value];
}

function bindingParts(binding: Binding): readonly Expression[] {
  return [...defaultsOf(binding.parameters), binding.value];
}

function defaultsOf(parameters: readonly Parameter[] | undefined): readonly Expression[] {
  return present((parameters ?? []).map((parameter) => parameter.default));
}

function clauseParts(clauses: readonly ComprehensionClause[]): readonly Expression[] {
  return clauses.map((clause) => (clause.kind === 'ForClause' ? clause.iterable : clause.condition));
}

function present(list: readonly (Expression | undefined)[]): readonly Expression[] {
  return list.filter((each) => each !== undefined);
}
