import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { textOf } from '../convert/java-text.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { refuseBlankDelimiter } from './blank-delimiter.ts';
import { computedTarget } from './computed-target.ts';
import { multicastTo } from './multicast-run.ts';
import { partSettings } from './part-settings.ts';
import { allParts, partsOfValue } from './parts-of-value.ts';
import { option } from '../component/option-spec.ts';
import { partOptions } from './part-options.ts';
import { computedEndpointOptions } from './computed-endpoint-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends a copy to each URI that the expression answers. */
export const recipientList = {
  name: 'recipientList',
  description: 'Sends a copy to each URI that the expression answers.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'URIs: a list or text.', required: true }),
    delimiter: option.string({
      description: 'Between URIs of a text, and not blank; false takes it whole.',
      default: ',',
    }),
    ...partOptions,
    streaming: option.boolean({
      description: 'Replies are joined as they arrive, not in the order of the URIs.',
      default: false,
    }),
    ignoreInvalidEndpoints: option.boolean({
      description: 'Skips a computed URI that cannot be made an endpoint.',
      default: false,
    }),
    ...computedEndpointOptions,
  },
  inlineExpression: 'expression',
  compile: compileRecipientList,
} as const satisfies EipDefinition;

async function compileRecipientList(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof recipientList.options>;
  const expression = await compiler.expression(options.expression as ExpressionModel);
  const settings = partSettings(step, compiler);
  refuseBlankDelimiter(options.delimiter, step, compiler);
  const { delimiter, ignoreInvalidEndpoints, allowedSchemes } = options;
  const setting = { ignoreInvalid: ignoreInvalidEndpoints, allowedSchemes, isListed: true };
  const computed = computedTarget(compiler, setting);
  const target = (uri: string) => {
    if (uri !== '') return computed(uri);
    if (ignoreInvalidEndpoints) return undefined;
    throw new NamedException('java.lang.IllegalArgumentException', 'uri must be specified and not empty');
  };
  return async (exchange, signal) => {
    const value = await expression.evaluate(exchange, signal);
    if (value === null || value === undefined) return;
    const uris = await recipients(value, delimiter);
    const targets = uris.map((uri) => target(uri)).filter((each) => each !== undefined);
    const branches = targets.map(({ send, uri }) => compiler.guard(send, uri));
    await multicastTo(branches, exchange, settings, compiler, signal, (part, index) => {
      part.toEndpoint = targets[index]!.uri;
      part.properties.set('CamelRecipientListEndpoint', targets[index]!.uri);
    });
  };
}

async function recipients(value: unknown, delimiter: string): Promise<string[]> {
  const list = await allParts(partsOfValue(value, delimiter));
  return list.map((uri) => textOf(uri).trim());
}
