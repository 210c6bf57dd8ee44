import { isMap, isScalar } from 'yaml';
import type { OptionSpecs } from '../component/option-spec.ts';
import { nearestHint, nearestName } from '../errors/nearest-name.ts';
import { errorHandlerSpecs } from '../error-handling/error-handler-specs.ts';
import { routeOptions, sourceOptions } from '../engine/route-options.ts';
import type { EndpointModel, ErrorHandlerModel, RouteModel, StepModel } from '../model/route-model.ts';
import type { OptionReader } from './option-reader.ts';
import type { Reading } from './reading.ts';
import { hasAny, type StepReader } from './step-reader.ts';
import { describeNode, isAbsent, scalarText, type YamlEntry, type YamlNode } from './yaml-document.ts';
import { keepPlaces } from './written-options.ts';

/** What stands among the steps of a route and is none: it applies to the route as a whole. */
const scopedWords: ReadonlySet<string> = new Set([
  'onException',
  'onCompletion',
  'intercept',
  'interceptFrom',
  'interceptSendToEndpoint',
]);

/** Reads routes and what belongs to them. */
export class RouteReader {
  readonly #reading: Reading;
  readonly #options: OptionReader;
  readonly #steps: StepReader;

  constructor(reading: Reading, options: OptionReader, steps: StepReader) {
    this.#reading = reading;
    this.#options = options;
    this.#steps = steps;
  }

  /** `- route: …` */
  route(entry: YamlEntry, place: 'route' | 'template' = 'route'): RouteModel | undefined {
    const { document } = this.#reading;
    const entries = document.entriesOf(entry.value);
    if (entries === undefined) {
      document.problem(
        'YAML_BAD_VALUE',
        entry.value,
        { option: 'route', place: 'file', found: describeNode(entry.value), expected: 'a map' },
        entry.keyNode,
      );
      return undefined;
    }
    return this.#routeOf(entries, entry, place);
  }

  #routeOf(entries: readonly YamlEntry[], entry: YamlEntry, place: 'route' | 'template'): RouteModel | undefined {
    const { document } = this.#reading;
    const from = entries.find(({ key }) => key === 'from');
    const handler = entries.find(({ key }) => key === 'errorHandler');
    const rest = entries.filter((each) => each !== from && each !== handler);
    const options = this.#options.read(routeOptions, rest, 'route', entry.value, { others: ['from', 'errorHandler'] });
    if (from === undefined) {
      const isSlip = rest.some(({ key }) => !(key in routeOptions) && nearestName(key, routeWords) === 'from');
      const details = { place: 'route', option: 'from', description: 'Where messages come from.' };
      if (!isSlip) document.problem('YAML_MISSING_OPTION', entry.keyNode, details);
      return undefined;
    }
    const route = this.from(from, place);
    const errorHandler = handler === undefined ? undefined : this.errorHandler(handler);
    if (route === undefined) return undefined;
    const { id, group, description, note: _, ...others } = options;
    const source = document.locate(entry.keyNode);
    keepPlaces(document, source, rest);
    return {
      ...route,
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof group === 'string' ? { group } : {}),
      ...(typeof description === 'string' ? { description } : {}),
      options: { ...route.options, ...others },
      ...(errorHandler === undefined ? {} : { errorHandler }),
      source,
    };
  }

  /** `from: { uri, parameters, steps }`: a route without anything else. */
  from({ value, keyNode }: YamlEntry, place: 'route' | 'template' = 'route'): RouteModel | undefined {
    const { document } = this.#reading;
    const source = document.locate(keyNode);
    if (isScalar(value) && !isAbsent(value)) {
      document.problem('YAML_NO_STEPS', keyNode, { place: 'from' });
      return undefined;
    }
    if (!isMap(value)) {
      document.problem('YAML_MISSING_OPTION', keyNode, {
        place: 'from',
        option: 'uri',
        description: 'Where messages come from.',
      });
      return undefined;
    }
    const entries = document.entries(value);
    keepPlaces(document, source, entries);
    const stepsEntry = entries.find(({ key }) => key === 'steps');
    const options = this.#options.read(
      sourceOptions,
      entries.filter(({ key }) => key !== 'steps'),
      'from',
      value,
      { others: ['steps'] },
    );
    const all = stepsEntry === undefined ? [] : this.#steps.steps(stepsEntry.value, 'from', stepsEntry.keyNode);
    const steps = all.filter(({ kind }) => !scopedWords.has(kind));
    const scoped = all.filter(({ kind }) => scopedWords.has(kind));
    if (steps.length === 0 && place === 'route' && document.problems.length === 0) {
      document.problem('YAML_NO_STEPS', keyNode, { place: 'The route' });
    }
    const uri = options['uri'];
    if (typeof uri !== 'string') return undefined;
    const { parameters, variableReceive } = options;
    if (uri.includes('?') && hasAny(parameters)) document.problem('YAML_QUERY_AND_PARAMETERS', value);
    const from: EndpointModel = {
      uri,
      ...(parameters === undefined ? {} : { parameters: parameters as Readonly<Record<string, unknown>> }),
      source,
    };
    return {
      from,
      steps,
      ...(scoped.length > 0 ? { scoped } : {}),
      ...(variableReceive === undefined ? {} : { options: { variableReceive } }),
      source,
    };
  }

  /** `errorHandler: { deadLetterChannel: … }`; of several kinds the last counts, as in Camel. */
  errorHandler({ value, keyNode }: YamlEntry): ErrorHandlerModel | undefined {
    const { document } = this.#reading;
    const entries = document.entriesOf(value)?.filter(({ key }) => key !== 'id');
    if (entries === undefined || entries.length === 0) {
      document.problem(
        'YAML_ERROR_HANDLER',
        value,
        { found: describeNode(value), hint: ` Known: ${handlerNames.join(', ')}.` },
        keyNode,
      );
      return undefined;
    }
    let last: ErrorHandlerModel | undefined;
    for (const entry of entries) {
      const specs = (errorHandlerSpecs as Readonly<Record<string, OptionSpecs>>)[entry.key];
      if (specs === undefined) {
        document.problem('YAML_ERROR_HANDLER', entry.keyNode, {
          found: entry.key,
          hint: nearestHint(entry.key, handlerNames),
        });
        continue;
      }
      const options = this.#handlerOptions(specs, entry);
      last = { kind: entry.key, options, source: document.locate(entry.keyNode) };
      keepPlaces(document, last.source!, document.entriesOf(entry.value) ?? []);
    }
    return last;
  }

  #handlerOptions(specs: OptionSpecs, entry: YamlEntry): Record<string, unknown> {
    const { document } = this.#reading;
    if (entry.key === 'refErrorHandler' && isScalar(entry.value)) return { ref: scalarText(entry.value) };
    const entries = document.entriesOf(entry.value);
    if (entries === undefined) {
      document.problem('YAML_BAD_VALUE', entry.value, {
        option: entry.key,
        place: 'errorHandler',
        found: describeNode(entry.value),
        expected: 'its options',
      });
      return {};
    }
    return this.#options.read(specs, entries, entry.key, entry.value);
  }

  /** One word of a scope (`onException`, `intercept`, …) as a step. */
  scoped(entry: YamlEntry): StepModel | undefined {
    return this.#steps.eip(entry);
  }

  steps(node: YamlNode, place: string, fallback: YamlNode): StepModel[] {
    return this.#steps.steps(node, place, fallback);
  }
}

const routeWords = ['from', 'errorHandler', ...Object.keys(routeOptions)];
const handlerNames = Object.keys(errorHandlerSpecs);
