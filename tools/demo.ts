import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { createLoggers, startDhow, untilIdle, type Dhow } from '@dhow/boot';
import { RowProgress } from '../packages/dhow/src/commands/row-progress.ts';
import { countText } from '../packages/dhow/src/terminal/number-text.ts';
import { styleOf } from '../packages/dhow/src/terminal/style.ts';
import { processTerminal } from '../packages/dhow/src/terminal/terminal.ts';
import { prepareProject } from './demo/demo-input.ts';
import { demoReport, type DemoFigures } from './demo/demo-report.ts';
import { startDemoSandbox } from './demo/demo-sandbox.ts';
import { DeliveryTotals } from './demo/delivery-totals.ts';
import { targetFacts, targetValues } from './demo/target-values.ts';

/**
 * `npm run demo`: a sandbox with a country in it, and the example *monthly report* that brings it 30,000 rows. Both keep their
 * state in `.dhow/demo`, so that a second run shows that nothing is doubled.
 *
 * --keep  stays up afterwards, with the management endpoints
 * --json  ends with one line of JSON
 */
const flags = new Set<string>(process.argv.slice(2));
for (const flag of flags) {
  if (flag === '--keep' || flag === '--json') continue;
  console.error(`The demo has no option ${flag}. Known: --keep, --json.`);
  process.exit(2);
}

const root = resolve(import.meta.dirname, '..');
const home = join(root, '.dhow/demo');
const project = join(home, 'monthly-report');
const terminal = processTerminal();
// With --json the standard output is for a program: what people read goes to the error output.
const say = (text: string) => (flags.has('--json') ? terminal.err(text) : terminal.out(text));
const { bold, dim } = styleOf(terminal.useColour && !flags.has('--json'));

mkdirSync(home, { recursive: true });
const sandbox = await startDemoSandbox(root, join(home, 'sandbox.db'));
let dhow: Dhow | undefined;
let exitCode = 0;
try {
  const facts = await targetFacts(sandbox.url);
  say(
    `  ${bold('sandbox')}   DHIS2 ${facts.version}, ${countText(facts.orgUnits)} org units, ${facts.dataSets} data sets   ${dim(sandbox.url)}\n`,
  );
  const input = prepareProject(join(root, 'examples/monthly-report'), project);
  say(`  ${bold('route')}     monthly-report: ${input.files.join(', ')}\n`);
  const before = await targetValues(sandbox.url);
  const { figures, totals, running } = await deliver(input.rows);
  dhow = running;
  const places = {
    file: shown(join(project, 'rejects')),
    inbox: shown(join(project, 'inbox')),
    state: shown(join(home, 'state.db')),
  };
  const rejections = { ...totals.rejections(), ...places };
  say(demoReport(figures, before.count, rejections, terminal.useColour));
  if (flags.has('--json')) terminal.out(`${JSON.stringify(figures)}\n`);
  if (figures.pending > 0 || figures.doubled > 0 || totals.rows !== input.rows) exitCode = 1;
  if (flags.has('--keep')) await keep(running);
} finally {
  await dhow?.stop();
  await sandbox.stop();
}
process.exitCode = exitCode;

async function deliver(rows: number): Promise<{ figures: DemoFigures; totals: DeliveryTotals; running: Dhow }> {
  let progress: RowProgress | undefined;
  const totals = new DeliveryTotals();
  const startedAt = performance.now();
  const running = await startDhow({
    routes: [join(project, 'route.ts')],
    standardParts: 'named',
    configuration: {
      file: join(project, 'dhow.yaml'),
      environment: {},
      overrides: {
        'connections.national.url': sandbox.url,
        'state.file': join(home, 'state.db'),
        'management.enabled': flags.has('--keep'),
        'management.port': 0,
      },
      overridesName: 'demo',
    },
    loggers: createLoggers({
      level: 'WARN',
      format: 'pretty',
      colour: terminal.useColour,
      write(line) {
        progress?.pause();
        terminal.err(line);
      },
    }),
    onContext: (context) => totals.listen(context),
  });
  progress = new RowProgress(running.state, terminal, { total: rows });
  await untilIdle(running.context, new AbortController().signal);
  const seconds = (performance.now() - startedAt) / 1000;
  await progress.finish();
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const target = await targetValues(sandbox.url);
  const figures: DemoFigures = {
    rows: totals.rows,
    accepted: totals.accepted,
    rejected: totals.rejected,
    pending: totals.pending,
    // More values than accepted rows, or one key twice: something arrived more than once.
    doubled: target.repeated + Math.max(0, target.count - totals.accepted),
    seconds: Math.round(seconds * 100) / 100,
    rowsPerSecond: Math.round(totals.rows / seconds),
    peakRssMb,
    valuesInTarget: target.count,
  };
  return { figures, totals, running };
}

async function keep(running: Dhow): Promise<void> {
  say(
    `\n  ${bold('management')} ${running.managementUrl}    ${bold('DHIS2')} ${sandbox.url} ${dim('admin / district')}\n`,
  );
  say(`  ${dim(`drop more files into ${shown(join(project, 'inbox'))}; Ctrl-C ends`)}\n`);
  await new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
}

function shown(path: string): string {
  return relative(process.cwd(), path) || '.';
}
