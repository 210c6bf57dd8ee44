import Fastify from 'fastify';
import { end } from '../../report.ts';

/** Fastify with one route, until its first answer. */
const app = Fastify();
app.get('/hello', () => ({ hello: 'world' }));
const url = await app.listen({ host: '127.0.0.1', port: 0 });
const response = await new Promise<string>((resolve, reject) => {
  import('node:http').then(({ get }) => {
    get(`${url}/hello`, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => (text += part.toString()));
      answer.on('end', () => resolve(text));
    }).on('error', reject);
  }, reject);
});
end(response, 1, { idleMb: Math.round(process.memoryUsage.rss() / 1048576) });
process.exit(0);
