import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { expressionText } from '../expression/expression-text.ts';
import { RouteError } from '../errors/route-error.ts';
import { textOf } from '../convert/java-text.ts';
import type { Completion } from '../exchange/unit-of-work.ts';
import { IdempotentRepository } from '../state/idempotent-repository.ts';
import { placeInState } from './state-ref.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';
import { MemoryIdempotentRepository } from './memory-idempotent-repository.ts';

/** Lets each message through only once. */
export const idempotentConsumer = {
  name: 'idempotentConsumer',
  description: 'Lets each message through only once.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'Id of the message.', required: true }),
    idempotentRepository: option.ref<unknown>()({
      description: 'Repository of the ids: `#state` or `#state:name` in the state store, or a bean.',
      required: true,
    }),
    retention: option.duration({
      description: 'How long an id that is done is remembered in the state store; for ever when absent.',
      own: true,
      min: 1,
    }),
    eager: option.boolean({ description: 'Takes the id before the steps run.', default: true }),
    completionEager: option.boolean({
      description: 'Confirms at the end of the block, not of the exchange.',
      default: false,
    }),
    skipDuplicate: option.boolean({ description: 'Skips duplicates; else marks them.', default: true }),
    removeOnFailure: option.boolean({ description: 'Gives the id back when the exchange fails.', default: true }),
  },
  inlineExpression: 'expression',
  compile: compileIdempotentConsumer,
} as const satisfies EipDefinition;

/** What an idempotent consumer needs of its repository; {@link IdempotentRepository} of the state store has it. */
export interface SeenMessages {
  add(key: string): boolean | Promise<boolean>;
  contains(key: string): boolean | Promise<boolean>;
  confirm(key: string): unknown;
  remove(key: string): unknown;
}

const needed = ['add', 'contains', 'confirm', 'remove'] as const satisfies readonly (keyof SeenMessages)[];

function repositoryOf(ref: unknown, step: StepModel, compiler: Compiler): SeenMessages {
  const what = 'idempotentRepository';
  const name = placeInState(ref, `${compiler.routeId}-${step.id ?? 'idempotentConsumer'}`, compiler);
  const { retention } = step.options as ResolvedOptions<typeof idempotentConsumer.options>;
  if (name !== undefined)
    return new IdempotentRepository(compiler.context.state, {
      name,
      ...(retention === undefined ? {} : { retentionMs: retention }),
    });
  if (retention !== undefined)
    throw compiler.refuse(
      step,
      'retention is for ids in the state store: write idempotentRepository: "#state", or give the repository its own retention.',
    );
  if (typeof ref === 'string' && /^#class:(?:[\w.]*\.)?MemoryIdempotentRepository$/.test(compiler.resolve(ref)))
    return new MemoryIdempotentRepository();
  const bean = compiler.bean<Partial<SeenMessages>>(ref, what);
  if (needed.every((method) => typeof bean[method] === 'function')) return bean as SeenMessages;
  const found = typeof ref === 'string' ? ref : 'the object given';
  const reason = `it needs the methods ${needed.join(', ')}.`;
  throw new RouteError('ROUTE_BAD_BEAN', { what, found, reason });
}

async function compileIdempotentConsumer(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof idempotentConsumer.options>;
  const { eager, completionEager, skipDuplicate, removeOnFailure } = options;
  const model = options.expression as ExpressionModel;
  const key = await compiler.expression(model);
  const repository = repositoryOf(options.idempotentRepository, step, compiler);
  const inner = await compiler.steps(step.steps ?? []);
  const shown = expressionText(model);
  return async (exchange, signal) => {
    const value = await key.evaluate(exchange, signal);
    if (value === null || value === undefined)
      throw new RouteError('ROUTE_NO_MESSAGE_ID', { expression: shown, exchange: String(exchange) });
    const id = textOf(value);
    const isNew = eager ? await repository.add(id) : !(await repository.contains(id));
    if (!isNew) {
      exchange.properties.set('CamelDuplicateMessage', true);
      if (skipDuplicate) return;
    }
    const settle: Completion = {
      async onComplete(done) {
        if (done.failureHandled) return this.onFailure!(done);
        if (!eager) await repository.add(id);
        await repository.confirm(id);
      },
      async onFailure() {
        if (removeOnFailure && eager) await repository.remove(id);
      },
    };
    if (!completionEager) exchange.unitOfWork?.addCompletion(settle);
    await inner(exchange, signal);
    if (!completionEager) return;
    if (exchange.exception === undefined) await settle.onComplete!(exchange);
    else await settle.onFailure!(exchange);
  };
}
