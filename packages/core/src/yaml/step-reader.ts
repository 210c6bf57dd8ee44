import { isMap, isScalar, isSeq } from 'yaml';
import { option } from '../component/option-spec.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import type { EipDefinition } from '../eip/eip-definition.ts';
import type { SourceLocation } from '../model/source-location.ts';
import type { StepModel } from '../model/route-model.ts';
import { insteadOf } from './known-words.ts';
import type { OptionReader } from './option-reader.ts';
import type { Reading } from './reading.ts';
import { keepPlaces } from './written-options.ts';
import {
  describeNode,
  isAbsent,
  optionEntries,
  scalarText,
  type YamlDocument,
  type YamlEntry,
  type YamlNode,
} from './yaml-document.ts';

/** Blocks that stand for all the steps behind them when they have none of their own; anywhere else that is a mistake. */
const openBlocks: ReadonlySet<string> = new Set(['transacted', 'kamelet']);
/** Blocks that make sense without steps. */
const mayBeEmpty: ReadonlySet<string> = new Set(['kamelet', 'onException']);
/** Scopes, which do nothing without steps. */
const scopes: ReadonlySet<string> = new Set(['onCompletion', 'intercept', 'interceptFrom', 'interceptSendToEndpoint']);

/** Keys that every step has. */
const commonKeys: readonly string[] = ['id', 'description', 'note', 'disabled'];

/** Reads lists of steps by the specs of the patterns. */
export class StepReader {
  readonly #reading: Reading;
  readonly #options: OptionReader;

  constructor(reading: Reading, options: OptionReader) {
    this.#reading = reading;
    this.#options = options;
  }

  /** A list of steps; what is no list is a problem. */
  steps(node: YamlNode, place: string, fallback: YamlNode): StepModel[] {
    const { document } = this.#reading;
    const items = document.items(node);
    if (items === undefined) {
      document.problem('YAML_STEPS_LIST', node, { place, found: describeNode(node) }, fallback);
      return [];
    }
    const steps: StepModel[] = [];
    items.forEach((item, index) => {
      const step = this.step(item, node, index < items.length - 1);
      if (step !== undefined) steps.push(step);
    });
    return moveIntoOpenBlocks(steps);
  }

  /** One step: a map with the step's word as its only key. */
  step(node: YamlNode, list: YamlNode, followed = false): StepModel | undefined {
    const { document } = this.#reading;
    if (!isMap(node)) {
      document.problem('YAML_NOT_A_STEP', node, { found: describeNode(node) }, list);
      return undefined;
    }
    const entries = document.entries(node);
    const [entry] = entries;
    if (entry === undefined || entries.length > 1) {
      const found = entries.map(({ key }) => key).join(', ') || 'none';
      const [first, second] = entries;
      const hint =
        second?.key === 'steps'
          ? `Indent "steps:" further, so that it stands under "${first!.key}:".`
          : 'Is the indentation right?';
      document.problem('YAML_ONE_KEY', node, { count: entries.length, found, hint });
      return undefined;
    }
    return this.eip(entry, followed);
  }

  /** A step whose word is known to stand here. */
  eip(entry: YamlEntry, followed = false): StepModel | undefined {
    const { document, eips } = this.#reading;
    const definition = eips.get(entry.key);
    if (definition === undefined || definition.shape === 'clause') {
      const instead = insteadOf[entry.key];
      if (instead !== undefined)
        document.problem('YAML_UNSUPPORTED_STEP', entry.keyNode, { found: entry.key, instead });
      else {
        const names = [...eips.values()].filter(({ shape }) => shape !== 'clause').map(({ name }) => name);
        document.problem('YAML_UNKNOWN_STEP', entry.keyNode, { found: entry.key, hint: stepHint(entry.key, names) });
      }
      return undefined;
    }
    return this.#defined(definition, entry, followed);
  }

  #defined(definition: EipDefinition, entry: YamlEntry, followed: boolean): StepModel | undefined {
    const { document } = this.#reading;
    const { key, keyNode, value } = entry;
    const source = document.locate(keyNode);
    if (isScalar(value) && !isAbsent(value)) return this.#shorthand(definition, entry, source, followed);
    const blank = isAbsent(value) && definition.shorthand !== undefined;
    if (!blank && !isMap(value)) {
      const example = exampleOf(definition);
      if (isAbsent(value)) document.problem('YAML_NOTHING_WRITTEN', keyNode, { place: key, example });
      else {
        const hint = definition.shape === 'block' && isSeq(value) ? ' Put the steps under "steps:".' : '';
        document.problem('YAML_NO_LIST', value, { place: key, found: describeNode(value), hint });
      }
      return undefined;
    }
    const entries = isMap(value) ? unwrapped(document.entries(value), document) : [];
    return this.#build(definition, entries, blank ? keyNode : value, source, followed);
  }

  #shorthand(
    definition: EipDefinition,
    entry: YamlEntry,
    source: SourceLocation,
    followed: boolean,
  ): StepModel | undefined {
    const { document } = this.#reading;
    const { shorthand, name } = definition;
    if (shorthand === undefined) {
      document.problem('YAML_NO_SHORTHAND', entry.value, {
        place: name,
        example: this.#exampleWith(definition, entry),
      });
      return undefined;
    }
    const spec = definition.options[shorthand]!;
    const option = this.#options.value(spec, { ...entry, key: shorthand }, name);
    if (option === undefined) return undefined;
    keepPlaces(document, source, [{ ...entry, key: shorthand }]);
    return this.#checkSteps(
      definition,
      { kind: name, options: { [shorthand]: option }, source },
      entry.keyNode,
      followed,
    );
  }

  /** What was written, as it should have been. */
  #exampleWith(definition: EipDefinition, { value }: YamlEntry): string {
    const { name, options, inlineExpression } = definition;
    const text = (scalarText(value) ?? '').trim();
    const written = /^[\w.:/-]+$/.test(text) ? text : JSON.stringify(text);
    if (text === '' || text.length > 60) return exampleOf(definition);
    if (options['dataFormat']?.type === 'dataFormat' && this.#reading.dataFormats.has(text))
      return `${name}: { ${text}: {} }`;
    if (inlineExpression === undefined) return exampleOf(definition).replace('…', written);
    return `${name}: { ${/\$\{|[^\w.-]/.test(text) ? 'simple' : 'constant'}: ${written} }`;
  }

  #build(
    definition: EipDefinition,
    entries: readonly YamlEntry[],
    node: YamlNode,
    source: SourceLocation,
    followed: boolean,
  ): StepModel | undefined {
    const { name, clauses = {}, options: specs, inlineExpression } = definition;
    keepPlaces(this.#reading.document, source, entries);
    const own: YamlEntry[] = [];
    const model: { -readonly [K in keyof StepModel]: StepModel[K] } = { kind: name, options: {}, source };
    const read: Record<string, unknown> = {};
    for (const entry of optionEntries(entries)) {
      if (definition.shape !== 'step' && entry.key === 'steps') {
        model.steps = this.steps(entry.value, name, entry.keyNode);
      } else if (Object.hasOwn(clauses, entry.key)) {
        read[entry.key] = this.#clauses(clauses[entry.key]!, entry, name);
      } else if (commonKeys.includes(entry.key) && !Object.hasOwn(specs, entry.key)) this.#readCommon(model, entry);
      else own.push(entry);
    }
    const formats = own.filter(({ key }) => this.#isDataFormat(definition, key));
    const plain = own.filter((entry) => !formats.includes(entry));
    const format = this.#inlineFormat(definition, formats, node);
    const checked = withoutClauses(specs, clauses, format !== undefined);
    const options = this.#options.read(checked, plain, name, node, {
      inline: inlineExpression,
      others: [...Object.keys(clauses), ...(definition.shape === 'step' ? [] : ['steps'])],
    });
    checkUri(this.#reading, options, node);
    model.options = { ...options, ...read, ...format };
    return this.#checkSteps(definition, model, node, followed);
  }

  #readCommon(model: Mutable, entry: YamlEntry): void {
    const { key, value } = entry;
    if (key === 'disabled') {
      const disabled = this.#options.value(disabledSpec, entry, model.kind);
      if (disabled !== undefined) model.disabled = disabled as boolean | string;
      return;
    }
    const text = scalarText(value);
    if (text === undefined) {
      const details = { option: key, place: model.kind, found: describeNode(value), expected: 'a text' };
      if (!isAbsent(value)) this.#reading.document.problem('YAML_BAD_VALUE', value, details);
      return;
    }
    if (key === 'note') return;
    if (key === 'id') model.id = text;
    else model.description = text;
  }

  #isDataFormat(definition: EipDefinition, key: string): boolean {
    return definition.options['dataFormat']?.type === 'dataFormat' && !Object.hasOwn(definition.options, key);
  }

  #inlineFormat(definition: EipDefinition, formats: readonly YamlEntry[], node: YamlNode) {
    if (definition.options['dataFormat']?.type !== 'dataFormat' || formats.length === 0) return undefined;
    const format = this.#options.dataFormat(formats, definition.name, node);
    return { dataFormat: format };
  }

  /** `when`, `doCatch` are lists; `otherwise`, `doFinally`, `onFallback` stand alone. */
  #clauses(kind: string, entry: YamlEntry, place: string): StepModel | StepModel[] | undefined {
    const { document, eips } = this.#reading;
    const definition = eips.get(kind);
    if (definition === undefined) return undefined;
    const one = (node: YamlNode, keyNode: YamlNode): StepModel | undefined => {
      const source = document.locate(node, keyNode);
      const entries = document.entriesOf(node);
      if (entries === undefined) {
        document.problem(
          'YAML_BAD_VALUE',
          node,
          { option: entry.key, place, found: describeNode(node), expected: 'its options, such as steps' },
          keyNode,
        );
        return undefined;
      }
      return this.#build(definition, entries, node, source, false);
    };
    if (!listClauses.has(kind)) return one(entry.value, entry.keyNode);
    const items = document.items(entry.value);
    if (items === undefined) {
      document.problem(
        'YAML_CLAUSE_LIST',
        entry.value,
        { place: kind, found: describeNode(entry.value) },
        entry.keyNode,
      );
      return [];
    }
    return items.map((item) => one(item, entry.keyNode)).filter((step) => step !== undefined);
  }

  #checkSteps(definition: EipDefinition, model: StepModel, node: YamlNode, followed: boolean): StepModel {
    if (definition.shape !== 'block' || (model.steps?.length ?? 0) > 0) return model;
    if (mayBeEmpty.has(definition.name) || openBlocks.has(definition.name)) return model;
    if (scopes.has(definition.name))
      this.#reading.document.problem('YAML_NO_STEPS', node, { place: `"${definition.name}"` });
    else if (followed) this.#reading.document.problem('YAML_EMPTY_STEPS', node, { place: definition.name });
    return model;
  }
}

const listClauses: ReadonlySet<string> = new Set(['when', 'doCatch']);

/** `loadBalancerType: { roundRobinLoadBalancer: {} }` is what it holds. */
function unwrapped(entries: readonly YamlEntry[], document: YamlDocument): YamlEntry[] {
  return entries.flatMap((entry) =>
    entry.key === 'loadBalancerType' ? (document.entriesOf(entry.value) ?? entry) : entry,
  );
}

type Mutable = { -readonly [K in keyof StepModel]: StepModel[K] };

const disabledSpec = option.boolean({ description: 'Whether the step is left out.' });

/** Clauses and a data format that stand among the keys are read elsewhere. */
function withoutClauses(
  specs: EipDefinition['options'],
  clauses: Readonly<Record<string, string>>,
  hasFormat: boolean,
) {
  return Object.fromEntries(
    Object.entries(specs).filter(
      ([key, spec]) => !Object.hasOwn(clauses, key) && !(hasFormat && spec.type === 'dataFormat'),
    ),
  );
}

/** `transacted` without steps holds all that follow it. */
function moveIntoOpenBlocks(steps: StepModel[]): StepModel[] {
  const at = steps.findIndex(({ kind, steps: own }) => kind === 'transacted' && (own?.length ?? 0) === 0);
  if (at < 0 || at === steps.length - 1) return steps;
  return [...steps.slice(0, at), { ...steps[at]!, steps: moveIntoOpenBlocks(steps.slice(at + 1)) }];
}

/** An empty map of parameters says nothing. */
export const hasAny = (parameters: unknown): boolean =>
  parameters !== undefined && Object.keys(parameters as object).length > 0;

function checkUri({ document }: Reading, options: Readonly<Record<string, unknown>>, node: YamlNode): void {
  const { uri, parameters } = options;
  if (typeof uri === 'string' && uri.includes('?') && hasAny(parameters)) {
    document.problem('YAML_QUERY_AND_PARAMETERS', node);
  }
}

function stepHint(found: string, names: readonly string[]): string {
  const camel = found.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const lower = camel.charAt(0).toLowerCase() + camel.slice(1);
  const exact = names.find((name) => name === lower);
  return exact === undefined ? nearestHint(found, names) : ` Did you mean "${exact}"?`;
}

function exampleOf({ name, options, inlineExpression }: EipDefinition): string {
  if (inlineExpression !== undefined) return `${name}: { simple: "…" }`;
  const key = Object.keys(options).find((option) => options[option]!.required === true) ?? Object.keys(options)[0];
  return key === undefined ? `${name}: {}` : `${name}: { ${key}: … }`;
}
