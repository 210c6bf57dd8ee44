import type { CheckedFile } from '@dhow/boot';
import { isRouteError, type RoutesModel, type SourceLocation } from '@dhow/core';
import { remedyOf } from '../terminal/remedy-of.ts';

/** Something that routes use and that is not here. */
export interface MissingThing {
  /** `component kafka`, `property inbox.dir`. */
  readonly what: string;
  /** What to write or do instead. */
  readonly instead: string | undefined;
  readonly places: readonly SourceLocation[];
}

/** What of a project would run. */
export interface ProjectReport {
  readonly routes: number;
  readonly runnable: number;
  /** Those used most first. */
  readonly missing: readonly MissingThing[];
  /** What else is wrong. */
  readonly problems: readonly unknown[];
  readonly warnings: CheckedFile['warnings'];
}

/** Where an error is; the engine's own answer to that. */
type PlaceOf = (error: unknown) => SourceLocation | undefined;

/** Gathers what was found in the files of a project: what is missing by its name, and which routes that concerns. */
export function reportProject(checked: readonly CheckedFile[], placeOf: PlaceOf): ProjectReport {
  const missing = new Map<string, { instead: string | undefined; places: SourceLocation[] }>();
  const problems: unknown[] = [];
  const parts = checked.flatMap(({ models }) => models.flatMap((model) => partsOf(model)));
  const failing = new Set<Part>();
  for (const { errors } of checked) {
    for (const error of errors) {
      const place = placeOf(error);
      const thing = missingThing(error);
      if (thing === undefined || place === undefined) problems.push(error);
      else {
        const known = missing.get(thing.what);
        if (known) known.places.push(place);
        else missing.set(thing.what, { instead: thing.instead, places: [place] });
      }
      for (const part of concerned(parts, place)) failing.add(part);
    }
  }
  const routes = parts.filter(({ isRoute }) => isRoute);
  const unread = checked.filter(({ models }) => models.length === 0).length;
  const sorted = [...missing].map(([what, thing]) => ({ what, ...thing }));
  return {
    // A file that does not load has at least one route.
    routes: routes.length + unread,
    runnable: routes.filter((part) => !failing.has(part)).length,
    missing: sorted.sort((a, b) => b.places.length - a.places.length || (a.what < b.what ? -1 : 1)),
    problems,
    warnings: checked.flatMap(({ warnings }) => warnings),
  };
}

/** A thing at the top of a file. */
interface Part {
  readonly isRoute: boolean;
  readonly source: SourceLocation | undefined;
  readonly file: string | undefined;
  readonly node: object;
  /** Whether another part depends on this one. */
  readonly concerns: (other: Part) => boolean;
}

function partsOf(model: RoutesModel): readonly Part[] {
  const { file } = model;
  const none = () => false;
  const ofThisFile = (other: Part) => other.isRoute && other.file === file;
  const part = (
    node: { readonly source?: SourceLocation | undefined },
    isRoute: boolean,
    concerns: Part['concerns'],
  ): Part => ({
    isRoute,
    source: node.source,
    file,
    node,
    concerns,
  });
  return [
    ...model.routes.map((route) => part(route, true, none)),
    ...model.templatedRoutes.map((use) => part(use, true, none)),
    ...model.rests.map((rest) => part(rest, true, none)),
    ...model.routeTemplates.map((template) => part(template, false, ({ node }) => says(node, template.id))),
    ...model.beans.map((bean) => part(bean, false, ({ node, isRoute }) => isRoute && says(node, bean.name))),
    ...model.routeConfigurations.map((each) => part(each, false, ({ isRoute }) => isRoute)),
    ...model.scoped.map((scope) => part(scope, false, ofThisFile)),
    ...(model.errorHandler ? [part(model.errorHandler, false, ofThisFile)] : []),
  ];
}

/** Whether a part names something: as a reference, or within a URI. */
function says(node: object, name: string): boolean {
  const text = JSON.stringify(node, (key, value: unknown) => (key === 'source' ? undefined : value));
  const escaped = name.replace(/[^\w]/g, '\\$&');
  return new RegExp(`["#:=/]${escaped}(?=["?&/])`).test(text);
}

/** The part that a place is in, and those that depend on it. */
function concerned(parts: readonly Part[], place: SourceLocation | undefined): readonly Part[] {
  if (place === undefined) return [];
  let last: Part | undefined;
  for (const part of parts) {
    const { source } = part;
    if (source === undefined || source.file !== place.file) continue;
    if (source.line > place.line || (source.line === place.line && source.column > place.column)) continue;
    if (last === undefined || last.source!.line <= source.line) last = part;
  }
  return last === undefined ? [] : [last, ...parts.filter((other) => last.concerns(other))];
}

const kinds: Readonly<Record<string, string>> = {
  ROUTE_NO_SUCH_COMPONENT: 'component',
  ROUTE_NO_SUCH_LANGUAGE: 'language',
  ROUTE_NO_SUCH_DATA_FORMAT: 'data format',
  ROUTE_NO_SUCH_PROPERTY: 'property',
  ROUTE_NO_SUCH_BEAN: 'bean',
  ROUTE_BAD_BEAN: 'class',
  ROUTE_NO_SUCH_TEMPLATE: 'template or Kamelet',
};

/** What an error says is not there. One with a nearest name is a slip, and a problem of its own. */
function missingThing(error: unknown): { readonly what: string; readonly instead: string | undefined } | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (!isRouteError(at)) continue;
    const { code, details } = at;
    const known = kinds[code];
    if (known === undefined) continue;
    const isClass = String(details['reason'] as string | undefined).startsWith('no class is registered');
    const found = String(details['found'] as string).replace(/^#(?:class:|bean:|type:)?/, '');
    if (String(details['nearest'] as string | undefined).includes('Did you mean')) return undefined;
    if (code !== 'ROUTE_BAD_BEAN') return { what: `${known} ${found}`, instead: remedyOf(error) };
    if (isClass) return { what: `class ${found}`, instead: remedyOf(error) };
    return undefined;
  }
  return undefined;
}
