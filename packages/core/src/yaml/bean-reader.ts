import { option, type OptionSpecs } from '../component/option-spec.ts';
import { nearestName } from '../errors/nearest-name.ts';
import type { BeanModel } from '../model/route-model.ts';
import type { OptionReader } from './option-reader.ts';
import type { Reading } from './reading.ts';
import { describeNode, plainValue, scalarText, type YamlNode } from './yaml-document.ts';
import { keepPlaces } from './written-options.ts';

const text = (description: string) => option.string({ description });

/** A bean of a `beans:` list. */
export const beanSpecs: OptionSpecs = {
  name: text('Name that routes use.'),
  type: text('Class, or #type:name, #class:name.'),
  properties: option.map({ description: 'Values that are set.' }),
  constructors: option.map({ description: 'Values for the constructor, by place.' }),
  builderClass: text('Class that builds it.'),
  builderMethod: text('Method that builds it.'),
  factoryBean: text('Bean that makes it.'),
  factoryMethod: text('Method that makes it.'),
  initMethod: text('Method called at the start.'),
  destroyMethod: text('Method called at the end.'),
  scriptLanguage: text('Language of a script that makes it.'),
  script: text('Script that makes it.'),
  scriptPropertyPlaceholders: text('Whether placeholders are replaced in the script.'),
};

/** `beans:` lists. */
export class BeanReader {
  readonly #reading: Reading;
  readonly #options: OptionReader;

  constructor(reading: Reading, options: OptionReader) {
    this.#reading = reading;
    this.#options = options;
  }

  list(node: YamlNode, keyNode: YamlNode): BeanModel[] {
    const { document } = this.#reading;
    const items = document.items(node);
    if (items === undefined) {
      document.problem('YAML_CLAUSE_LIST', node, { place: 'beans', found: describeNode(node) }, keyNode);
      return [];
    }
    const names = new Set<string>();
    return items.flatMap((item) => {
      const bean = this.#bean(item, keyNode);
      if (bean === undefined) return [];
      const { name: found } = bean;
      if (names.has(found)) document.problem('YAML_DUPLICATE_NAME', item, { what: 'beans', found });
      names.add(found);
      return bean;
    });
  }

  #bean(node: YamlNode, keyNode: YamlNode): BeanModel | undefined {
    const { document } = this.#reading;
    const entries = document.entriesOf(node);
    if (entries === undefined) {
      document.problem('YAML_BEAN', node, { reason: `found ${describeNode(node)}.` }, keyNode);
      return undefined;
    }
    const { name, type, properties, ...others } = this.#options.read(beanSpecs, entries, 'bean', node);
    if (typeof name !== 'string' || (typeof type !== 'string' && others['script'] === undefined)) {
      const missing = typeof name === 'string' ? 'type' : 'name';
      const isSlip = entries.some(
        ({ key }) => !(key in beanSpecs) && nearestName(key, Object.keys(beanSpecs)) === missing,
      );
      if (!isSlip) document.problem('YAML_BEAN', node, { reason: `the ${missing} is missing.` });
      return undefined;
    }
    const exact = entries.find(({ key }) => key === 'properties')?.value;
    const source = document.locate(node);
    keepPlaces(document, source, entries);
    return {
      name,
      type: typeof type === 'string' ? type : '',
      ...(properties === undefined ? {} : { properties: this.#exactTexts(exact) }),
      options: others,
      source,
    };
  }

  #exactTexts(node: YamlNode): Record<string, unknown> {
    const entries = this.#reading.document.entriesOf(node) ?? [];
    return Object.fromEntries(entries.map(({ key, value }) => [key, scalarText(value) ?? plainValue(value)]));
  }
}
