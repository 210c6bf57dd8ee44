import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { levelMethods } from '../log/logger.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';
import { markOf, RouteResume } from './resume-marks.ts';
import { resumeStrategyOf } from './resume-strategy.ts';

/** Remembers how far a source was worked on. */
export const resumable = {
  name: 'resumable',
  description: 'Remembers how far a source was worked on.',
  shape: 'step',
  options: {
    resumeStrategy: option.ref<unknown>()({
      description:
        'Strategy that keeps offsets: `#state` or `#state:name` in the state store, or a bean with updateLastOffset.',
      required: true,
    }),
    intermittent: option.boolean({ description: 'Whether messages without an offset are accepted.', default: false }),
    loggingLevel: option.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
      description: 'Level of the line about a message without an offset.',
      default: 'ERROR',
    }),
  },
  compile: compileResumable,
} as const satisfies EipDefinition;

/** Steps ask by it where a source without keys (a timer that asks a service) goes on. */
const lastOffsetProperty = 'DhowLastOffset';

function compileResumable(step: StepModel, compiler: Compiler): Processor {
  const { resumeStrategy, intermittent, loggingLevel } = step.options as ResolvedOptions<typeof resumable.options>;
  const strategy = resumeStrategyOf(resumeStrategy, compiler);
  const points = strategy.lastOffset === undefined ? undefined : new RouteResume(strategy);
  if (points !== undefined) compiler.resumeWith(points);
  const tell = () => {
    if (intermittent || loggingLevel === 'OFF') return;
    compiler.log[levelMethods[loggingLevel]]('The message has no CamelOffset: where it stands is not remembered.');
  };
  return async (exchange) => {
    const mark = points && markOf(exchange);
    const ticket = mark?.begin();
    exchange.unitOfWork?.addCompletion({
      async onComplete(done) {
        const raw = rawOffset(done);
        // A strategy that does not read back gets what the steps have set, as in Camel.
        const { offset, key } = points === undefined ? { offset: raw, key: undefined } : partsOf(raw);
        const own = offset ?? mark?.offsetOf(done);
        if (own === undefined) tell();
        if (mark !== undefined && ticket !== undefined) await mark.done(ticket, own);
        else if (own !== undefined) await strategy.updateLastOffset(own, key);
      },
    });
    if (points === undefined || mark !== undefined) return;
    const last = await points.last('');
    if (last !== undefined) exchange.properties.set(lastOffsetProperty, last.offset);
  };
}

const rawOffset = (exchange: Exchange): unknown =>
  exchange.header('CamelOffset') ?? exchange.property('CamelOffset') ?? undefined;

/** Camel's own form is a Resumable, with key and offset; the offset alone does as well. */
function partsOf(raw: unknown): { readonly offset: unknown; readonly key: string | undefined } {
  if (typeof raw !== 'object' || raw === null || !('lastOffset' in raw)) return { offset: raw, key: undefined };
  const { lastOffset, offsetKey } = raw as { readonly lastOffset: unknown; readonly offsetKey?: unknown };
  return { offset: lastOffset ?? undefined, key: typeof offsetKey === 'string' ? offsetKey : undefined };
}
