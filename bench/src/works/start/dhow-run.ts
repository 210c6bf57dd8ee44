import { end, readingOfProcess } from '../../report.ts';
import { firstAnswer, idleMemory } from './first-answer.ts';

/** `dhow run` with one route and management, from the start of the process to its first answer. */
process.env['DHOW_MANAGEMENT_PORT'] = '18732';
const { main } = await import('dhow');
void main(['run', 'bench/src/works/start/hello.yaml']);
const answer = JSON.parse(await firstAnswer('http://127.0.0.1:18732/management/health')) as { status: string };
const read = readingOfProcess();
const memory = await idleMemory();
end(answer.status, 1, memory, read);
process.exit(0);
