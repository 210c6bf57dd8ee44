import type { Parser } from './parser.ts';
import { describe } from './lexer.ts';
import type { FieldName, ObjectField, ObjectMember, SyntaxDiagnostic } from './syntax-tree.ts';

/** The members between `{` and `}` or `for`. */
export function parseMembers(parser: Parser): readonly ObjectMember[] {
  const members: ObjectMember[] = [];
  const names = new Set<string>();
  while (!parser.is('}') && !parser.is('for') && !parser.is(',') && parser.token.kind !== 'end') {
    const before = parser.token.start;
    const member = parseMember(parser);
    if (!member) break;
    members.push(member);
    if (!parser.grammar.datasonnet && member.kind === 'ObjectField' && member.name.kind === 'FixedFieldName') {
      const { name } = member.name;
      if (names.has(name)) parser.report(`the field ${name} is there twice`);
      names.add(name);
    }
    if (!parser.separates('}', 'a field') || parser.token.start === before) break;
  }
  if (members.length === 0 && parser.grammar.datasonnet) parser.takeIf(',');
  return members;
}

function parseMember(parser: Parser): ObjectMember | undefined {
  const { start } = parser.token;
  if (parser.takeIf('local')) {
    const binding = parser.binding();
    return { kind: 'ObjectLocal', binding, start, end: binding.end };
  }
  if (parser.takeIf('assert')) {
    const condition = parser.expression();
    const message = parser.takeIf(':') ? parser.expression() : undefined;
    return { kind: 'ObjectAssertion', condition, message, start, end: (message ?? condition).end };
  }
  const name = parseFieldName(parser);
  return name && parseField(parser, name);
}

function parseFieldName(parser: Parser): FieldName | undefined {
  const { token } = parser;
  const { start, end } = token;
  if (token.kind === 'string') {
    parser.take();
    return { kind: 'FixedFieldName', name: token.text, form: token.form, start, end };
  }
  if (parser.takeIf('[')) {
    const expression = parser.expression();
    parser.expect(']', 'after the name of a field');
    return { kind: 'ComputedFieldName', expression, start, end: parser.lastEnd };
  }
  if (token.kind === 'identifier' || (token.kind === 'number' && parser.grammar.datasonnet)) {
    const name = parser.name('the name of a field');
    return { kind: 'FixedFieldName', name: name.text, form: undefined, start: name.start, end: name.end };
  }
  const advice = token.kind === 'keyword' ? ` (a keyword; write '${token.text}' in quotes)` : '';
  parser.report(`expected the name of a field, found ${describe(token)}${advice}`);
  return undefined;
}

function parseField(parser: Parser, name: FieldName): ObjectField {
  const parameters = parser.is('(') ? parser.parameters() : undefined;
  const adds = parser.takeIf('+');
  let visibility: ':' | '::' | ':::' = ':';
  if (parser.is(':') || parser.is('::') || parser.is(':::')) visibility = parser.take().text as ':' | '::' | ':::';
  else parser.report(`expected : after the name of a field, found ${describe(parser.token)}`);
  const value = parser.expression();
  return { kind: 'ObjectField', name, adds, visibility, parameters, value, start: name.start, end: value.end };
}

/** What an object comprehension may not hold: a fixed name, `::`, `+:` or an assertion before its `for`. */
export function checkComprehension(members: readonly ObjectMember[], mayAdd: boolean): SyntaxDiagnostic | undefined {
  const at = members.findIndex((member) => member.kind !== 'ObjectLocal');
  const member = members[at];
  const last = members.at(-1);
  if (!member) {
    return {
      message: 'an object comprehension needs a field [name]: value',
      start: last?.start ?? 0,
      end: last?.end ?? 0,
    };
  }
  const { start, end } = member;
  if (member.kind !== 'ObjectField') return { message: 'an object comprehension cannot hold an assertion', start, end };
  if (member.name.kind !== 'ComputedFieldName') {
    return { message: 'the field of an object comprehension is written [name]: value', start, end };
  }
  if (member.visibility !== ':' || (member.adds && !mayAdd)) {
    return { message: 'the field of an object comprehension takes a plain colon', start, end };
  }
  return undefined;
}
