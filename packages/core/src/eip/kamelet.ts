import type { ResolvedOptions } from '../component/option-spec.ts';
import type { Compiler } from '../engine/compiler.ts';
import { KameletEndpoint } from '../kamelet/kamelet-component.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Calls a packaged route template. */
export const kamelet = {
  name: 'kamelet',
  description: 'Calls a packaged route template.',
  shape: 'block',
  options: {
    name: option.string({ description: 'Name of the kamelet, with an optional id after a slash.', required: true }),
    parameters: option.map({ description: 'Parameters of the kamelet.' }),
  },
  shorthand: 'name',
  compile: compileKamelet,
} as const satisfies EipDefinition;

/** Without steps of its own the exchange stays the Kamelet's afterwards, as in Camel. */
async function compileKamelet(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { name, parameters } = step.options as ResolvedOptions<typeof kamelet.options>;
  const endpoint = compiler.endpoint(`kamelet:${name}`, parameters);
  if (!(endpoint instanceof KameletEndpoint))
    throw compiler.refuse(step, 'another component has the scheme "kamelet".');
  const held = step.steps ?? [];
  const sink = held.length === 0 ? undefined : await compiler.steps(held);
  // Unlike a send, calling a Kamelet by its step does not become the endpoint that a failure names.
  return endpoint.caller(sink, sink !== undefined, compiler.owner);
}
