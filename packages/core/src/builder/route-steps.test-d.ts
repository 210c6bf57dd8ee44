import { expectTypeOf } from 'vitest';
import { z } from 'zod';
import type { DataFormatRef, EndpointRef, ExpressionRef, Unchanged } from './refs.ts';
import { route } from './route-steps.ts';

interface Row {
  readonly facility: string;
  readonly count: number;
}
interface Outcome {
  readonly accepted: number;
}

declare const files: EndpointRef<unknown, Uint8Array>;
declare const rows: DataFormatRef<AsyncIterable<Row>>;
declare const deliver: EndpointRef<AsyncIterable<{ readonly value: string }>, Outcome>;
declare const tap: EndpointRef<unknown, Unchanged>;
declare const source: EndpointRef<never, null>;
declare const toValue: ExpressionRef<{ readonly value: string }>;

// Each step knows the body that the one before it left.
const typed = route('typed')
  .from(files)
  .unmarshal(rows)
  .mapEach((row) => {
    expectTypeOf(row).toEqualTypeOf<Row>();
    return { value: String(row.count) };
  })
  .to(deliver)
  .process(({ body, log }) => {
    expectTypeOf(body).toEqualTypeOf<Outcome>();
    log.info(String(body.accepted));
  })
  .to(tap);
expectTypeOf(typed.__body).toEqualTypeOf<Outcome | undefined>();

route('expressions').from(files).unmarshal(rows).mapEach(toValue).to(deliver);

// A body that does not fit does not compile, and the compiler says what to do.
const ofRows = route('wrong').from(files).unmarshal(rows);
// @ts-expect-error the body before this step is not what the endpoint takes
ofRows.to(deliver);

// @ts-expect-error an endpoint that only gives messages is none to send to
ofRows.to(source);

// Strategies know what they join; a group is what its author says.
ofRows
  .enrich('direct:more', {
    aggregationStrategy: (old, found) => {
      expectTypeOf(found.body).toEqualTypeOf<unknown>();
      return old ?? found;
    },
  })
  .aggregate<string[]>('k', { completionSize: 2, aggregationStrategy: (old, next) => old ?? next }, (group) =>
    group.process(({ body }) => void expectTypeOf(body).toEqualTypeOf<string[]>()),
  )
  .aggregate('k', { completionSize: 2, aggregationStrategy: '#joined' }, (group) =>
    group.process(({ body }) => void expectTypeOf(body).toEqualTypeOf<unknown>()),
  );

const single = route('single')
  .from(files)
  .transform(() => 5);
// @ts-expect-error a single value has no items
single.mapEach((n) => n);

// @ts-expect-error there is no such field
ofRows.mapEach((row) => row.facilty);

// @ts-expect-error there is no such option
ofRows.aggregate('k', { completionSise: 3 }, (steps) => steps);

// Headers that a route sets have types afterwards.
route('headers')
  .from(files)
  .setHeader('rows', 3)
  .setHeader('unit', ({ body }) => String(body.length))
  .process((message) => {
    expectTypeOf(message.header('rows')).toEqualTypeOf<number>();
    expectTypeOf(message.header('unit')).toEqualTypeOf<string>();
    expectTypeOf(message.header('other')).toEqualTypeOf<unknown>();
  });

// A schema gives the body its type.
const Person = z.object({ name: z.string() });
route('schema')
  .from('direct:in')
  .schema(Person)
  .process(({ body }) => void expectTypeOf(body).toEqualTypeOf<{ name: string }>());

// The escape hatch is marked.
route('cast')
  .from('direct:in')
  .castBody<Row[]>()
  .split((part) => part.process(({ body }) => void expectTypeOf(body).toEqualTypeOf<Row>()))
  .process(({ body }) => void expectTypeOf(body).toEqualTypeOf<Row[]>());

// A choice leaves the union of its branches.
const chosen = route('choice')
  .from('direct:in')
  .castBody<Row>()
  .choice((choice) =>
    choice
      .when(
        ({ body }) => body.count > 1,
        (steps) => steps.transform(({ body }) => body.count),
      )
      .otherwise((steps) => steps.transform(() => 'none')),
  );
expectTypeOf(chosen.__body).toEqualTypeOf<number | string | undefined>();

// What is caught may leave another body.
const tried = route('try')
  .from('direct:in')
  .doTry(
    (steps) => steps.transform(() => 1),
    (branches) => branches.doCatch(['java.io.IOException'], (steps) => steps.transform(() => 'failed')),
  );
expectTypeOf(tried.__body).toEqualTypeOf<number | string | undefined>();

// Blocks may follow and declare headers.
route('headers')
  .from('direct:in')
  .castBody<string>()
  .setHeader('kind', ({ body }) => body)
  .filter(
    ({ header }) => header('kind').length > 0,
    (steps) => steps.setHeader('inner', 5).to('mock:a'),
  )
  .choice((branches) =>
    branches
      .when(
        ({ header }) => header('kind') === 'x',
        (steps) => steps.setBody(5),
      )
      .otherwise((steps) => steps.setHeader('other', true)),
  );

// Blocks leave the body of their last step.
const inOne = route('one')
  .from(files)
  .transacted((steps) => steps.transform(() => 5), { ref: 'PROPAGATION_REQUIRES_NEW' });
expectTypeOf(inOne.__body).toEqualTypeOf<number | undefined>();
expectTypeOf(inOne.policy({ wrap: () => undefined }, (steps) => steps.transform(() => 'x')).__body).toEqualTypeOf<
  string | undefined
>();
inOne.saga({ compensation: 'direct:undo', values: { id: ({ body }) => body.toFixed() } }, (steps) =>
  steps.process(({ body }) => {
    expectTypeOf(body).toEqualTypeOf<number>();
  }),
);
// @ts-expect-error there is no such propagation mode
inOne.saga({ propagation: 'ALWAYS' }, (steps) => steps);
expectTypeOf(inOne.rollback('no', { markRollbackOnly: true }).__body).toEqualTypeOf<undefined>();
expectTypeOf(
  inOne.cache(
    ({ body }) => body,
    (steps) => steps.transform(() => true),
    { ttl: 1000 },
  ).__body,
).toEqualTypeOf<boolean | undefined>();

inOne.loadBalance(
  [
    (steps) =>
      steps.process(({ body }) => {
        expectTypeOf(body).toEqualTypeOf<number>();
      }),
  ],
  {
    stickyBy: ({ body }) => body.toFixed(),
  },
);
// @ts-expect-error there is no such way to balance
inOne.loadBalance([], { fairLoadBalancer: {} });
inOne.resequence(
  ({ body }) => body,
  { batchConfig: { batchSize: 5 } },
  (steps) =>
    steps.process(({ body }) => {
      expectTypeOf(body).toEqualTypeOf<number>();
    }),
);
// @ts-expect-error there is no such option
const config: Parameters<typeof inOne.resequence>[1] = { batch: {} };
inOne.resequence(
  ({ body }) => body,
  config,
  (steps) => steps,
);

// Several headers have types afterwards, as converted ones have.
inOne
  .setHeaders({ unit: ({ body }) => body.toFixed(), rows: 3, good: true })
  .process((message) => {
    expectTypeOf(message.header('unit')).toEqualTypeOf<string>();
    expectTypeOf(message.header('rows')).toEqualTypeOf<number>();
    expectTypeOf(message.header('good')).toEqualTypeOf<boolean>();
  })
  .convertHeaderTo('unit', 'Integer')
  .process((message) => {
    expectTypeOf(message.header('unit')).toEqualTypeOf<number>();
  });
inOne
  .setVariables({ unit: ({ body }) => body.toFixed(), rows: 3 })
  .convertVariableTo('rows', 'String')
  .removeProperties('Camel*')
  .setExchangePattern('InOnly')
  .script(({ body }) => expectTypeOf(body).toEqualTypeOf<number>());
expectTypeOf(inOne.bean<string>({ name: () => 'x' }, 'name').__body).toEqualTypeOf<string | undefined>();
expectTypeOf(inOne.transformDataType<Row>('row').__body).toEqualTypeOf<Row | undefined>();
expectTypeOf(inOne.kamelet<Outcome>('deliver', { to: 'x' }).__body).toEqualTypeOf<Outcome | undefined>();
inOne
  .intercept({ onWhen: () => true }, (steps) => steps.log('each step'))
  .interceptFrom({ uri: 'file:*' }, (steps) => steps.log('came in'))
  .interceptSendToEndpoint('http:*', { skipSendToOriginalEndpoint: true }, (steps) => steps.to('mock:instead'));
// @ts-expect-error a route has no such option
inOne.options({ streamCashe: true });
// @ts-expect-error there is no such value
inOne.options({ shutdownRoute: 'Later' });
