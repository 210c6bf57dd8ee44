import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps one after the other. */
export const pipeline = {
  name: 'pipeline',
  description: 'Runs its steps one after the other.',
  shape: 'block',
  options: {},
  compile: compilePipeline,
} as const satisfies EipDefinition;

async function compilePipeline(step: StepModel, compiler: Compiler): Promise<Processor> {
  return compiler.steps(step.steps ?? []);
}
