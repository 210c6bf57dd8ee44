import { readFileSync } from 'node:fs';
import {
  createContext,
  isRouteError,
  placeOf,
  type ContextOptions,
  type DhowContext,
  type RoutesModel,
  type SourceLocation,
} from '@dhow/core';
import type { ExpressionLanguage } from '@dhow/core/component';
import { allStandardParts } from '../standard/standard-parts.ts';
import { doubtfulTexts } from './doubtful-texts.ts';
import { withoutPart, withoutRoute } from './leave-out.ts';
import { loadRouteFile, modelOf } from './load-routes.ts';
import type { RouteFile } from './find-route-files.ts';
import { standIn } from './stand-in.ts';
import { unreceivedTargets } from './unreceived-targets.ts';
import { shownPath } from './yaml-routes.ts';

export interface CheckOptions extends Pick<ContextOptions, 'properties' | 'baseFolder' | 'beans'> {
  readonly components?: ContextOptions['components'];
  readonly dataFormats?: ContextOptions['dataFormats'];
  /** Beside the standard ones. */
  readonly languages?: ContextOptions['languages'];
}

/** What runs, and may be a mistake all the same. */
export interface RouteWarning {
  readonly message: string;
  readonly source: SourceLocation | undefined;
}

/** What was found in one file. */
export interface CheckedFile {
  readonly file: RouteFile;
  /** Ids of its routes, its templates, and its services by id or path. */
  readonly routeIds: readonly string[];
  readonly errors: readonly unknown[];
  readonly warnings: readonly RouteWarning[];
  /** What it contributes; nothing when it cannot be read. */
  readonly models: readonly RoutesModel[];
}

/** More than this is told after the first are put right. */
const mostErrors = 50;

/**
 * Reads and compiles route files without starting anything: no source is asked, nothing is connected to. What is wrong is
 * left out and the rest looked at, so that one mistake does not hide another.
 */
export async function checkRoutes(files: readonly RouteFile[], options: CheckOptions): Promise<readonly CheckedFile[]> {
  const read: { readonly file: RouteFile; readonly models: RoutesModel[]; readonly errors: unknown[] }[] = [];
  for (const file of files) {
    const models: RoutesModel[] = [];
    const errors: unknown[] = [];
    try {
      for (const source of await loadRouteFile(file)) models.push(asleep(await modelOf(source)));
    } catch (error) {
      errors.push(error);
    }
    if (file.kind === 'yaml') errors.push(...(await constantsIn(models)));
    read.push({ file, models, errors });
  }
  const templates = read.flatMap(({ models }) => models.flatMap(({ routeTemplates }) => routeTemplates));
  const warnings = read.map((): RouteWarning[] => []);
  // What a file has that cannot be read is not known.
  const unreadable = read.flatMap(({ file, models }) => (models.length > 0 ? [] : [readText(file.path)]));
  const isWhole = unreadable.length === 0;
  for (const error of await compileErrors(
    read.flatMap(({ models }) => models),
    options,
    (context) => {
      for (const [index, { models }] of read.entries()) {
        warnings[index]!.push(...doubtfulTexts(context, models, templates, options.properties));
        if (isWhole) warnings[index]!.push(...unreceivedTargets(context, models, options.properties));
      }
    },
  )) {
    const missing = missingName(error);
    if (missing !== undefined && unreadable.some((text) => text.includes(missing))) continue;
    ownerOf(error, read)?.errors.push(error);
  }
  return read.map(({ file, models, errors }, index) => ({
    file,
    routeIds: models.flatMap(namesIn),
    errors: errors.toSorted((a, b) => lineOf(a) - lineOf(b)),
    warnings: warnings[index]!,
    models,
  }));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function namesIn({ routes, templatedRoutes, routeTemplates, rests }: RoutesModel): readonly string[] {
  return [
    ...routes.map(({ id }, index) => id ?? `(route ${index + 1})`),
    ...templatedRoutes.map(({ routeId, routeTemplateRef }) => routeId ?? `(route of ${routeTemplateRef})`),
    ...routeTemplates.map(({ id }) => `template ${id}`),
    ...rests.map(({ id, options }) => id ?? `rest ${String((options['path'] as string | undefined) ?? '/')}`),
  ];
}

/** The template or bean that an error misses. */
function missingName(error: unknown): string | undefined {
  if (!isRouteError(error)) return undefined;
  const { code, details, cause } = error;
  const found = String(details['found'] as string).replace(/^#(?:bean:)?/, '');
  return missingName(cause) ?? (/_NO_SUCH_(TEMPLATE|BEAN)$/.test(code) ? found : undefined);
}

/** The file that an error is in: by its place, by its route, else the last one. */
function ownerOf<Read extends { readonly file: RouteFile; readonly models: readonly RoutesModel[] }>(
  error: unknown,
  read: readonly Read[],
): Read | undefined {
  const place = placeOf(error);
  const routeId = routeIdOf(error);
  return (
    read.find(({ file }) => place !== undefined && shownPath(file.path) === place.file) ??
    read.find(({ models }) => models.some(({ routes }) => routes.some(({ id }) => id === routeId))) ??
    read.at(-1)
  );
}

const lineOf = (error: unknown): number => placeOf(error)?.line ?? 0;

function routeIdOf(error: unknown): string | undefined {
  const id = isRouteError(error) ? error.details['route'] : undefined;
  return typeof id === 'string' ? id : undefined;
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

/** Routes that do not start by themselves, whatever they are made of. */
function asleep(model: RoutesModel): RoutesModel {
  const still = <Item extends { readonly options?: Readonly<Record<string, unknown>> }>(item: Item): Item => ({
    ...item,
    options: { ...item.options, autoStartup: false },
  });
  const routeTemplates = model.routeTemplates.map((template) => ({ ...template, route: still(template.route) }));
  return { ...model, routes: model.routes.map(still), rests: model.rests.map(still), routeTemplates };
}

/** Compiles all, again and again, each time without what was wrong before. */
async function compileErrors(
  models: readonly RoutesModel[],
  options: CheckOptions,
  onCompiled: (context: DhowContext) => void,
): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  const beans: Record<string, unknown> = { ...options.beans };
  let rest = models;
  let error = await compile(rest, { ...options, beans }, onCompiled);
  while (error !== undefined) {
    errors.push(error);
    const text = textOf(error);
    const again = (fewer: readonly RoutesModel[]) => compile(fewer, { ...options, beans }, onCompiled);
    const place = placeOf(error);
    let next: { readonly models: readonly RoutesModel[]; readonly error: unknown } | undefined;
    const bean = badBeanOf(error, rest);
    if (bean !== undefined) {
      beans[bean] = standIn();
      const fewer = rest.map((model) => ({ ...model, beans: model.beans.filter(({ name }) => name !== bean) }));
      next = { models: fewer, error: await again(fewer) };
    } else {
      for (const fewer of place === undefined ? [] : withoutPart(rest, place, routeIdOf(error))) {
        const other = await again(fewer);
        if (textOf(other) !== text) {
          next = { models: fewer, error: other };
          break;
        }
      }
      const routeId = routeIdOf(error);
      const fewer = next === undefined && routeId !== undefined ? withoutRoute(rest, routeId) : undefined;
      if (fewer !== undefined) next = { models: fewer, error: await again(fewer) };
    }
    if (next === undefined || errors.length >= mostErrors) break;
    ({ models: rest, error } = next);
  }
  return withoutRepeats(errors);
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error as string));

/** What stands once in a file and is part of several routes is told once. */
function withoutRepeats(errors: readonly unknown[]): readonly unknown[] {
  const seen = new Set<string>();
  return errors.filter((error) => {
    const { file, line, column } = placeOf(error) ?? {};
    const key = file === undefined ? textOf(error) : `${file}:${line}:${column}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The name of the bean of a file that could not be made. */
function badBeanOf(error: unknown, models: readonly RoutesModel[]): string | undefined {
  if (!isRouteError(error) || error.code !== 'ROUTE_BAD_BEAN') return undefined;
  const beans = models.flatMap((model) => model.beans);
  return beans.find(({ name, source }) => error.details['what'] === `bean ${name}` && source === error.source)?.name;
}

/** What is wrong; undefined when nothing is. */
async function compile(
  models: readonly RoutesModel[],
  options: CheckOptions,
  onCompiled: (context: DhowContext) => void,
): Promise<unknown> {
  const { components = [], dataFormats = [], languages = [], ...rest } = options;
  const parts = await allStandardParts();
  const context = createContext({
    ...rest,
    components: [...parts.components, ...components],
    dataFormats: [...parts.dataFormats, ...dataFormats],
    languages: [...parts.languages, ...languages].map(eager),
    converters: parts.converters,
  });
  try {
    await context.addRoutes(...models);
    await context.start();
    onCompiled(context);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await context.stop(0);
  }
}
