import { begin, end } from '../../report.ts';

/** Five awaited functions over one message object: what a route of five steps costs when written by hand. */
interface Message {
  body: number;
  headers: Map<string, unknown> | undefined;
}

const add = async (message: Message) => {
  message.body += 1;
};
const double = async (message: Message) => {
  message.body *= 2;
};
const label = async (message: Message) => {
  (message.headers ??= new Map()).set('kind', message.body % 2 === 0 ? 'even' : 'odd');
};
const cut = async (message: Message) => {
  message.body %= 1_000_003;
};
const collect = async (message: Message) => {
  sum = (sum + message.body) % 1_000_000_007;
};

let sum = 0;
const steps = [add, double, label, cut, collect];

async function run(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const message: Message = { body: i, headers: undefined };
    for (const step of steps) await step(message);
  }
}

const count = Number(process.argv[2] ?? 1_000_000);
await run(100_000);
sum = 0;
begin();
await run(count);
end(sum, count);
