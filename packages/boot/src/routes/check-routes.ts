import { createContext, type ContextOptions, type DhowContext, type RouteModel, type RoutesModel } from '@dhow/core';
import type { ExpressionLanguage } from '@dhow/core/component';
import { allStandardParts } from '../standard/standard-parts.ts';
import { loadRouteFile, modelOf } from './load-routes.ts';
import type { RouteFile } from './find-route-files.ts';
import { unreceivedTargets, type UnreceivedTarget } from './unreceived-targets.ts';

export interface CheckOptions extends Pick<ContextOptions, 'properties' | 'baseFolder' | 'beans'> {
  readonly components?: ContextOptions['components'];
  readonly dataFormats?: ContextOptions['dataFormats'];
}

/** What was found in one file. */
export interface CheckedFile {
  readonly file: RouteFile;
  /** Ids of its routes, and its services by id or path. */
  readonly routeIds: readonly string[];
  readonly errors: readonly unknown[];
  /** What it sends to and no route receives; looked for when all files are without errors. */
  readonly unreceived: readonly UnreceivedTarget[];
}

/**
 * Reads and compiles route files without starting anything: no source is asked, nothing is connected to. Every route is
 * compiled for itself first, so that one mistake does not hide another.
 */
export async function checkRoutes(files: readonly RouteFile[], options: CheckOptions): Promise<readonly CheckedFile[]> {
  const checked: CheckedFile[] = [];
  const all: RoutesModel[] = [];
  const byFile: RoutesModel[][] = [];
  for (const file of files) {
    const errors: unknown[] = [];
    const models: RoutesModel[] = [];
    try {
      for (const source of await loadRouteFile(file)) models.push(asleep(await modelOf(source)));
    } catch (error) {
      errors.push(error);
    }
    if (file.kind === 'yaml') errors.push(...(await constantsIn(models)));
    for (const model of models) errors.push(...(await compileSingly(model, models, options)));
    const routeIds = models.flatMap(({ routes, rests }) => [
      ...routes.map(({ id }, index) => id ?? `(route ${index + 1})`),
      ...rests.map(({ id, options }) => id ?? `rest ${String((options['path'] as string | undefined) ?? '/')}`),
    ]);
    checked.push({ file, routeIds, errors, unreceived: [] });
    all.push(...models);
    byFile.push(models);
  }
  if (checked.every(({ errors }) => errors.length === 0) && all.length > 0) {
    // What only shows together: ids and start orders that are used twice.
    const unreceived: (readonly UnreceivedTarget[])[] = [];
    const together = await compile(all, options, (context) => {
      for (const models of byFile) unreceived.push(unreceivedTargets(context, models, options.properties));
    });
    if (together.length > 0) {
      const last = checked.at(-1)!;
      return [...checked.slice(0, -1), { ...last, errors: together }];
    }
    return checked.map((each, index) => ({ ...each, unreceived: unreceived[index] ?? [] }));
  }
  return checked;
}

async function constantsIn(models: readonly RoutesModel[]): Promise<readonly unknown[]> {
  const { checkConstants, YamlError } = await import('@dhow/core/yaml');
  return models.flatMap(checkConstants).map((problem) => new YamlError([problem]));
}

/** One that looks at once at texts that it would read only with the first message. */
function eager(language: ExpressionLanguage): ExpressionLanguage {
  if (language.check === undefined) return language;
  return {
    ...language,
    compile(text, given, kind, context) {
      language.check?.(text, given, kind);
      return language.compile(text, given, kind, context);
    },
  };
}

/** Routes that do not start by themselves. */
function asleep(model: RoutesModel): RoutesModel {
  const routes = model.routes.map((route): RouteModel => ({
    ...route,
    options: { ...route.options, autoStartup: false },
  }));
  return { ...model, routes };
}

async function compileSingly(
  model: RoutesModel,
  neighbours: readonly RoutesModel[],
  options: CheckOptions,
): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  const others = neighbours.filter((one) => one !== model).map((one) => ({ ...one, routes: [] }));
  for (const route of model.routes)
    errors.push(...(await compile([...others, { ...model, routes: [route] }], options)));
  return errors;
}

async function compile(
  models: readonly RoutesModel[],
  options: CheckOptions,
  onCompiled?: (context: DhowContext) => void,
): Promise<readonly unknown[]> {
  const { components = [], dataFormats = [], ...rest } = options;
  const parts = await allStandardParts();
  const context = createContext({
    ...rest,
    components: [...parts.components, ...components],
    dataFormats: [...parts.dataFormats, ...dataFormats],
    languages: parts.languages.map(eager),
    converters: parts.converters,
  });
  try {
    await context.addRoutes(...models);
    await context.start();
    onCompiled?.(context);
    return [];
  } catch (error) {
    return [error];
  } finally {
    await context.stop(0);
  }
}
