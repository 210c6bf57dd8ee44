import { expect, test } from 'vitest';
import { validateYaml } from './load-yaml.ts';

const steps = (text: string) => `- route:
    id: r
    from:
      uri: timer:t
      steps:
${text}`;

test.each([
  ['a tab', '        - log:\n\t    message: x\n', '7:1', 'a tab stands in the indentation. Indent with blanks.'],
  [
    'an item too far left',
    '        - log: a\n       - to: direct:x\n',
    '7:8',
    'Items of one list, and words of one map, begin at the same column; the "- " above begins at column 9.',
  ],
  [
    'braces without quotes',
    '        - setBody: { simple: ${body} }\n',
    '6:30',
    "within { } a text with braces needs quotes: { simple: '${body}' }",
  ],
  ['a colon without quotes', '        - log: got: ${body}\n', '6:16', 'needs quotes: log: "got: ${body}"'],
  [
    'a quote left open',
    '        - log: a\n        - log: "b\n        - log: c\n',
    '7:16',
    'the " that opens here is never closed.',
  ],
  ['another one', "        - log: 'b\n", '6:16', "the ' that opens here is never closed."],
  [
    'a brace left open',
    '        - setBody: { constant: a\n        - log: b\n',
    '7:9',
    'a "{" before this place is not closed.',
  ],
])('%s is told in words, at its place, and once', (_, text, place, words) => {
  const problems = validateYaml(steps(text), { file: 'r.yaml' });
  const [line, column] = place.split(':').map(Number);
  expect(problems).toMatchObject([{ code: 'YAML_SYNTAX', source: { line, column } }]);
  expect(problems[0]!.message).toContain(words);
});

test('what nobody thought of is told as the parser has it', () => {
  const [problem] = validateYaml('- %a: b\n- *gone\n', { file: 'r.yaml' });
  expect(problem).toMatchObject({ code: 'YAML_SYNTAX', details: { reason: expect.stringMatching(/\w/) as string } });
});

test('steps at a wrong depth are told where they belong', () => {
  const beside = steps("        - filter:\n            simple: '${body}'\n          steps:\n            - log: x\n");
  expect(validateYaml(beside).map(({ message }) => message)).toEqual([
    expect.stringContaining('Indent "steps:" further, so that it stands under "filter:".'),
  ]);
  const outside = '- route:\n    from: timer:t\n    steps:\n      - log: x\n';
  expect(validateYaml(outside).map(({ message }) => message)).toContain(
    '"route" has no option "steps". Put "steps:" under "from:", beside its "uri:".',
  );
});
