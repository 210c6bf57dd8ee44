import { begin, end } from '../../report.ts';
import { startFiveSteps } from './five-step-route.ts';

/** A route of five steps with statistics on. */
const steps = await startFiveSteps();
const count = Number(process.argv[2] ?? 1_000_000);
await steps.run(100_000);
steps.takeSum();
begin();
await steps.run(count);
end(steps.takeSum(), count);
await steps.context.stop();
