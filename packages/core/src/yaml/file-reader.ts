import { isMap, isSeq } from 'yaml';
import { nearestHint } from '../errors/nearest-name.ts';
import type {
  BeanModel,
  ErrorHandlerModel,
  RouteConfigurationModel,
  RouteModel,
  RoutesModel,
  RouteTemplateModel,
  StepModel,
  TemplatedRouteModel,
} from '../model/route-model.ts';
import { restConfigurationOptions, restOptions } from '../rest/rest-specs.ts';
import type { OptionSpecs } from '../component/option-spec.ts';
import { BeanReader } from './bean-reader.ts';
import { OptionReader } from './option-reader.ts';
import type { Reading } from './reading.ts';
import { readResource } from './resource-reader.ts';
import { RouteReader } from './route-reader.ts';
import { StepReader } from './step-reader.ts';
import { TemplateReader } from './template-reader.ts';
import { describeNode, type YamlEntry } from './yaml-document.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Collected extends Mutable<Pick<RoutesModel, 'errorHandler' | 'restConfiguration'>> {
  routes: RouteModel[];
  scoped: StepModel[];
  routeConfigurations: RouteConfigurationModel[];
  routeTemplates: RouteTemplateModel[];
  templatedRoutes: TemplatedRouteModel[];
  beans: BeanModel[];
  dataFormats: StepModel[];
  rests: StepModel[];
}

const beforeRoutes: ReadonlySet<string> = new Set([
  'onException',
  'onCompletion',
  'intercept',
  'interceptFrom',
  'interceptSendToEndpoint',
]);

/** Words that may stand at the top of a file. */
export const topWords: readonly string[] = [
  'route',
  'from',
  'routeTemplate',
  'templatedRoute',
  'routeConfiguration',
  'rest',
  'restConfiguration',
  'beans',
  'dataFormats',
  'errorHandler',
  ...beforeRoutes,
];

/** Reads a whole file; what is wrong gathers in the document's problems. */
export class FileReader {
  readonly #reading: Reading;
  readonly #options: OptionReader;
  readonly #routes: RouteReader;
  readonly #templates: TemplateReader;
  readonly #beans: BeanReader;
  readonly #found: Collected = {
    routes: [],
    scoped: [],
    routeConfigurations: [],
    routeTemplates: [],
    templatedRoutes: [],
    beans: [],
    dataFormats: [],
    rests: [],
  };

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#options = new OptionReader(reading);
    this.#beans = new BeanReader(reading, this.#options);
    this.#routes = new RouteReader(reading, this.#options, new StepReader(reading, this.#options));
    this.#templates = new TemplateReader(reading, this.#options, this.#routes, this.#beans);
  }

  read(): RoutesModel {
    const { document } = this.#reading;
    const { root } = document;
    if (document.problems.length > 0) return this.#found;
    if (isMap(root)) {
      const entries = document.entries(root);
      const resource = readResource(entries, this.#reading, this.#routes, this.#beans);
      if (resource === undefined) {
        document.problem('YAML_TOP_LEVEL_MAP', root, { found: `${entries[0]?.key ?? ''}:` });
      } else {
        if (resource.route !== undefined) this.#found.routes.push(resource.route);
        if (resource.template !== undefined) this.#found.routeTemplates.push(resource.template);
      }
    } else if (isSeq(root)) {
      for (const item of document.items(root) ?? []) {
        const entries = document.entriesOf(item);
        const [entry] = entries ?? [];
        if (entries === undefined) document.problem('YAML_NOT_A_STEP', item, { found: describeNode(item) }, root);
        else if (entry === undefined || entries.length > 1) {
          document.problem('YAML_ONE_KEY', item, {
            count: entries.length,
            found: entries.map(({ key }) => key).join(', '),
            hint: 'Is the indentation right?',
          });
        } else this.#top(entry);
      }
    } else document.problem('YAML_TOP_LEVEL', root, { found: describeNode(root) });
    return this.#found;
  }

  #top(entry: YamlEntry): void {
    const { document } = this.#reading;
    const found = this.#found;
    if (beforeRoutes.has(entry.key)) {
      if (found.routes.length > 0) document.problem('YAML_AFTER_ROUTE', entry.keyNode, { found: entry.key });
      push(found.scoped, this.#routes.scoped(entry));
      return;
    }
    switch (entry.key) {
      case 'route':
        push(found.routes, this.#routes.route(entry));
        break;
      case 'from':
        push(found.routes, this.#routes.from(entry));
        break;
      case 'routeTemplate':
        push(found.routeTemplates, this.#templates.routeTemplate(entry));
        break;
      case 'templatedRoute':
        push(found.templatedRoutes, this.#templates.templatedRoute(entry));
        break;
      case 'routeConfiguration':
        this.#configuration(entry);
        break;
      case 'beans':
        found.beans.push(...this.#beans.list(entry.value, entry.keyNode));
        break;
      case 'dataFormats':
        found.dataFormats.push(...this.#dataFormats(entry));
        break;
      case 'errorHandler':
        this.#setErrorHandler(this.#routes.errorHandler(entry));
        break;
      case 'rest':
        push(found.rests, this.#restStep(entry, restOptions));
        break;
      case 'restConfiguration':
        this.#setRestConfiguration(this.#restStep(entry, restConfigurationOptions));
        break;
      default:
        document.problem('YAML_UNKNOWN_TOP', entry.keyNode, {
          found: entry.key,
          hint: nearestHint(entry.key, topWords),
        });
    }
  }

  #configuration(entry: YamlEntry): void {
    const configuration = this.#templates.routeConfiguration(entry);
    if (configuration === undefined) return;
    const { id } = configuration;
    if (id !== undefined && this.#found.routeConfigurations.some((other) => other.id === id)) {
      this.#reading.document.problem('YAML_DUPLICATE_NAME', entry.keyNode, { what: 'route configurations', found: id });
    }
    this.#found.routeConfigurations.push(configuration);
  }

  #setErrorHandler(handler: ErrorHandlerModel | undefined): void {
    if (handler !== undefined) this.#found.errorHandler = handler;
  }

  #dataFormats(entry: YamlEntry): StepModel[] {
    const { document } = this.#reading;
    const items = document.items(entry.value);
    if (items === undefined) {
      document.problem(
        'YAML_CLAUSE_LIST',
        entry.value,
        { place: 'dataFormats', found: describeNode(entry.value) },
        entry.keyNode,
      );
      return [];
    }
    return items.flatMap((item) => this.#options.dataFormat(document.entriesOf(item) ?? [], 'dataFormats', item) ?? []);
  }

  #setRestConfiguration(configuration: StepModel | undefined): void {
    if (configuration !== undefined) this.#found.restConfiguration = configuration;
  }

  #restStep({ key, keyNode, value }: YamlEntry, specs: OptionSpecs): StepModel | undefined {
    const { document } = this.#reading;
    const entries = document.entriesOf(value);
    const source = document.locate(keyNode);
    if (entries !== undefined) return { kind: key, options: this.#options.read(specs, entries, key, value), source };
    const details = { option: key, place: 'the file', found: describeNode(value), expected: 'a map of options' };
    document.problem('YAML_BAD_VALUE', value, details, keyNode);
    return undefined;
  }
}

function push<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}
