import { createContext, route } from '@dhow/core';
import { direct, directComponent } from '@dhow/components/direct';
import { end } from '../../report.ts';

/** Memory of messages that wait in a step: `node --expose-gc in-flight.ts dhow|hand`. */
const count = 20_000;
let open = () => {};
const opened = new Promise<void>((resolve) => {
  open = resolve;
});
let passed = 0;
const wait = async () => {
  await opened;
  passed++;
};

const ways: Readonly<Record<string, () => Promise<(body: number) => Promise<unknown>>>> = {
  async dhow() {
    const context = createContext({ components: [directComponent()] });
    const waiting = route('waiting').from(direct<number>('start')).setHeader('kind', 'held').process(wait);
    await context.addRoutes(waiting as never);
    await context.start();
    return (body) => context.send('direct:start', body);
  },
  async hand() {
    const label = async (message: { readonly body: number; headers?: Map<string, string> }) => {
      message.headers = new Map([['kind', 'held']]);
    };
    return async (body) => {
      const message: { readonly body: number; headers?: Map<string, string> } = { body };
      await label(message);
      await wait();
    };
  },
};

const send = await ways[process.argv[2] ?? 'dhow']!();
await Promise.resolve();
const heap = () => {
  globalThis.gc!();
  return process.memoryUsage().heapUsed;
};
const before = heap();
const all: Promise<unknown>[] = [];
for (let i = 0; i < count; i++) all.push(send(i));
await new Promise((resolve) => setImmediate(resolve));
const bytes = Math.round((heap() - before) / count);
open();
await Promise.all(all);
end(passed, count, { 'bytes a message': bytes });
process.exit();
