import { afterEach, expect, test } from 'vitest';
import { dhow, projectFolder } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
afterEach(() => folder?.remove());

test('a mapping runs on a file, and what is wrong in it is told with its place', async () => {
  folder = projectFolder({
    'map.ds': '{ total: payload.a + payload.b }\n',
    'bad.ds': '{ total: payload.a + payloud.b }\n',
    'in.json': '{"a": 1, "b": 2}',
  });
  const where = { cwd: folder.path };
  const [good, bad, none] = await Promise.all([
    dhow(['transform', 'map.ds', 'in.json'], where),
    dhow(['transform', 'bad.ds', 'in.json'], where),
    dhow(['transform'], where),
  ]);
  expect([good.code, good.err, JSON.parse(good.out)]).toEqual([0, '', { total: 3 }]);
  expect([bad.code, bad.err]).toEqual([1, expect.stringMatching(/bad\.ds:1:22.*payloud/s)]);
  expect(none.code).toBe(2);
});
