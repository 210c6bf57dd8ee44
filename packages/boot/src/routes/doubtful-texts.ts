import {
  knownExceptionTypes,
  nearestHint,
  nearestName,
  placeOf,
  simpleFunctionNames,
  type DhowContext,
  type RoutesModel,
  type SourceLocation,
} from '@dhow/core';
import type { RouteWarning } from './check-routes.ts';
import { textsOf, type RouteText } from './texts-of-routes.ts';

/** Patterns whose text names endpoints that are first asked for with a message. */
const naming = new Set(['toD', 'recipientList', 'routingSlip', 'dynamicRouter', 'enrich', 'pollEnrich', 'wireTap']);

/** What routes may say, and what most likely is a mistake: it would fail with the first message, or never do anything. */
export function doubtfulTexts(
  context: DhowContext,
  models: readonly RoutesModel[],
  templates: RoutesModel['routeTemplates'],
  properties: Readonly<Record<string, string>> = {},
): readonly RouteWarning[] {
  // Templates have placeholders of their own.
  const texts = models.flatMap((model) => textsOf({ ...model, file: undefined, templatedRoutes: [] }));
  const filled = texts.map((text) => ({ ...text, text: filledIn(text.text, properties) }));
  return [
    ...filled.flatMap((text) => unknownSchemes(context, text)),
    ...filled.flatMap((text) => nearOptions(context, text)),
    ...filled.flatMap((text) => nameless(context, text)),
    ...texts.flatMap(unknownClasses),
    ...texts.flatMap(nearFunctions),
    ...models.flatMap(({ templatedRoutes }) => templatedRoutes.flatMap((use) => unknownParameters(use, templates))),
  ];
}

/** A text with the values of its placeholders, where these are known. */
export function filledIn(text: string, properties: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{\??([^{}:]+)(?::([^{}]*))?\}\}/g, (whole, name: string, other?: string) => {
    return properties[name.trim()] ?? other ?? whole;
  });
}

function unknownSchemes(context: DhowContext, { text, kind, option, language, source }: RouteText): RouteWarning[] {
  if (kind === undefined || !naming.has(kind)) return [];
  const isNaming = option === 'uri' || (language !== undefined && ['constant', 'simple'].includes(language));
  if (!isNaming) return [];
  const uris = kind === 'toD' || kind === 'enrich' || kind === 'pollEnrich' ? [text] : text.split(',');
  return uris.flatMap((uri) => {
    const scheme = /^([a-z][\w.+-]*):/i.exec(uri.trim())?.[1];
    if (scheme === undefined || context.core.component(scheme) !== undefined) return [];
    const known = context.core.endpoints.components().flatMap(({ spec }) => spec.scheme);
    const message = `there is no component for the scheme "${scheme}": a message that comes here fails.`;
    return [{ message: message + nearestHint(scheme, known), source }];
  });
}

/** Endpoints without what stands behind the scheme: no logger, folder, queue. */
function nameless(context: DhowContext, { text, option, parameters, source }: RouteText): RouteWarning[] {
  const scheme = option === 'uri' ? /^([a-z][\w.+-]*):?(?:\/\/)?(?:\?.*)?$/is.exec(text.trim())?.[1] : undefined;
  const path = scheme === undefined ? undefined : context.core.component(scheme)?.spec.path;
  if (path?.required !== true || parameters?.[path.name] !== undefined) return [];
  return [{ message: `"${text.trim()}" lacks its ${path.name}. Write "${scheme}:…": ${path.description}`, source }];
}

/** Components that hand unknown options on hand on a misspelt one too. */
function nearOptions(context: DhowContext, { text, option, kind, parameters, owner }: RouteText): RouteWarning[] {
  if (option !== 'uri' || text.includes('{{')) return [];
  const [, scheme = '', query = ''] = /^([a-z][\w.+-]*):[^?]*(?:\?(.*))?$/is.exec(text.trim()) ?? [];
  const spec = context.core.component(scheme)?.spec;
  if (spec?.lenient !== true) return [];
  const known = Object.entries(spec.options).map(([name, { uri }]) => uri ?? name);
  const names = [...query.split('&').map((pair) => pair.replace(/=.*$/s, '')), ...Object.keys(parameters ?? {})];
  return names.flatMap((name) => {
    const near = known.includes(name) ? undefined : known.find((each) => isSlip(name, each));
    if (near === undefined) return [];
    const source = owner && placeOf({ source: owner, details: { found: name } });
    const where = kind === undefined ? 'the source' : `"${kind}"`;
    const message = `"${name}" is no option of ${scheme}: ${where} hands it on as a part of the address. Did you mean "${near}"?`;
    return [{ message, source }];
  });
}

/** Whether two names differ by a single slip of the hand: other names are the other side's. */
function isSlip(name: string, known: string): boolean {
  if (name.length < 5 || Math.abs(name.length - known.length) > 1) return false;
  if (name.toLowerCase() === known.toLowerCase()) return true;
  const [a, b] = [name.toLowerCase(), known.toLowerCase()];
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  let [endA, endB] = [a.length, b.length];
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const [left, right] = [a.slice(from, endA), b.slice(from, endB)];
  return left.length + right.length <= 1 || (left.length === 2 && left === right.charAt(1) + right.charAt(0));
}

/** Options of steps that are Simple texts. */
const simpleOptions = new Set(['message', 'uri', 'name']);
/** Times that `${date:…}` knows. */
const dateCommands = ['now', 'exchangeCreated', 'header', 'exchangeProperty', 'variable', 'file', 'millis'];

/** Names that Simple, as in Camel, reads as something else, or refuses with the first message only. */
function nearFunctions({ text, option, language, source }: RouteText): RouteWarning[] {
  const isSimple = language === 'simple' || (language === undefined && simpleOptions.has(option));
  if (!isSimple || !text.includes('${')) return [];
  const known = simpleFunctionNames();
  const functions = [...text.matchAll(/\$\{([A-Za-z]+)/g)].flatMap(([, name = '']) => {
    const near = known.includes(name) ? undefined : known.find((each) => isSlip(name, each));
    return near === undefined ? [] : [`"${name}" is no function of Simple. Did you mean "${near}"?`];
  });
  const dates = [...text.matchAll(/\$\{date(?:-with-timezone)?:([A-Za-z]+)/g)].flatMap(([, name = '']) => {
    const near = dateCommands.includes(name) ? undefined : nearestName(name, dateCommands);
    return near === undefined ? [] : [`"${name}" is no time that \${date:…} knows. Did you mean "${near}"?`];
  });
  return [...functions, ...dates].map((message) => ({ message, source }));
}

const classOptions = new Set(['exception', 'exceptionType', 'exceptions']);

/** Classes of Java and Camel that nothing here is, and that are nearly one that something is. */
function unknownClasses({ text, option, source }: RouteText): RouteWarning[] {
  if (!classOptions.has(option)) return [];
  const known = knownExceptionTypes();
  return text.split(',').flatMap((part) => {
    const name = part.trim();
    // Codes of Dhow's errors stand here, too.
    if (!/^[\w.$]*[a-z][\w.$]*$/.test(name) || known.includes(name)) return [];
    const isSimple = !name.includes('.');
    const names = isSimple ? known.map((each) => each.replace(/^.*\./, '')) : known;
    if (isSimple && names.includes(name)) return [];
    const near = nearestName(name, names);
    const isNear = near !== undefined && (isSlip(name, near) || /^(?:javax?|org\.apache\.camel)\./.test(name));
    return isNear ? [{ message: `nothing here throws a "${name}". Did you mean "${near}"?`, source }] : [];
  });
}

function unknownParameters(
  { routeTemplateRef, parameters, source }: RoutesModel['templatedRoutes'][number],
  templates: RoutesModel['routeTemplates'],
): { readonly message: string; readonly source: SourceLocation | undefined }[] {
  const template = templates.find(({ id }) => id === routeTemplateRef);
  if (template === undefined) return [];
  const names = template.parameters.map(({ name }) => name);
  return Object.keys(parameters)
    .filter((name) => !names.includes(name) && nearestName(name, names) !== undefined)
    .map((name) => ({
      message: `the template "${routeTemplateRef}" has no parameter "${name}".${nearestHint(name, names)}`,
      source,
    }));
}
