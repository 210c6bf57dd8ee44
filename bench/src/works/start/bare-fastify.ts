import Fastify from 'fastify';
import { end, readingOfProcess } from '../../report.ts';
import { firstAnswer, idleMemory } from './first-answer.ts';

/** Fastify with one route, from the start of the process to its first answer. */
const app = Fastify();
app.get('/hello', () => ({ status: 'UP' }));
await app.listen({ host: '127.0.0.1', port: 18_731 });
const answer = JSON.parse(await firstAnswer('http://127.0.0.1:18731/hello')) as { status: string };
const read = readingOfProcess();
const memory = await idleMemory();
end(answer.status, 1, memory, read);
process.exit(0);
