import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { textOf } from '../convert/java-text.ts';
import { computedTarget } from './computed-target.ts';
import { multicastTo } from './multicast-run.ts';
import { partSettings } from './part-settings.ts';
import { allParts, partsOfValue } from './parts-of-value.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends a copy to each URI that the expression answers. */
export const recipientList = {
  name: 'recipientList',
  description: 'Sends a copy to each URI that the expression answers.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'URIs: a list or text.', required: true }),
    delimiter: option.string({ description: 'Between URIs of a text; false takes it whole.', default: ',' }),
    aggregationStrategy: option.ref<unknown>()({
      description: 'Strategy that joins the replies: a bean name or a function (old, new) => exchange.',
    }),
    aggregationStrategyMethodName: option.string({ description: 'Method of a plain bean to call as the strategy.' }),
    aggregationStrategyMethodAllowNull: option.boolean({
      description: 'Whether the method is called with null for the first exchange.',
      default: false,
    }),
    parallelProcessing: option.boolean({ description: 'Works on several parts at a time.', default: false }),
    synchronous: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: false }),
    parallelAggregate: option.boolean({
      description: 'Kept for Camel routes; the strategy is never called concurrently.',
      default: false,
    }),
    streaming: option.boolean({
      description: 'Replies are joined as they arrive, not in the order of the URIs.',
      default: false,
    }),
    stopOnException: option.boolean({ description: 'Stops at the first part that fails.', default: false }),
    timeout: option.duration({
      description: 'Time for all parts in parallel processing; 0 waits for ever.',
      default: 0,
    }),
    onPrepare: option.ref<unknown>()({ description: 'Processor that prepares each copy before it is sent.' }),
    shareUnitOfWork: option.boolean({
      description: 'Parts share the unit of work: one that fails for good fails the whole at the end.',
      default: false,
    }),
    executorService: option.ref<unknown>()({
      description: 'Name of a thread pool in Camel; here it only switches parallel processing on.',
    }),
    cacheSize: option.integer({
      description: 'Producers kept for reuse: 0 is the default of 1000, -1 keeps none.',
      default: 0,
    }),
    ignoreInvalidEndpoints: option.boolean({
      description: 'Skips a computed URI that cannot be made an endpoint.',
      default: false,
    }),
    allowedSchemes: option.string({
      description: 'Comma-separated schemes that a computed URI may have; all when absent.',
    }),
    allowOptimisedComponents: option.boolean({
      description: 'Kept for Camel routes; has no effect here.',
      default: true,
    }),
    autoStartComponents: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: true }),
  },
  inlineExpression: 'expression',
  compile: compileRecipientList,
} as const satisfies EipDefinition;

async function compileRecipientList(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof recipientList.options>;
  const expression = await compiler.expression(options.expression as ExpressionModel);
  const settings = partSettings(step, compiler);
  const { delimiter, ignoreInvalidEndpoints, allowedSchemes } = options;
  const target = computedTarget(compiler, { ignoreInvalid: ignoreInvalidEndpoints, allowedSchemes });
  return async (exchange, signal) => {
    const value = await expression.evaluate(exchange, signal);
    if (value === null || value === undefined) return;
    const targets = (await recipients(value, delimiter)).map((uri) => target(uri)).filter((each) => each !== undefined);
    const branches = targets.map(({ send, uri }) => compiler.guard(send, uri));
    await multicastTo(branches, exchange, settings, compiler, signal, (part, index) => {
      part.toEndpoint = targets[index]!.uri;
      part.properties.set('CamelRecipientListEndpoint', targets[index]!.uri);
    });
  };
}

async function recipients(value: unknown, delimiter: string): Promise<string[]> {
  const list = await allParts(partsOfValue(value, delimiter));
  return list.map((uri) => textOf(uri).trim()).filter((uri) => uri !== '');
}
