import { describe, expect, it } from 'vitest';
import { runFormat, runLint } from './tool-commands.ts';
import type { CommandEnvironment } from './transform-environment.ts';

function machine(files: Record<string, string>, input = '') {
  const written: Record<string, string> = {};
  const said = { out: '', err: '' };
  const environment: CommandEnvironment = {
    input: (async function* () {
      yield input;
    })(),
    out: (text) => void (said.out += String(text)),
    err: (text) => void (said.err += text),
    outIsTerminal: false,
    read: (path) => (path in files ? new TextEncoder().encode(files[path]) : undefined),
    async write(path, content) {
      written[path] = String(content);
    },
    files: (path) => Object.keys(files).filter((name) => name === path || name.startsWith(`${path}/`)),
    watch: () => {},
    stop: new AbortController().signal,
    now: () => 0n,
    random: () => 0,
  };
  return { environment, written, said };
}

describe('dhow datasonnet format', () => {
  it('writes the files of a folder that are laid out otherwise, and names them', async () => {
    const { environment, written, said } = machine({ 'm/a.ds': '{a:1}', 'm/b.ds': '{ a: 1 }\n', 'm/c.txt': '{a:1}' });
    expect(await runFormat({ positionals: ['m'], values: {} }, environment)).toBe(0);
    expect(written).toEqual({ 'm/a.ds': '{ a: 1 }\n' });
    expect(said.out).toBe('m/a.ds\n');
  });

  it('only checks with --check', async () => {
    const { environment, written } = machine({ 'a.ds': '{a:1}' });
    expect(await runFormat({ positionals: ['a.ds'], values: { check: true } }, environment)).toBe(1);
    expect(written).toEqual({});
  });

  it('formats standard input', async () => {
    const { environment, said } = machine({}, '[1,2]');
    expect(await runFormat({ positionals: ['-'], values: {} }, environment)).toBe(0);
    expect(said.out).toBe('[1, 2]\n');
  });

  it('says what cannot be parsed, and goes on', async () => {
    const { environment, written, said } = machine({ 'a.ds': '{a:', 'b.ds': '1+1' });
    expect(await runFormat({ positionals: ['a.ds', 'b.ds'], values: {} }, environment)).toBe(1);
    expect(said.err).toContain('a.ds:1:4');
    expect(written).toEqual({ 'b.ds': '1 + 1\n' });
  });

  it('refuses a call without files and files that are not there', async () => {
    expect(await runFormat({ positionals: [], values: {} }, machine({}).environment)).toBe(2);
    expect(await runFormat({ positionals: ['x.ds'], values: {} }, machine({}).environment)).toBe(2);
  });
});

describe('dhow datasonnet lint', () => {
  it('names place, rule and advice', async () => {
    const { environment, said } = machine({ 'a.ds': 'local x = 1;\npaylod.y' });
    expect(await runLint({ positionals: ['a.ds'], values: {} }, environment)).toBe(1);
    expect(said.out).toBe(
      'a.ds:1:7: warning: nothing reads the local x (unused-local)\n' +
        'a.ds:2:1: error: there is no variable paylod; did you mean payload? (unknown-variable)\n',
    );
  });

  it('is content with a clean file', async () => {
    const { environment } = machine({ 'a.ds': 'payload.x + cml.header("h")' });
    expect(await runLint({ positionals: ['a.ds'], values: { library: ['cml'] } }, environment)).toBe(0);
  });
});
