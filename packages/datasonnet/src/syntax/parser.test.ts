import { describe, expect, it } from 'vitest';
import type { Profile } from '../runtime/runtime.ts';
import { SourceText } from '../source/source-text.ts';
import { childrenOf } from './children.ts';
import { grammarOf } from './grammar.ts';
import { parse } from './parser.ts';
import type { Expression } from './syntax-tree.ts';

function tree(source: string, profile: Profile = 'strict') {
  return parse(new SourceText('', source), grammarOf(profile));
}

function problems(source: string, profile?: Profile): string[] {
  return tree(source, profile).diagnostics.map(({ message, start }) => `${start}: ${message}`);
}

/** The expressions of a tree with the text they cover. */
function covered(source: string): string[] {
  const found: string[] = [];
  const visit = (node: Expression): void => {
    found.push(`${node.kind} ${source.slice(node.start, node.end)}`);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(tree(source).root);
  return found;
}

describe('the parser', () => {
  it('gives every expression its stretch of the source', () => {
    expect(covered('local f(x) = [x.a + 1];\nf({ b: -$.c })[0]')).toEqual([
      'Local local f(x) = [x.a + 1];\nf({ b: -$.c })[0]',
      'ArrayLiteral [x.a + 1]',
      'Binary x.a + 1',
      'FieldAccess x.a',
      'Identifier x',
      'NumberLiteral 1',
      'IndexAccess f({ b: -$.c })[0]',
      'Call f({ b: -$.c })',
      'Identifier f',
      'ObjectLiteral { b: -$.c }',
      'Unary -$.c',
      'FieldAccess $.c',
      'Dollar $',
      'NumberLiteral 0',
    ]);
  });

  it('keeps comments in order', () => {
    const { comments } = tree('/* a */ 1 // b\n + # c\n 2');
    expect(comments.map(({ text }) => text)).toEqual(['/* a */', '// b', '# c']);
  });

  it('binds default tightest, and takes words that are no keywords as names', () => {
    expect(covered('a + b default c')).toContain('Binary b default c');
    expect(problems('local default = 1; default default default')).toEqual([]);
    expect(problems('{ default: 1 }.default + { 1a: 2 }.1a')).toEqual([]);
  });

  it('goes on after a mistake and says each once', () => {
    expect(problems('{ a: , b: 2, c: [1, 2 }')).toEqual([
      '5: expected an expression, found ","',
      '22: expected ] to close the array, found "}"',
    ]);
    expect(problems('{ a: 1 b: 2, c 3 }')).toEqual([
      '7: expected , or } after a field, found "b"',
      '15: expected : after the name of a field, found "3"',
    ]);
    expect(problems('[1 2,, 3]')).toEqual([
      '3: expected , or ] after an element, found "2"',
      '5: a part is missing before this comma',
    ]);
    expect(problems('f(1, , 2) + g(3')).toEqual([
      '5: a part is missing before this comma',
      '15: expected ) after the arguments, found the end of the file',
    ]);
    expect(problems('local x = ; x + 1')).toEqual(['10: expected an expression, found ";"']);
  });

  it('still has what is right around a mistake', () => {
    const { root } = tree('{ a: 1 b: 2, c: [1 2], d: }');
    expect(root.kind === 'ObjectLiteral' && root.members.length).toBe(4);
  });

  it('gives advice for keywords, strings and escapes', () => {
    expect(problems('{ if: 1 }')).toEqual([
      '2: expected the name of a field, found "if" (a keyword; write \'if\' in quotes)',
    ]);
    expect(problems('"abc')).toEqual(['0: this string has no end; close it with "']);
    expect(problems("'\\q'")).toEqual(['0: the escape \\q does not exist; write \\\\ for a backslash']);
    expect(problems('1 /* no end')).toEqual(['2: this comment has no end; close it with */']);
    expect(problems('f(a=1, 2)')).toEqual(['7: positional arguments come before named ones']);
    expect(problems('function(x, x) x')).toEqual(['12: the parameter x is there twice']);
  });

  it('refuses what is nested without end, quickly', () => {
    for (const source of [
      '('.repeat(100_000),
      '['.repeat(100_000),
      '-'.repeat(100_000) + '1',
      '{a:'.repeat(50_000),
      'if a then '.repeat(50_000),
    ]) {
      expect(problems(source)[0]).toContain('nested deeper than 400 levels');
    }
  });

  it('reads what each profile has and no more', () => {
    expect(problems('a?.b ?? $"x${1}" + 1m', 'dhow')).toEqual([]);
    expect(problems('a?.b')).not.toEqual([]);
    expect(problems('1_000 + f() tailstrict + importbin "x"', 'jsonnet')).toEqual([]);
    expect(problems('1_000')).not.toEqual([]);
    expect(problems('try 1 else 2', 'jsonnet')).not.toEqual([]);
    expect(problems('local x = 1, x = 2; x')).toEqual([]);
    expect(problems('local x = 1, x = 2; x', 'jsonnet')).toEqual(['13: the variable x is bound twice']);
  });
});
