import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DatasonnetError, compile } from '../src/index.ts';
import type { Profile } from '../src/index.ts';
import { SourceText } from '../src/source/source-text.ts';
import { grammarOf } from '../src/syntax/grammar.ts';
import { parse } from '../src/syntax/parser.ts';
import { formatMapping } from '../src/tooling/format/formatter.ts';
import { programs } from './programs.ts';

const payload = {
  mediaType: 'application/json',
  content: '{"a":1,"b":"two","list":[1,2,{"n":3}],"o":{"a":null,"10":1,"9":2}}',
};
const limits = { steps: 200_000, timeMs: 10_000, valueSize: 1_000_000, callDepth: 200 };

/** What a program gives: its text, or the code of its error. Anything but an error of the language fails the test. */
function outcome(source: string, profile: Profile, optimise: boolean): string {
  try {
    const mapping = compile(source, { profile, optimise, limits });
    return String(mapping.run(profile === 'jsonnet' ? {} : { payload }).content);
  } catch (error) {
    if (!DatasonnetError.is(error)) throw error;
    return error.code;
  }
}

describe('random programs', () => {
  it.each(['strict', 'dhow', 'jsonnet'] as const)('give the same with and without the optimiser (%s)', (profile) => {
    fc.assert(
      fc.property(programs(profile !== 'jsonnet'), (source) => {
        const optimised = outcome(source, profile, true);
        const plain = outcome(source, profile, false);
        // Where a program runs out of stack or steps depends on how it is compiled.
        const limited = ['DS_DEPTH', 'DS_STEPS', 'DS_SIZE', 'DS_CYCLE'];
        if (limited.includes(optimised) || limited.includes(plain)) return;
        // Which of two wrong arguments is named depends on the order in which they are looked at.
        expect(optimised.startsWith('DS_') ? 'error' : optimised).toBe(plain.startsWith('DS_') ? 'error' : plain);
      }),
      { numRuns: 600, seed: 7 },
    );
  });

  it('give the same each time they run', () => {
    fc.assert(
      fc.property(programs(true), (source) => {
        const run = () => {
          try {
            return String(mapping?.run({ payload }).content);
          } catch (error) {
            return (error as DatasonnetError).code;
          }
        };
        let mapping: ReturnType<typeof compile> | undefined;
        try {
          mapping = compile(source, { limits });
        } catch {
          return;
        }
        expect(run()).toBe(run());
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('keep their meaning when they are formatted', () => {
    fc.assert(
      fc.property(programs(true), (source) => {
        const grammar = grammarOf('strict');
        if (parse(new SourceText('', source), grammar).diagnostics.length > 0) return;
        const formatted = formatMapping(source);
        expect(formatMapping(formatted)).toBe(formatted);
        expect(outcome(formatted, 'strict', true)).toBe(outcome(source, 'strict', true));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('that are broken are read to the end', () => {
    const soup = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '(',
        ')',
        ',',
        ';',
        ':',
        '::',
        '=',
        '==',
        '+',
        '.',
        'local',
        'if',
        'then',
        'else',
        'for',
        'in',
        'x',
        '1',
        "'a'",
        'function',
        'error',
        'self',
        '$',
        '|||\n',
        '"',
        '/*',
        '//',
        '\n',
        '\\',
        '@',
        'try',
        'default',
        'assert',
        '?',
        '😀',
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(soup, fc.constantFrom<Profile[]>('strict', 'dhow', 'jsonnet'), (tokens, profile) => {
        const source = tokens.join(' ');
        const tree = parse(new SourceText('', source), grammarOf(profile));
        expect(tree.root.end).toBeLessThanOrEqual(source.length);
        for (const { start, end } of tree.diagnostics) expect(start).toBeLessThanOrEqual(end);
      }),
      { numRuns: 3_000, seed: 5 },
    );
  });
});
