import { grammarOf } from '../../syntax/grammar.ts';
import type { FieldName, ObjectMember } from '../../syntax/syntax-tree.ts';
import type { ExpressionFormatter } from './expression-formatter.ts';
import type { Layout } from './layout.ts';
import { stringLayout } from './string-spelling.ts';

/** A field, local or assertion of an object. */
export function memberLayout(formatter: ExpressionFormatter, member: ObjectMember): Layout {
  switch (member.kind) {
    case 'ObjectLocal':
      return ['local ', formatter.binding(member.binding)];
    case 'ObjectAssertion': {
      const condition = formatter.format(member.condition);
      return ['assert ', condition, member.message ? [' : ', formatter.format(member.message)] : ''];
    }
    case 'ObjectField': {
      const name = nameLayout(formatter, member.name);
      const parameters = member.parameters ? formatter.parameters(member.parameters) : '';
      return [name, parameters, member.adds ? '+' : '', member.visibility, formatter.body(member.value)];
    }
  }
}

const { keywords } = grammarOf('strict');

function nameLayout(formatter: ExpressionFormatter, name: FieldName): Layout {
  if (name.kind === 'ComputedFieldName') return ['[', formatter.format(name.expression), ']'];
  const { form, name: value, start, end } = name;
  if (form === undefined) return value;
  const isPlain = /^[A-Za-z_]\w*$/.test(value) && !keywords.has(value) && value !== 'importbin';
  return isPlain ? value : stringLayout({ value, form, start, end }, formatter.text);
}
