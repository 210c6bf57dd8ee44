import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../runtime/runtime.ts';
import { compile } from './compile.ts';
import { defaultLimits } from '../runtime/limits.ts';

const page = readFileSync(new URL('../../../../docs/datasonnet.md', import.meta.url), 'utf8');

describe('docs/datasonnet.md', () => {
  it('shows what its mappings give', () => {
    const shown = [...page.matchAll(/```datasonnet ?(\w*)\n([\s\S]*?)```\s+```json\n([\s\S]*?)```/g)];
    expect(shown.length).toBeGreaterThan(1);
    for (const [, profile, source, result] of shown) {
      const options = profile === '' ? {} : { profile: profile as Profile };
      const { content } = compile(source!, options).run({ payload: { mediaType: 'application/json', content: '{}' } });
      expect(JSON.parse(String(content))).toEqual(JSON.parse(result!));
    }
  });

  it('gives the limits that hold when nobody sets others', () => {
    const limit = (name: string) => new RegExp(`\\| ${name}[^|]*\\| ([^|]*) \\|`).exec(page)?.[1];
    expect(limit('calls inside calls')).toBe(
      `${defaultLimits.callDepth.toLocaleString('en-US')}, or the JavaScript stack`,
    );
    expect(limit('calls, rounds and elements')).toBe(defaultLimits.steps.toLocaleString('en-US'));
    expect(limit('characters of the output')).toBe(`${defaultLimits.outputSize / 2 ** 20} M`);
    expect(limit('length of a text or array')).toBe(`${defaultLimits.valueSize / 2 ** 20} M`);
    expect(limit('wall clock')).toBe(`${defaultLimits.timeMs / 1000} s`);
  });
});
