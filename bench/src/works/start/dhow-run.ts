import { endOfProcess } from '../../report.ts';
import { firstAnswer, idleMemory } from './first-answer.ts';

/** `dhow run` with one route and management, from the start of the process to its first answer. */
process.env['DHOW_MANAGEMENT_PORT'] = '18732';
const { main } = await import('dhow');
void main(['run', 'bench/src/works/start/hello.yaml']);
const answer = JSON.parse(await firstAnswer('http://127.0.0.1:18732/management/health')) as { status: string };
const [cpu, wall] = [process.cpuUsage(), performance.now()];
const memory = await idleMemory();
endOfProcess(answer.status, 1, memory, cpu, wall);
process.exit(0);
