import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command as a process of its own, from its sources. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  /** Resolves with the first match of what was written so far or will be; rejects when the process ends before. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
}

export function startDhowCommand(
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Running {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('DHOW_')));
  const child = spawn(process.execPath, ['--conditions=@dhow/source', main, ...args], {
    cwd: options.cwd,
    env: { ...environment, NO_COLOR: '1', ...options.env },
  });
  let out = '';
  let err = '';
  const watchers = new Set<() => void>();
  const note = () => {
    for (const watch of watchers) watch();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    note();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    note();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  const shows = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const watch = () => {
        const match = pattern.exec(out + err);
        if (!match) return;
        watchers.delete(watch);
        resolve(match);
      };
      watchers.add(watch);
      watch();
      void ended.then(() => reject(new Error(`it ended without showing ${String(pattern)}:\n${out}\n${err}`)));
    });
  return { child, ended, shows };
}

/** Runs the command to its end. */
export function dhow(
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ended> {
  return startDhowCommand(args, options).ended;
}

/** A folder for one test with files in it. */
export function projectFolder(files: Readonly<Record<string, string>> = {}): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dhow-cli-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A folder with files in it and what is started there, for the test that calls it: both are gone when it has ended. */
export function testProject(files: Readonly<Record<string, string>>): {
  readonly path: string;
  readonly start: (...args: readonly string[]) => Running;
} {
  const folder = projectFolder(files);
  const { path } = folder;
  onTestFinished(() => folder.remove());
  return {
    path,
    start: (...args) => {
      const running = startDhowCommand(args, { cwd: path });
      onTestFinished(async () => {
        running.child.kill('SIGKILL');
        await running.ended;
      });
      return running;
    },
  };
}
