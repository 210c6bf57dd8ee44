import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { convertOption, expectedOf } from '../component/option-check.ts';
import type { OptionSpec, OptionSpecs } from '../component/option-spec.ts';
import { nearestHint, nearestName } from '../errors/nearest-name.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Reading } from './reading.ts';
import { keepPlaces } from './written-options.ts';
import {
  describeNode,
  isAbsent,
  optionEntries,
  plainValue,
  scalarText,
  withoutDashes,
  type YamlEntry,
  type YamlNode,
} from './yaml-document.ts';

/** Reads the options of a step, an error handler, a nested object, by their specs. */
export class OptionReader {
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /**
   * Options by spec name. `inline` is the option whose expression may stand directly among the keys. Keys that are no
   * option are problems with the nearest right word.
   */
  read(
    specs: OptionSpecs,
    entries: readonly YamlEntry[],
    place: string,
    node: YamlNode,
    settings: { readonly inline?: string | undefined; readonly others?: Iterable<string> } = {},
  ): Record<string, unknown> {
    const { document, expressions } = this.#reading;
    const options: Record<string, unknown> = {};
    const names = new Map(Object.keys(specs).map((key) => [specs[key]!.uri ?? key, key]));
    const { inline } = settings;
    const wrong = new Set<string>();
    let expressionAt: YamlEntry | undefined;
    for (const entry of optionEntries(entries)) {
      const key = names.get(entry.key);
      const isInline =
        inline !== undefined &&
        (entry.key === 'expression' || (key === undefined && expressions.isLanguage(entry.key)));
      if (isInline) {
        if (expressionAt !== undefined) {
          const found = `${expressionAt.key}, ${entry.key}`;
          document.problem('YAML_TWO_EXPRESSIONS', entry.keyNode, { found });
          continue;
        }
        expressionAt = entry;
        const read = expressions.fromEntries([entry], node, entry.keyNode);
        if (read !== undefined) options[inline] = read;
      } else if (key === undefined) {
        const own = [...names.keys(), ...(settings.others ?? [])];
        const known = inline === undefined ? own : [...own, 'simple', 'constant'];
        const hint =
          place === 'route' && entry.key === 'steps'
            ? ' Put "steps:" under "from:", beside its "uri:".'
            : nearestHint(entry.key, known);
        document.problem('YAML_UNKNOWN_OPTION', entry.keyNode, { place, found: entry.key, hint });
        // What was meant is not missing, too.
        const meant = nearestName(entry.key, known) ?? '';
        const slip = names.get(meant) ?? (expressions.isLanguage(meant) ? inline : undefined);
        if (slip !== undefined) wrong.add(slip);
      } else {
        const value = this.value(specs[key]!, entry, place);
        if (value !== undefined) options[key] = value;
        else if (!isAbsent(entry.value) || !mayBeBlank.has(specs[key]!.type)) wrong.add(key);
      }
    }
    if (expressionAt !== undefined && inline !== undefined) wrong.add(inline);
    this.#requireAll(specs, options, place, node, wrong);
    return options;
  }

  #requireAll(
    specs: OptionSpecs,
    options: Record<string, unknown>,
    place: string,
    node: YamlNode,
    wrong: ReadonlySet<string>,
  ) {
    const { document } = this.#reading;
    for (const key in specs) {
      const spec = specs[key]!;
      if (spec.required !== true || options[key] !== undefined || wrong.has(key)) continue;
      if (spec.type === 'steps') continue;
      if (spec.type === 'dataFormat') document.problem('YAML_NO_DATA_FORMAT', node, { place });
      else
        document.problem('YAML_MISSING_OPTION', node, {
          place,
          option: spec.uri ?? key,
          description: spec.description,
        });
      options[key] = undefined;
    }
  }

  /** One value; undefined when it was absent or wrong (which is then in the problems). */
  value(spec: OptionSpec, entry: YamlEntry, place: string): unknown {
    const { document, expressions } = this.#reading;
    const { value, keyNode, key } = entry;
    const refuse = (expected: string): undefined => {
      document.problem('YAML_BAD_VALUE', value, { option: key, place, found: describeNode(value), expected }, keyNode);
      return undefined;
    };
    if (spec.type === 'expression') return expressions.read(value, keyNode);
    if (isAbsent(value)) return mayBeBlank.has(spec.type) ? undefined : refuse(expectation(spec));
    switch (spec.type) {
      case 'object':
        return this.#object(spec, entry, place);
      case 'list':
        return this.#list(spec, entry, place);
      case 'map':
        return isMap(value) ? this.#map(value, entry, place) : refuse('a map');
      case 'dataFormat':
        return this.dataFormat(document.entriesOf(value) ?? [], place, value);
      case 'endpoint':
        return isScalar(value) ? (scalarText(value) ?? '') : refuse('an endpoint such as "direct:next"');
      case 'any':
        return plainValue(value);
      default:
        return isScalar(value) ? this.#scalar(spec, entry, place) : refuse(expectation(spec));
    }
  }

  /** Options of an endpoint are single values: a list is none, as in Camel. */
  #map(map: YAMLMap, { key, keyNode }: YamlEntry, place: string): unknown {
    const { document } = this.#reading;
    for (const entry of document.entries(map)) {
      if (!isSeq(entry.value)) continue;
      const details = { option: `${entry.key} of ${key}`, place, found: 'a list', expected: 'a single value' };
      document.problem('YAML_BAD_VALUE', entry.value, details, keyNode);
    }
    return plainValue(map);
  }

  /** A single value: kept as written; one without placeholder is checked already here, where its place is known. */
  #scalar(spec: OptionSpec, { key, keyNode, value }: YamlEntry, place: string): unknown {
    const text = scalarText(value) ?? '';
    const checked = ['boolean', 'integer', 'number', 'duration', 'enum'].includes(spec.type);
    if (!checked || text.includes('{{') || text.startsWith('#') || text.includes('${')) return text;
    try {
      return convertOption(spec, text, key, { name: place });
    } catch {
      this.#reading.document.problem(
        'YAML_BAD_VALUE',
        value,
        { option: key, place, found: `"${text}"`, expected: expectation(spec), hint: nearestValue(spec, text) },
        keyNode,
      );
      return undefined;
    }
  }

  #object(spec: OptionSpec, entry: YamlEntry, place: string): unknown {
    const { document } = this.#reading;
    const entries = document.entriesOf(entry.value);
    const inner = `${entry.key} of ${place}`;
    if (entries === undefined) {
      const found = describeNode(entry.value);
      document.problem(
        'YAML_BAD_VALUE',
        entry.value,
        { option: entry.key, place, found, expected: 'a map of options' },
        entry.keyNode,
      );
      return undefined;
    }
    if (spec.fields === undefined) return plainValue(entry.value);
    const inline = spec.fields['expression']?.type === 'expression' ? 'expression' : undefined;
    // Most of Camel's objects may have an id, which nothing here refers to.
    const own = 'id' in spec.fields ? entries : entries.filter(({ key }) => key !== 'id');
    return this.read(spec.fields, own, inner, entry.value, { inline });
  }

  #list(spec: OptionSpec, entry: YamlEntry, place: string): unknown {
    const { document } = this.#reading;
    if (isScalar(entry.value)) return this.#scalar({ ...spec, type: 'list' }, entry, place);
    if (!isSeq(entry.value)) {
      const found = describeNode(entry.value);
      document.problem(
        'YAML_BAD_VALUE',
        entry.value,
        { option: entry.key, place, found, expected: 'a list' },
        entry.keyNode,
      );
      return undefined;
    }
    const item = spec.items;
    if (entry.value.items.length === 0 && spec.required === true) {
      const details = { option: entry.key, place, found: 'an empty list', expected: 'a list with something in it' };
      document.problem('YAML_BAD_VALUE', entry.value, details);
      return undefined;
    }
    return (entry.value.items as YamlNode[]).map((node) =>
      item === undefined ? plainValue(node) : this.value(item, { key: entry.key, keyNode: node, value: node }, place),
    );
  }

  /** A data format among keys: `json: { … }`. */
  dataFormat(entries: readonly YamlEntry[], place: string, node: YamlNode): StepModel | undefined {
    const { document, dataFormats } = this.#reading;
    const [first, second] = optionEntries(entries);
    if (first?.key === 'dataFormatType' && second === undefined) {
      return this.dataFormat(document.entriesOf(first.value) ?? [], place, first.value);
    }
    if (first === undefined) {
      document.problem('YAML_NO_DATA_FORMAT', node, { place });
      return undefined;
    }
    if (second !== undefined) {
      const found = entries.map(({ key }) => key).join(', ');
      document.problem('YAML_TWO_DATA_FORMATS', second.keyNode, { found });
      return undefined;
    }
    if (!dataFormats.has(first.key)) {
      document.problem('YAML_UNKNOWN_DATA_FORMAT', first.keyNode, {
        found: first.key,
        hint: nearestHint(first.key, dataFormats),
      });
      return undefined;
    }
    const source = document.locate(first.keyNode);
    if (isScalar(first.value) && !isAbsent(first.value)) {
      return { kind: first.key, options: { ref: scalarText(first.value) }, source };
    }
    if (!isMap(first.value)) {
      const details = {
        option: first.key,
        place,
        found: describeNode(first.value),
        expected: 'its options, such as {}',
      };
      document.problem('YAML_BAD_VALUE', first.value, details, first.keyNode);
      return undefined;
    }
    const entriesOfFormat = document.entries(first.value).filter(({ key }) => key !== 'id' || place === 'dataFormats');
    keepPlaces(document, source, entriesOfFormat);
    const written = entriesOfFormat.map(({ key, value }) => [withoutDashes(key), plainValue(value)]);
    return { kind: first.key, options: Object.fromEntries(written) as Record<string, unknown>, source };
  }
}

/** What of these is written without a value is not written; anywhere else that is a mistake, as in Camel. */
const mayBeBlank: ReadonlySet<OptionSpec['type']> = new Set(['string', 'endpoint', 'any', 'expression']);

/** Of a few possible values, the one that was most likely meant. */
function nearestValue({ type, values }: OptionSpec, text: string): string {
  const known = type === 'boolean' ? ['true', 'false'] : (values ?? []);
  const begun = known.find((value) => value.length > 2 && text.toLowerCase().startsWith(value.toLowerCase()));
  const near = begun ?? nearestName(text, known);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

function expectation(spec: OptionSpec): string {
  switch (spec.type) {
    case 'map':
      return 'a map';
    case 'list':
      return 'a list';
    case 'object':
      return 'a map of options';
    case 'dataFormat':
      return 'a data format, such as json: {}';
    case 'ref':
      return 'the name of a bean';
    case 'integer':
    case 'number':
    case 'boolean':
    case 'duration':
    case 'enum':
      return expectedOf(spec);
    default:
      return 'a text';
  }
}
