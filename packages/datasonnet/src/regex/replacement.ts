import type { Regex, RegexMatch } from './regex.ts';

/** A replacement text that refers to a group that is not there, or is broken off. */
export class ReplacementError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReplacementError';
  }
}

/**
 * Replaces matches: all of them, or the first only. `replacement` may refer to groups as `$1` and `${name}`, and `\`
 * takes the next character as it is, by the rules of the regex's dialect.
 */
export function replaceMatches(
  regex: Regex,
  text: string,
  replacement: string | ((match: RegexMatch) => string),
  firstOnly = false,
): string {
  let result = '';
  let last = 0;
  for (const match of regex.findAll(text)) {
    const template = typeof replacement === 'string' ? replacement : replacement(match);
    result += text.slice(last, match.start) + expandReplacement(regex, match, template);
    last = match.end;
    if (firstOnly) break;
  }
  return result + text.slice(last);
}

/** Puts the groups of a match in the places of a replacement text. */
function expandReplacement(regex: Regex, match: RegexMatch, template: string): string {
  if (!template.includes('$') && !template.includes('\\')) return template;
  const java = regex.dialect === 'java';
  let result = '';
  let at = 0;
  while (at < template.length) {
    const c = template.charAt(at);
    if (c === '\\') {
      if (at + 1 === template.length) {
        if (java) throw new ReplacementError('character to be escaped is missing');
        return result + c;
      }
      result += template.charAt(at + 1);
      at += 2;
    } else if (c === '$') {
      const reference = java ? javaReference(regex, template, at) : re2Reference(regex, template, at);
      if (reference === undefined) {
        result += c;
        at++;
      } else {
        result += match.groups[reference.group] ?? '';
        at = reference.end;
      }
    } else {
      result += c;
      at++;
    }
  }
  return result;
}

interface Reference {
  readonly group: number;
  readonly end: number;
}

function javaReference(regex: Regex, template: string, at: number): Reference {
  const next = template.charAt(at + 1);
  if (next === '{') return namedReference(regex, template, at);
  if (!/^[0-9]$/.test(next))
    throw new ReplacementError(
      next === '' ? 'Illegal group reference: group index is missing' : 'Illegal group reference',
    );
  let group = Number(next);
  if (group > regex.groupCount) throw new ReplacementError(`No group ${group}`);
  let end = at + 2;
  while (/^[0-9]$/.test(template.charAt(end)) && group * 10 + Number(template.charAt(end)) <= regex.groupCount) {
    group = group * 10 + Number(template.charAt(end));
    end++;
  }
  return { group, end };
}

function re2Reference(regex: Regex, template: string, at: number): Reference | undefined {
  const next = template.charAt(at + 1);
  if (next === '{') return namedReference(regex, template, at);
  if (!/^[0-9]$/.test(next)) return undefined;
  let group = Number(next);
  if (group > regex.groupCount) throw new ReplacementError(`n > number of groups: ${group}`);
  let end = at + 2;
  while (/^[0-9]$/.test(template.charAt(end)) && group * 10 + Number(template.charAt(end)) <= regex.groupCount) {
    group = group * 10 + Number(template.charAt(end));
    end++;
  }
  return { group, end };
}

function namedReference(regex: Regex, template: string, at: number): Reference {
  const close = template.indexOf('}', at);
  const name = close < 0 ? '' : template.slice(at + 2, close);
  if (name === '') throw new ReplacementError('named capturing group is missing its name or the closing }');
  const group = regex.groupNames.get(name);
  if (group === undefined) throw new ReplacementError(`No group with name {${name}}`);
  return { group, end: close + 1 };
}
