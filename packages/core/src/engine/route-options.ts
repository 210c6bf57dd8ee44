import { checkOptions } from '../component/option-check.ts';
import { option, type OptionSpecs, type ResolvedOptions } from '../component/option-spec.ts';
import type { RouteModel } from '../model/route-model.ts';
import { resolveOptions } from './option-placeholders.ts';

const dataType = {
  urn: option.string({
    description: 'The type: a name of your own, or `java:` with a type that `convertBodyTo` knows.',
    required: true,
    example: 'java:java.lang.String',
  }),
  validate: option.boolean({
    description:
      'Fails the message unless a bean of the name of the type and `Validator`, a function of the body, answers true.',
    default: false,
  }),
  id: option.string({ description: 'Kept for Camel routes; nothing refers to it.' }),
  description: option.string({ description: 'Kept for Camel routes; says what the messages are.' }),
  note: option.string({ description: 'Kept for Camel routes; a note of the author.' }),
} as const satisfies OptionSpecs;

/** What a route may have beside `from`, `steps` and `errorHandler`. Placeholders may stand in each. */
export const routeOptions = {
  id: option.string({ description: 'Id of the route.' }),
  description: option.string({ description: 'What the route does.' }),
  note: option.string({ description: 'Note of the author.' }),
  group: option.string({ description: 'Group of routes that it belongs to.' }),
  autoStartup: option.boolean({ description: 'Whether it starts with the context.', default: true }),
  startupOrder: option.integer({
    description:
      'Place in the order of starting, and from the end in that of stopping; unique. From 1000 on in the order of the files when absent.',
  }),
  streamCache: option.boolean({
    description:
      'Caches bodies that can be read once before each step (true) or never (false). When absent, where a step looks into them or they may be read again.',
  }),
  trace: option.boolean({
    description:
      'Writes a line for each message that comes in, each step and the end, to the logger `tracing`: ids, types and times, never bodies.',
    default: false,
  }),
  messageHistory: option.boolean({
    description:
      'Remembers the steps that each message took: for `${messageHistory}`, and in the log when the error handler gives up.',
    default: false,
  }),
  logMask: option.boolean({
    description: 'Masks the values of passwords, tokens and the like in lines of the step `log`.',
    default: false,
  }),
  delayer: option.duration({ description: 'Wait before each step, to watch messages slowly.', min: 0 }),
  errorHandlerRef: option.ref<unknown>()({
    description: 'Bean that is an error handler model; `errorHandler` goes first.',
  }),
  shutdownRoute: option.enum(['Default', 'Defer'], {
    description:
      'When it takes no more messages: with the others as the context stops (`Default`), or when nothing is under way in any route any more (`Defer`).',
    default: 'Default',
  }),
  shutdownRunningTask: option.enum(['CompleteCurrentTaskOnly', 'CompleteAllTasks'], {
    description:
      'What a source that polls batches (files, rows) does as it stops: ends after the current message, or works off the batch.',
    default: 'CompleteCurrentTaskOnly',
  }),
  precondition: option.string({ description: 'Condition of placeholders, without which the route is left out.' }),
  nodePrefixId: option.string({ description: 'Put before the ids of the steps.' }),
  routePolicy: option.ref<unknown>()({
    description:
      'Policies that start and stop the route, or the names of their beans, joined by commas; `leader` runs it in one of several processes.',
  }),
  routePolicyRef: option.ref<unknown>()({ description: 'The same as `routePolicy`, which goes first.' }),
  routeConfigurationId: option.string({
    description: 'Configurations that apply, by id or pattern, joined by commas; all without an id when absent.',
  }),
  kamelet: option.boolean({
    description: 'Kept for Camel routes; says whether the route was made of a Kamelet.',
    default: false,
  }),
  inputType: option.object(dataType, {
    description:
      'Type that messages have in the route: a bean `>type` or `type` (a function of the body) makes them so; without one they stay as they come.',
  }),
  outputType: option.object(dataType, {
    description: 'Type that messages have as they leave the route, in the same way.',
  }),
} as const satisfies OptionSpecs;

/** The options of a route with defaults, as the engine reads them. */
export type RouteSettings = ResolvedOptions<typeof routeOptions>;

/** What stands in `from` beside its `steps`. */
export const sourceOptions = {
  uri: option.endpoint({ description: 'Where messages come from.', required: true }),
  parameters: option.map({ description: 'Options of the endpoint.' }),
  id: option.string({ description: 'Kept for Camel routes; nothing refers to it.' }),
  description: option.string({ description: 'Kept for Camel routes; says what comes in.' }),
  note: option.string({ description: 'Kept for Camel routes; a note of the author.' }),
  variableReceive: option.string({ description: 'Variable that takes the message; the body stays empty.' }),
} as const satisfies OptionSpecs;

/** Of the source's options this one is among those of the route's model. */
const known: OptionSpecs = { ...routeOptions, variableReceive: sourceOptions.variableReceive };

/**
 * Reads the options of a route with their placeholders.
 *
 * @throws RouteError ROUTE_BAD_OPTION, ROUTE_UNKNOWN_OPTION
 */
export function routeSettings(
  id: string,
  { options = {}, source }: Pick<RouteModel, 'options' | 'source'>,
  resolve: (text: string) => string | undefined,
): RouteSettings {
  const written = resolveOptions(options, resolve, known);
  return checkOptions(known, written, { name: `route ${id}`, source }).options as unknown as RouteSettings;
}
