import type { ComponentSpec } from '../component/component.ts';
import type { EipDefinition } from '../eip/eip-definition.ts';
import { standardEips } from '../eip/standard-eips.ts';
import type { EndpointModel, RoutesModel, StepModel } from '../model/route-model.ts';
import { readYaml } from './load-yaml.ts';
import type { YamlProblem } from './yaml-error.ts';

/** What an application has, for the question what of a Camel project it can run. */
export interface CamelReportOptions {
  readonly components: readonly ComponentSpec[];
  readonly dataFormats: readonly string[];
  readonly languages: readonly string[];
  readonly eips?: readonly EipDefinition[];
}

/** Something that a route uses and that is not there. */
export interface MissingPart {
  readonly kind: 'component' | 'dataFormat' | 'language' | 'step';
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly routeId: string | undefined;
}

export interface CamelReport {
  readonly files: number;
  readonly routes: number;
  /** Routes that load and whose every part is there. */
  readonly runnable: number;
  readonly problems: readonly YamlProblem[];
  readonly missing: readonly MissingPart[];
}

/**
 * Reads the YAML files of a Camel project and says what of it would run: which files do not load and why, and which
 * components, data formats, languages and steps its routes use that are not there.
 */
export function reportCamelProject(
  files: readonly { readonly name: string; readonly text: string }[],
  options: CamelReportOptions,
): CamelReport {
  const schemes = new Set(options.components.flatMap(({ scheme }) => scheme));
  const eips = new Map((options.eips ?? standardEips).map((eip) => [eip.name, eip]));
  const problems: YamlProblem[] = [];
  const missing: MissingPart[] = [];
  let routes = 0;
  let runnable = 0;
  for (const { name, text } of files) {
    const read = readYaml(text, { file: name, languages: options.languages, dataFormats: options.dataFormats });
    problems.push(...read.problems);
    for (const route of routesOf(read.model)) {
      routes++;
      const visitor = new Visitor(schemes, eips, options, name, route.id);
      visitor.endpoint(route.from);
      visitor.steps(route.steps);
      visitor.steps(route.scoped ?? []);
      missing.push(...visitor.missing);
      if (visitor.missing.length === 0 && read.problems.length === 0) runnable++;
    }
  }
  return { files: files.length, routes, runnable, problems, missing };
}

const routesOf = (model: RoutesModel) => [...model.routes, ...model.routeTemplates.map(({ route }) => route)];

class Visitor {
  readonly missing: MissingPart[] = [];
  readonly #schemes: ReadonlySet<string>;
  readonly #eips: ReadonlyMap<string, EipDefinition>;
  readonly #options: CamelReportOptions;
  readonly #file: string;
  readonly #routeId: string | undefined;

  constructor(
    schemes: ReadonlySet<string>,
    eips: ReadonlyMap<string, EipDefinition>,
    options: CamelReportOptions,
    file: string,
    routeId: string | undefined,
  ) {
    this.#schemes = schemes;
    this.#eips = eips;
    this.#options = options;
    this.#file = file;
    this.#routeId = routeId;
  }

  endpoint({ uri, source }: EndpointModel): void {
    const scheme = /^([a-z][\w.+-]*)(?=:|$)/i.exec(uri)?.[1];
    if (scheme !== undefined && scheme !== 'kamelet' && !this.#schemes.has(scheme))
      this.#note('component', scheme, source?.line);
  }

  steps(steps: readonly StepModel[]): void {
    for (const step of steps) {
      const definition = this.#eips.get(step.kind);
      if (definition?.compile === undefined && definition?.shape !== 'clause')
        this.#note('step', step.kind, step.source?.line);
      this.#values(step.options, step);
      this.steps(step.steps ?? []);
    }
  }

  /** Endpoints, expressions, formats and nested steps among the options. */
  #values(options: Readonly<Record<string, unknown>>, step: StepModel): void {
    const line = step.source?.line;
    for (const [key, value] of Object.entries(options)) {
      if (key === 'uri' && typeof value === 'string' && !value.startsWith('$')) {
        this.endpoint({ uri: value, ...(step.source ? { source: step.source } : {}) });
      } else if (Array.isArray(value)) this.steps(value.filter(isStep));
      else if (isStep(value)) {
        if (key === 'dataFormat') {
          if (!this.#options.dataFormats.includes(value.kind) && value.kind !== 'custom')
            this.#note('dataFormat', value.kind, line);
        } else this.steps([value]);
      } else if (isExpression(value) && !this.#options.languages.includes(value.language)) {
        this.#note('language', value.language, line);
      }
    }
  }

  #note(kind: MissingPart['kind'], name: string, line: number | undefined): void {
    this.missing.push({ kind, name, file: this.#file, line: line ?? 1, routeId: this.#routeId });
  }
}

const isStep = (value: unknown): value is StepModel =>
  typeof value === 'object' && value !== null && 'kind' in value && 'options' in value;
const isExpression = (value: unknown): value is { language: string } =>
  typeof value === 'object' && value !== null && 'language' in value && 'expression' in value;
