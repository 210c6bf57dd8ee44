import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface DemoSandbox {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the sandbox as a process of its own, as a DHIS2 would be, with its state in a file. */
export async function startDemoSandbox(root: string, data: string): Promise<DemoSandbox> {
  const command = join(root, 'packages/dhow/bin/dhow.js');
  const child = spawn(process.execPath, [command, 'sandbox', '--dhis2', '2.42', '--seed', 'country', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readyUrl(child);
  return {
    url,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const ready = /^ready (\S+)$/m.exec(output);
      if (ready) resolve(ready[1]!);
    });
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`The sandbox ended with code ${code} before it was ready.`)));
  });
}
