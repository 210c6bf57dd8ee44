const words =
  'pass(?:word|wd|phrase|code)|secret|token|credentials?|authori[sz]ation|api[-_]?key|access[-_]?key|private[-_]?key|signature';
const name = `(?:${words})[\\w.-]{0,40}`;
const value = `(?:(?:Basic|Bearer|ApiToken)\\s+)?(?:"[^"]*"|'[^']*'|[^\\s&,;"'<>()[\\]{}]+)`;

const patterns: readonly [RegExp, string][] = [
  [new RegExp(`("[\\w.-]{0,40}${name}"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"|[^\\s,}\\]"]+)`, 'gi'), '$1"xxxxx"'],
  [new RegExp(`(<[\\w:.-]{0,40}${name}(?:\\s[^<>]{0,200})?>)[^<]+(?=</)`, 'gi'), '$1xxxxx'],
  [new RegExp(`(${name}\\s{0,5}[=:]\\s{0,5})${value}`, 'gi'), '$1xxxxx'],
];

/**
 * A text with the values of passwords, tokens and the like as `xxxxx`: in `name=value` and `name: value`, JSON and XML. It
 * knows them by their names only.
 */
export function maskSecrets(text: string): string {
  return patterns.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}
