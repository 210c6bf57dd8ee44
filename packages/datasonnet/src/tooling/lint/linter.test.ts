import { describe, expect, it } from 'vitest';
import type { LintOptions } from './linter.ts';
import { lintMapping } from './linter.ts';

function found(source: string, options: LintOptions = {}): string[] {
  return lintMapping(source, options).map(
    ({ rule, range }) => `${rule}: ${range.source.text.slice(range.start, range.end)}`,
  );
}

describe('the linter', () => {
  it('finds locals that nothing reads', () => {
    expect(found('local a = 1, b = a, _c = 2; 3')).toEqual(['unused-local: b']);
    expect(found('{ local x = 1, local y = 2, a: y }')).toEqual(['unused-local: x']);
    expect(found('local f(x) = f(x); 1')).toEqual([]);
  });

  it('finds names that hide others', () => {
    expect(found('local x = 1; local x = 2; x')).toEqual(['unused-local: x', 'shadowing: x']);
    expect(found('function(payload) payload')).toEqual(['shadowing: payload']);
    expect(found('[std for std in [1]]')).toEqual(['shadowing: std']);
    expect(found('[[x for x in [1]], [x for x in [2]]]')).toEqual([]);
  });

  it('finds branches that are never evaluated', () => {
    expect(found('if true then 1 else 2')).toEqual(['constant-condition: true', 'unreachable-branch: 2']);
    expect(found('if 1 > 2 then 1 else 2')).toEqual(['constant-condition: 1 > 2', 'unreachable-branch: 1']);
    expect(found('false && payload.x')).toEqual(['constant-condition: false', 'unreachable-branch: payload.x']);
    expect(found('[1] default payload.x')).toEqual(['unreachable-branch: payload.x']);
    expect(found('payload.y default payload.x')).toEqual([]);
    expect(found("try 'a' else 'b'")).toEqual(["unreachable-branch: 'b'"]);
    expect(found('assert false; 1')).toEqual(['constant-condition: false', 'unreachable-branch: 1']);
    expect(found("if 'yes' then 1")).toEqual(["constant-condition: 'yes'"]);
    expect(found('[x for x in payload if true]')).toEqual(['constant-condition: true']);
  });

  it('finds library functions that do not exist, and names the nearest', () => {
    const [first] = lintMapping('ds.strings.capitalise("x") + std.lenght(payload)');
    expect(first).toMatchObject({ rule: 'unknown-library-function', severity: 'error' });
    expect(first?.message).toBe('ds.strings has no capitalise; did you mean capitalize?');
    expect(found('local std = { x: 1 }; std.y')).toEqual(['shadowing: std']);
  });

  it('finds variables that nobody defines', () => {
    expect(lintMapping('paylod.x')[0]?.message).toBe('there is no variable paylod; did you mean payload?');
    expect(found('cml.header("x")', { hostLibraries: ['cml'] })).toEqual([]);
    expect(found('other.x', { inputs: ['other'] })).toEqual([]);
    expect(found('payload', { profile: 'jsonnet' })).toEqual(['unknown-variable: payload']);
  });

  it('finds fields that are there twice, and mistakes of syntax', () => {
    expect(found('{ a: 1, b: 2, a: 3 }')).toEqual(['duplicate-field: a']);
    expect(found('{ a: 1')).toEqual(['syntax: ']);
  });
});
