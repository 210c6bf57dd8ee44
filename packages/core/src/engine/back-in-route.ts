import type { Processor } from '../eip/processor.ts';
import { thenRun } from '../eip/then-run.ts';
import type { StepModel } from '../model/route-model.ts';

/** Steps after which the exchange is the Kamelet's, to the end of their list. */
export const leavesRoute = ({ kind, steps = [] }: StepModel): boolean => kind === 'kamelet' && steps.length === 0;

/** Steps behind which the exchange is again in the route that it was in before. */
export function backInItsRoute(run: Processor): Processor {
  return (exchange, signal) => {
    const { fromRouteId } = exchange;
    return thenRun(run(exchange, signal), () => {
      exchange.fromRouteId = fromRouteId;
    });
  };
}
