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

test('mappings are formatted in place, and linted', async () => {
  folder = projectFolder({
    'map.ds': '{total:payload.a+1}\n',
    'bad.ds': 'local unused = 1;\n{ a: payload }\n',
    'broken.ds': '{ a: ',
  });
  const where = { cwd: folder.path };
  const check = await dhow(['datasonnet', 'format', '--check', 'map.ds'], where);
  const format = await dhow(['datasonnet', 'format', 'map.ds'], where);
  const again = await dhow(['datasonnet', 'format', '--check', 'map.ds'], where);
  expect([check.code, check.out, format.code, again.code, again.out]).toEqual([1, 'map.ds\n', 0, 0, '']);
  const [lint, broken, none] = await Promise.all([
    dhow(['datasonnet', 'lint', 'bad.ds'], where),
    dhow(['datasonnet', 'format', 'broken.ds'], where),
    dhow(['datasonnet', 'lnt', 'bad.ds'], where),
  ]);
  expect([lint.code, lint.out]).toEqual([1, expect.stringMatching(/^bad\.ds:1:\d+: .*unused/)]);
  expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('broken.ds:')]);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('Did you mean "lint"?')]);
});
