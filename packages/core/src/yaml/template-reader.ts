import { option, type OptionSpecs } from '../component/option-spec.ts';
import type {
  RouteConfigurationModel,
  RouteTemplateModel,
  StepModel,
  TemplatedRouteModel,
} from '../model/route-model.ts';
import type { BeanReader } from './bean-reader.ts';
import type { OptionReader } from './option-reader.ts';
import type { Reading } from './reading.ts';
import type { RouteReader } from './route-reader.ts';
import { describeNode, optionEntries, plainValue, scalarText, type YamlEntry, type YamlNode } from './yaml-document.ts';

/** A parameter of a template. */
export const parameterSpecs: OptionSpecs = {
  name: option.string({ description: 'Name of the parameter.', required: true }),
  required: option.boolean({ description: 'Whether it must be given.' }),
  defaultValue: option.string({ description: 'Value when it is not given.' }),
  description: option.string({ description: 'What it is for.' }),
  type: option.string({ description: 'Kept for Camel; parameters are text.' }),
};

/** Route templates, the routes made of them, and route configurations. */
export class TemplateReader {
  readonly #reading: Reading;
  readonly #options: OptionReader;
  readonly #routes: RouteReader;
  readonly #beans: BeanReader;

  constructor(reading: Reading, options: OptionReader, routes: RouteReader, beans: BeanReader) {
    this.#reading = reading;
    this.#options = options;
    this.#routes = routes;
    this.#beans = beans;
  }

  routeTemplate(entry: YamlEntry): RouteTemplateModel | undefined {
    const { document } = this.#reading;
    const entries = this.#map(entry, 'routeTemplate');
    if (entries === undefined) return undefined;
    const at = (key: string) => entries.find((each) => each.key === key);
    const id = scalarText(at('id')?.value);
    if (id === undefined) {
      document.problem('YAML_MISSING_OPTION', entry.keyNode, {
        place: 'routeTemplate',
        option: 'id',
        description: 'Its name.',
      });
    }
    const inner = at('route');
    const from = at('from');
    const route =
      inner === undefined
        ? from === undefined
          ? undefined
          : this.#routes.from(from, 'template')
        : this.#routes.route(inner, 'template');
    this.#unknown(entries, ['id', 'parameters', 'beans', 'from', 'route', 'description', 'note'], 'routeTemplate');
    if (route === undefined || id === undefined) {
      if (inner === undefined && from === undefined) {
        document.problem('YAML_MISSING_OPTION', entry.keyNode, {
          place: 'routeTemplate',
          option: 'from',
          description: 'Where messages come from.',
        });
      }
      return undefined;
    }
    const beans = at('beans');
    return {
      id,
      parameters: this.#parameters(at('parameters')),
      beans: beans === undefined ? [] : this.#beans.list(beans.value, beans.keyNode),
      route,
      source: document.locate(entry.keyNode),
    };
  }

  #parameters(entry: YamlEntry | undefined): RouteTemplateModel['parameters'] {
    const { document } = this.#reading;
    return (document.items(entry?.value) ?? []).map((item) => {
      const entries = document.entriesOf(item) ?? [];
      const read = this.#options.read(parameterSpecs, entries, 'parameter of routeTemplate', item) as {
        name?: string;
        required?: boolean | string;
        defaultValue?: string;
        description?: string;
      };
      const { name = '', defaultValue, description } = read;
      const required = read.required === undefined ? defaultValue === undefined : String(read.required) === 'true';
      return {
        name,
        required,
        ...(defaultValue === undefined ? {} : { default: defaultValue }),
        ...(description === undefined ? {} : { description }),
      };
    });
  }

  templatedRoute(entry: YamlEntry): TemplatedRouteModel | undefined {
    const { document } = this.#reading;
    const entries = this.#map(entry, 'templatedRoute');
    if (entries === undefined) return undefined;
    this.#unknown(
      entries,
      ['routeTemplateRef', 'routeId', 'prefixId', 'group', 'parameters', 'beans'],
      'templatedRoute',
    );
    const at = (key: string) => entries.find((each) => each.key === key);
    const [routeTemplateRef, routeId, prefixId] = ['routeTemplateRef', 'routeId', 'prefixId'].map((key) =>
      scalarText(at(key)?.value),
    );
    if (routeTemplateRef === undefined) {
      document.problem('YAML_MISSING_OPTION', entry.keyNode, {
        place: 'templatedRoute',
        option: 'routeTemplateRef',
        description: 'Id of the template.',
      });
      return undefined;
    }
    const beans = at('beans');
    return {
      routeTemplateRef,
      ...(routeId === undefined ? {} : { routeId }),
      ...(prefixId === undefined ? {} : { prefixId }),
      parameters: this.#values(at('parameters')?.value),
      beans: beans === undefined ? [] : this.#beans.list(beans.value, beans.keyNode),
      source: document.locate(entry.keyNode),
    };
  }

  /** Parameters as a list of names and values, or as a map. */
  #values(node: YamlNode): Record<string, unknown> {
    const { document } = this.#reading;
    const map = document.entriesOf(node);
    if (map !== undefined) return Object.fromEntries(map.map(({ key, value }) => [key, valueOf(value)]));
    const pairs = (document.items(node) ?? []).map((item) => {
      const entries = document.entriesOf(item) ?? [];
      const name = scalarText(entries.find(({ key }) => key === 'name')?.value) ?? '';
      return [name, valueOf(entries.find(({ key }) => key === 'value')?.value)] as const;
    });
    return Object.fromEntries(pairs);
  }

  routeConfiguration(entry: YamlEntry): RouteConfigurationModel | undefined {
    const { document } = this.#reading;
    const entries = this.#map(entry, 'routeConfiguration');
    if (entries === undefined) return undefined;
    const scoped: StepModel[] = [];
    const model: { id?: string; precondition?: string; errorHandler?: RouteConfigurationModel['errorHandler'] } = {};
    this.#unknown(
      entries,
      ['id', 'description', 'note', 'precondition', 'errorHandler', ...scopes],
      'routeConfiguration',
    );
    for (const each of entries) {
      if (each.key === 'id') model.id = scalarText(each.value) ?? '';
      else if (each.key === 'precondition') model.precondition = scalarText(each.value) ?? '';
      else if (each.key === 'errorHandler') model.errorHandler = this.#routes.errorHandler(each);
      else if (scopes.includes(each.key)) scoped.push(...this.#scopedList(each));
    }
    const { errorHandler, ...rest } = model;
    return {
      ...rest,
      ...(errorHandler === undefined ? {} : { errorHandler }),
      scoped,
      source: document.locate(entry.keyNode),
    };
  }

  /** `onException: [ { onException: … } ]` */
  #scopedList(entry: YamlEntry): StepModel[] {
    const { document } = this.#reading;
    const items = document.items(entry.value);
    if (items === undefined) {
      document.problem(
        'YAML_CLAUSE_LIST',
        entry.value,
        { place: entry.key, found: describeNode(entry.value) },
        entry.keyNode,
      );
      return [];
    }
    return items.flatMap((item) => {
      const entries = document.entriesOf(item) ?? [];
      const [first] = entries;
      if (first === undefined || entries.length > 1 || first.key !== entry.key) {
        const found = entries.map(({ key }) => key).join(', ') || describeNode(item);
        const hint = 'Is the indentation right?';
        document.problem('YAML_ONE_KEY', item, { count: entries.length, found, hint }, entry.keyNode);
        return [];
      }
      return this.#routes.scoped(first) ?? [];
    });
  }

  #map(entry: YamlEntry, place: string): YamlEntry[] | undefined {
    const { document } = this.#reading;
    const entries = document.entriesOf(entry.value);
    if (entries !== undefined) return optionEntries(entries);
    const found = describeNode(entry.value);
    document.problem(
      'YAML_BAD_VALUE',
      entry.value,
      { option: place, place: 'file', found, expected: 'a map' },
      entry.keyNode,
    );
    return undefined;
  }

  #unknown(entries: readonly YamlEntry[], known: readonly string[], place: string): void {
    const specs = Object.fromEntries(known.map((name) => [name, option.any({ description: 'Known.' })]));
    const unknown = entries.filter(({ key }) => !known.includes(key));
    if (unknown.length > 0) this.#options.read(specs, unknown, place, undefined);
  }
}

/** What a configuration of routes holds lists of. */
export const scopes = ['onException', 'onCompletion', 'intercept', 'interceptFrom', 'interceptSendToEndpoint'];

const valueOf = (node: YamlNode): unknown => scalarText(node) ?? plainValue(node);
