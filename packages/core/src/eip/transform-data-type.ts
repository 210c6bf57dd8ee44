import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { settleValue } from './then-run.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Transforms the body between declared data types. */
export const transformDataType = {
  name: 'transformDataType',
  description: 'Transforms the body between declared data types.',
  shape: 'step',
  options: {
    fromType: option.string({ description: 'Data type of the body now.' }),
    toType: option.string({ description: 'Data type wanted.', required: true }),
  },
  compile: compileTransformDataType,
} as const satisfies EipDefinition;

/** Turns bodies of one declared type into another: a bean named `from>to` or `to`. */
export type DataTypeTransformer = (body: unknown) => unknown;

async function compileTransformDataType(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { fromType, toType } = step.options as ResolvedOptions<typeof transformDataType.options>;
  const { context } = compiler;
  const found = context.bean(`${fromType ?? ''}>${toType}`) ?? context.bean(toType);
  if (typeof found !== 'function')
    throw compiler.refuse(step, `No transformer from: ${fromType ?? 'null'} to:${toType}`);
  const transform = found as DataTypeTransformer;
  return (exchange) =>
    settleValue(transform(exchange.body), (value) => {
      exchange.body = value;
    });
}
