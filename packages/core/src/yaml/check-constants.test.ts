import { expect, test } from 'vitest';
import { checkConstants } from './check-constants.ts';
import { loadYaml } from './load-yaml.ts';

const problems = (step: string) =>
  checkConstants(loadYaml(`- from: { uri: "direct:a", steps: [${step}] }`)).map(({ code, details }) => ({
    code,
    ...details,
  }));

test.for([
  [
    'delay: { constant: 5s }',
    { place: 'delay', found: '5s', expected: 'milliseconds', hint: ' Write: constant: 5000' },
  ],
  ['delay: { simple: soon }', { place: 'delay', found: 'soon', expected: 'milliseconds', hint: '' }],
  ['loop: { constant: often, steps: [{ log: x }] }', { place: 'loop', found: 'often', expected: 'a whole number' }],
  ['throttle: { constant: "1.5.2" }', { place: 'throttle', found: '1.5.2' }],
  [
    'aggregate: { correlationExpression: { constant: "true" }, completionTimeoutExpression: { constant: 1m }, steps: [{ log: x }] }',
    { place: 'aggregate', expected: 'milliseconds', hint: ' Write: constant: 60000' },
  ],
] as const)('a constant that can never become a number is told: %s', ([step, details]) => {
  expect(problems(step)).toMatchObject([{ code: 'YAML_CONSTANT', ...details }]);
});

test.for([
  'delay: { constant: 5000 }',
  'delay: { constant: " 5000 " }',
  'delay: { constant: "{{wait}}" }',
  'delay: { simple: "${header.wait}" }',
  'loop: { doWhile: true, simple: "true", steps: [{ log: x }] }',
  'setBody: { constant: 5s }',
])('what may become one is not: %s', (step) => {
  expect(problems(step)).toEqual([]);
});
