import type { Exchange } from '../exchange/exchange.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Compiler } from './compiler.ts';
import type { StepInterceptor } from './interceptors.ts';
import { mayContinue } from './pipeline.ts';

/** `intercept`: its steps run before each step, which is left out when they end the exchange. */
export async function stepInterceptor(
  step: StepModel,
  onWhen: ExpressionModel | undefined,
  compiler: Compiler,
): Promise<StepInterceptor> {
  const condition = onWhen && (await compiler.predicate(onWhen));
  const block = await compiler.steps(step.steps ?? []);
  return (inner, stepId) => async (exchange, signal) => {
    markIntercepted(exchange, compiler, stepId);
    if (!condition || (await condition.test(exchange, signal))) {
      await block(exchange, signal);
      if (!mayContinue(exchange)) return;
    }
    return inner(exchange, signal);
  };
}

/** The properties by which intercepting steps know what they stand before. */
export function markIntercepted(
  exchange: Exchange,
  { routeId, sourceUri }: Pick<Compiler, 'routeId' | 'sourceUri'>,
  stepId: string | undefined,
): void {
  const { properties } = exchange;
  properties.set('CamelInterceptedRouteId', routeId);
  if (stepId !== undefined) properties.set('CamelInterceptedNodeId', stepId);
  if (sourceUri !== undefined) properties.set('CamelInterceptedParentEndpointUri', sourceUri);
}
