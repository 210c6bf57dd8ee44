import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { dhow, projectFolder } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
afterEach(() => folder?.remove());

/** Tells on the error output each module of OpenTelemetry that is loaded. */
const watch = `
import { registerHooks } from 'node:module';
registerHooks({
  load(url, context, next) {
    if (/opentelemetry/.test(url)) process.stderr.write('loads ' + url + '\\n');
    return next(url, context);
  },
});`;

test.each([
  [false, /^(?!.*loads)/s],
  [true, /loads .*opentelemetry/],
])('modules of OpenTelemetry are loaded when traces are asked for, and only then (%j)', async (enabled, loaded) => {
  folder = projectFolder({
    'watch.mjs': watch,
    'routes.yaml': '- route: { id: r, from: { uri: "timer:once?repeatCount=1&delay=1", steps: [{ to: "mock:end" }] } }',
    // Nobody listens there: spans are dropped, and the command ends as well as ever.
    'dhow.yaml': `tracing: { enabled: ${enabled}, endpoint: "http://127.0.0.1:1" }`,
  });
  const preload = `--import ${pathToFileURL(join(folder.path, 'watch.mjs')).href}`;
  const { code, err } = await dhow(['run', 'routes.yaml', '--management-port', '0', '--until-idle'], {
    cwd: folder.path,
    env: { NODE_OPTIONS: preload, OTEL_EXPORTER_OTLP_TIMEOUT: '100' },
  });
  expect([code, err]).toEqual([0, expect.stringMatching(loaded)]);
});
