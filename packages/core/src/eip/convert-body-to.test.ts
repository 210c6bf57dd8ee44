import { expect, test } from 'vitest';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { messageOf, runSteps, startSteps } from '../../test/run-steps.ts';

const converted = (options: Readonly<Record<string, unknown>>, body: unknown) =>
  runSteps((steps) => steps.eip('convertBodyTo', options), body);

test('the body gets the type', async () => {
  expect((await converted({ type: 'Integer' }, '42')).body).toBe(42);
  expect((await converted({ type: 'java.lang.String' }, 42)).body).toBe('42');
  expect((await converted({ type: 'Integer' }, null)).body).toBeNull();
});

test('text and bytes by their character set', async () => {
  const bytes = (await converted({ type: 'byte[]', charset: 'ISO-8859-1' }, 'é')).body as Uint8Array;
  expect([...bytes]).toEqual([0xe9]);
  expect((await converted({ type: 'String', charset: 'UTF-16BE' }, Uint8Array.of(0, 0xe9))).body).toBe('é');
});

test('what cannot be converted fails with both types, unless it need not be', async () => {
  const failed = await converted({ type: 'Integer' }, 'many');
  expect(exceptionTypeOf(failed.exception)).toBe('org.apache.camel.InvalidPayloadException');
  expect(messageOf(failed.exception)).toMatch(/java\.lang\.Integer.*java\.lang\.String/);
  const optional = await converted({ type: 'Integer', mandatory: false }, { no: 'number' });
  expect([optional.body, optional.exception]).toEqual([null, undefined]);
});

test('bytes are named as Java writes them', async () => {
  const failed = await converted({ type: 'Boolean' }, Uint8Array.of(52));
  expect(messageOf(failed.exception)).toContain('but has type: byte[] on');
});

test('a type that is none is refused', async () => {
  const start = startSteps((steps) => steps.eip('convertBodyTo', { type: 'Intger' }));
  await expect(start).rejects.toThrow('there is no type "Intger". Did you mean "Integer"?');
});

test('a failure names the type as it was written', async () => {
  for (const [type, body] of [
    ['int', 'many'],
    ['byte[]', 7],
    ['boolean', 'perhaps'],
    ['char', 1.5],
    ['java.lang.String[]', 'a'],
  ] as const)
    expect(messageOf((await converted({ type }, body)).exception)).toContain(`to the required type: ${type}`);
});

test('the character set stays known after a failure', async () => {
  const failed = await converted({ type: 'Integer', charset: 'UTF-8' }, 'many');
  expect(failed.exchange.property('CamelCharsetName')).toBe('UTF-8');
  const read = await converted({ type: 'Integer', charset: 'UTF-8' }, '1');
  expect(read.exchange.property('CamelCharsetName')).toBeUndefined();
});
