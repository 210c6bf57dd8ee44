import { nearestHint, placeOf, type DhowContext, type RoutesModel } from '@dhow/core';

type Place = NonNullable<ReturnType<typeof placeOf>>;

/** A place that routes send to and that no route takes messages from. */
export interface UnreceivedTarget {
  readonly message: string;
  readonly source: Place | undefined;
}

interface Named {
  /** As written. */
  readonly uri: string;
  readonly source: Place | undefined;
}

/** Patterns whose expression names endpoints. */
const naming = new Set(['recipientList', 'routingSlip', 'dynamicRouter', 'enrich', 'toD']);
const taking = new Set(['poll', 'pollEnrich']);
/** Options that name an endpoint to send to. */
const sending = new Set(['uri', 'to', 'deadLetterUri', 'afterUri', 'onPrepareFailureUri']);

/**
 * What models send to by `direct:` and `seda:` although no route of the context takes messages from there. URIs that a
 * message decides, and those with placeholders of a template, are not seen.
 */
export function unreceivedTargets(
  context: DhowContext,
  models: readonly RoutesModel[],
  properties: Readonly<Record<string, string>> = {},
): readonly UnreceivedTarget[] {
  const found: { readonly targets: Named[]; readonly taken: Named[] } = { targets: [], taken: [] };
  for (const { file: _, ...model } of models) walk(model, undefined, undefined, found);
  const resolve = (text: string) =>
    text.replace(/\{\{\??([^{}:]+)(?::([^{}]*))?\}\}/g, (whole, name: string, other?: string) => {
      return properties[name.trim()] ?? other ?? whole;
    });
  const received = new Set(context.routes.list().map(({ endpoint }) => bare(endpoint.uri)));
  for (const { uri } of found.taken) received.add(bare(resolve(uri)));
  const names = [...received].filter((uri) => inProcess.test(uri));
  return found.targets.flatMap(({ uri, source }) => {
    const target = resolve(uri).trim();
    const name = bare(target);
    const isOpen = !inProcess.test(target) || /\{\{|\$\{|failIfNoConsumers=false/.test(target) || received.has(name);
    return isOpen ? [] : [{ message: messageFor(name, names), source }];
  });
}

const inProcess = /^(?:direct|seda):/;

function messageFor(name: string, names: readonly string[]): string {
  const end = name.startsWith('direct:') ? 'a message that is sent there fails' : 'what is sent there is never read';
  return (
    `no route takes messages from "${name}": ${end}.${nearestHint(name, names)} ` +
    `Write a route with "from: ${name}", or name the file that has it, too.`
  );
}

function bare(uri: string): string {
  return uri.trim().replace(/\?.*$/s, '').replace('://', ':');
}

type Found = { readonly targets: Named[]; readonly taken: Named[] };

function walk(value: unknown, kind: string | undefined, outer: Place | undefined, found: Found): void {
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) walk(item, kind, outer, found);
    return;
  }
  if (!isModel(value)) return;
  if (String(value['disabled'] as boolean | string) === 'true') return;
  const source = (value['source'] as Place | undefined) ?? outer;
  const own = typeof value['kind'] === 'string' && 'options' in value ? value['kind'] : kind;
  const { language, expression } = value;
  if (typeof expression === 'string') {
    if (language === 'constant' || (language === 'simple' && !expression.includes('$')))
      for (const uri of expression.split(',')) note(uri, own, source, found, naming);
    return;
  }
  for (const [name, child] of Object.entries(value)) {
    if (name === 'source' || name === 'from') continue;
    if (typeof child !== 'string') walk(child, own, source, found);
    else if (sending.has(name) && !(name === 'uri' && own === 'interceptSendToEndpoint'))
      note(child, own, source, found);
  }
}

function note(
  uri: string,
  kind: string | undefined,
  source: Place | undefined,
  { targets, taken }: Found,
  only?: ReadonlySet<string>,
): void {
  if (kind !== undefined && taking.has(kind)) taken.push({ uri, source });
  else if (only === undefined || (kind !== undefined && only.has(kind))) {
    // The place of the text itself, as for an error that tells of it.
    targets.push({ uri, source: placeOf({ source, details: { found: uri } }) });
  }
}

/** Live objects of TypeScript routes are not looked into. */
function isModel(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
