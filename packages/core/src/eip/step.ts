import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { thenRun } from './then-run.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Names a group of steps for metrics and traces. */
export const step = {
  name: 'step',
  description: 'Names a group of steps for metrics and traces.',
  shape: 'block',
  options: {},
  compile: compileStep,
} as const satisfies EipDefinition;

async function compileStep(step: StepModel, compiler: Compiler): Promise<Processor> {
  const inner = await compiler.steps(step.steps ?? []);
  const stepId = step.id!;
  const { events } = compiler.host;
  const tell = (type: 'StepStarted' | 'StepCompleted' | 'StepFailed', exchange: Exchange) => {
    if (events.active) events.emit({ type, exchange, stepId });
  };
  return (exchange, signal) => {
    const before = exchange.property('CamelStepId');
    exchange.properties.set('CamelStepId', stepId);
    tell('StepStarted', exchange);
    return thenRun(inner(exchange, signal), () => {
      tell(exchange.exception === undefined ? 'StepCompleted' : 'StepFailed', exchange);
      if (before === undefined) exchange.removeProperty('CamelStepId');
      else exchange.properties.set('CamelStepId', before);
    });
  };
}
