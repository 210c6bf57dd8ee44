import { nearestHint } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';
import type {
  ErrorHandlerModel,
  RouteConfigurationModel,
  RouteModel,
  RoutesModel,
  RouteTemplateModel,
  StepModel,
} from '../model/route-model.ts';
import { matchesPattern } from './name-pattern.ts';
import type { PreparedRoute } from './route-factory.ts';

/** Gathers what files and builders contribute, and joins to each route what applies to it. */
export class RoutesCollector {
  readonly #configurations: RouteConfigurationModel[] = [];
  readonly templates = new Map<string, RouteTemplateModel>();
  readonly dataFormats = new Map<string, StepModel>();
  #errorHandler: ErrorHandlerModel | undefined = undefined;
  /** As they stood when the source came: that of a later one does not reach back. */
  readonly #errorHandlers = new Map<object, ErrorHandlerModel | undefined>();
  /** The one that was added last. */
  restConfiguration: StepModel | undefined = undefined;

  constructor(sources: readonly RoutesModel[] = []) {
    for (const source of sources) this.add(source);
  }

  add(source: RoutesModel): void {
    if (source.restConfiguration) this.restConfiguration = source.restConfiguration;
    this.#configurations.push(...source.routeConfigurations);
    for (const template of source.routeTemplates) this.templates.set(template.id, template);
    for (const format of source.dataFormats) {
      const { id } = format.options;
      if (typeof id === 'string') this.dataFormats.set(id, format);
    }
    if (source.errorHandler) this.#errorHandler = source.errorHandler;
    this.#errorHandlers.set(source, this.#errorHandler);
  }

  template(id: string): RouteTemplateModel {
    const template = this.templates.get(id);
    if (!template)
      throw new RouteError('ROUTE_NO_SUCH_TEMPLATE', { found: id, nearest: nearestHint(id, this.templates.keys()) });
    return template;
  }

  /** A route of a source with its configurations, scopes and error handler. */
  prepare(
    id: string,
    model: RouteModel,
    source: Pick<RoutesModel, 'scoped'>,
    resolve: (text: string) => string,
    more: Partial<PreparedRoute> = {},
  ): PreparedRoute {
    const configurations = this.#configurationsOf(model, resolve);
    const general = this.#errorHandlers.has(source) ? this.#errorHandlers.get(source) : this.#errorHandler;
    const errorHandler =
      model.errorHandler ?? configurations.findLast((each) => each.errorHandler)?.errorHandler ?? general;
    return {
      id,
      model,
      routeScoped: [...(model.scoped ?? []), ...configurations.flatMap((each): readonly StepModel[] => each.scoped)],
      contextScoped: source.scoped,
      errorHandler,
      ...more,
    };
  }

  /** Named ones by id or pattern, in the order of the patterns; unnamed ones for every route that names none. */
  #configurationsOf(model: RouteModel, resolve: (text: string) => string): RouteConfigurationModel[] {
    const wanted = model.options?.['routeConfigurationId'];
    const possible = this.#configurations.filter(
      ({ precondition }) => precondition === undefined || isTrue(resolve(precondition)),
    );
    if (wanted === undefined) return possible.filter(({ id }) => id === undefined);
    if (typeof wanted !== 'string') return [];
    const found = resolve(wanted)
      .split(',')
      .flatMap((pattern) => possible.filter(({ id }) => id !== undefined && matchesPattern(id, pattern.trim())));
    return [...new Set(found)];
  }
}

/** `true`, or a comparison of two texts that holds: preconditions are decided from placeholders alone. */
export function isTrue(text: string): boolean {
  const comparison = /^\s*'?([^'=!]*?)'?\s*(==|!=)\s*'?([^']*?)'?\s*$/.exec(text);
  if (comparison) return (comparison[1] === comparison[3]) === (comparison[2] === '==');
  return text.trim().toLowerCase() === 'true';
}
