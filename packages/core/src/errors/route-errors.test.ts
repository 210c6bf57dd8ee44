import { expect, test } from 'vitest';
import { nearestHint, nearestName } from './nearest-name.ts';
import { isRouteError, RouteError } from './route-error.ts';
import { routeErrors, type RouteErrorCode } from './route-errors.ts';

const codes = Object.keys(routeErrors) as RouteErrorCode[];

test.each(codes)('%s reads well and stands for a class', (code) => {
  const { template, exception } = routeErrors[code];
  const names = Array.from(template.matchAll(/\{(\w+)\}/g), ([, name]) => name!);
  const details = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
  const error = new RouteError(code, details);
  expect(isRouteError(error)).toBe(true);
  expect(error).toMatchObject({ name: 'RouteError', code, details, exceptionType: exception });
  expect(error.message).not.toMatch(/[{}]|undefined/);
  expect(exception).toMatch(/^([a-z][\w0-9]*\.)+[A-Z]\w+(\$\w+)?$/);
});

test('an error knows the place in the source, and its cause', () => {
  const cause = new Error('disk');
  const source = { file: 'a.yaml', line: 3, column: 5 };
  const error = new RouteError('ROUTE_BAD_DEFINITION', { place: 'r', reason: 'no.' }, { cause, source });
  expect(error.message).toBe('a.yaml:3:5: r: no.');
  expect(error.cause).toBe(cause);
  expect(isRouteError(cause)).toBe(false);
});

test('the nearest name is offered, and a short list in full', () => {
  const names = ['period', 'delay', 'repeatCount'];
  expect(nearestName('perid', names)).toBe('period');
  expect(nearestName('PERIOD', names)).toBe('period');
  expect(nearestName('dleay', names)).toBe('delay');
  expect(nearestHint('something else', names)).toBe(' Known: delay, period, repeatCount.');
  expect(nearestHint('x', [])).toBe('');
});
