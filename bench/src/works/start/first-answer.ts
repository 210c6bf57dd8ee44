import { get } from 'node:http';

/** Asks until the server answers, for ten seconds. */
export async function firstAnswer(url: string): Promise<string> {
  for (let attempt = 0; attempt < 2_000; attempt++) {
    const text = await ask(url);
    if (text !== undefined) return text;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${url} did not answer.`);
}

function ask(url: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => resolve(text));
    }).on('error', () => resolve(undefined));
  });
}

/** Resident memory after the process has been quiet for a while. */
export async function idleMemory(): Promise<{ 'idle MB': number }> {
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  return { 'idle MB': Math.round(process.memoryUsage.rss() / 1048576) };
}
