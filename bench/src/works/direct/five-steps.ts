import { begin, end } from '../../report.ts';
import { startFiveSteps } from './five-step-route.ts';

/** A route of five steps with statistics on. */
const { context, run, takeSum } = await startFiveSteps();
const count = Number(process.argv[2] ?? 1_000_000);
await run(100_000);
takeSum();
begin();
await run(count);
end(takeSum(), count);
await context.stop();
