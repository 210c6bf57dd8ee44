import { nearestName, type DhowContext, type RoutesModel } from '@dhow/core';
import type { RouteWarning } from './check-routes.ts';
import { filledIn } from './doubtful-texts.ts';
import { textsOf, type RouteText } from './texts-of-routes.ts';

/** Patterns whose expression names endpoints. */
const naming = new Set(['recipientList', 'routingSlip', 'dynamicRouter', 'enrich', 'toD']);
const taking = new Set(['poll', 'pollEnrich']);
/** Options that name an endpoint to send to. */
const sending = new Set(['uri', 'to', 'deadLetterUri', 'afterUri', 'onPrepareFailureUri']);

const inProcess = /^(?:direct|seda):/;

/**
 * What models send to by `direct:` and `seda:` although no route of the context takes messages from there. URIs that a
 * message decides, and those with placeholders of a template, are not seen.
 */
export function unreceivedTargets(
  context: DhowContext,
  models: readonly RoutesModel[],
  properties: Readonly<Record<string, string>> = {},
): readonly RouteWarning[] {
  const named = models.flatMap((model) => textsOf(withoutSources({ ...model, file: undefined }))).flatMap(urisIn);
  const received = new Set(context.routes.list().map(({ endpoint }) => bare(endpoint.uri)));
  for (const { uri, isTaken } of named) if (isTaken) received.add(bare(filledIn(uri, properties)));
  const names = [...received].filter((uri) => inProcess.test(uri));
  return named.flatMap(({ uri, isTaken, source }) => {
    const target = filledIn(uri, properties).trim();
    const name = bare(target);
    const isOpen = !inProcess.test(target) || /\{\{|\$\{|failIfNoConsumers=false/.test(target) || received.has(name);
    return isTaken || isOpen ? [] : [{ message: messageFor(name, names), source }];
  });
}

/** Where routes take messages from is no target. */
function withoutSources(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSources);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const { from: _, source, ...rest } = value as Record<string, unknown>;
  const entries = Object.entries(rest).map(([name, child]) => [name, withoutSources(child)]);
  // Places are known by their identity.
  return { ...Object.fromEntries(entries), ...(source !== undefined && { source }) };
}

interface NamedUri {
  readonly uri: string;
  /** Messages are taken from there by a step. */
  readonly isTaken: boolean;
  readonly source: RouteText['source'];
}

function urisIn({ text, option, kind, language, source }: RouteText): readonly NamedUri[] {
  const isTaken = kind !== undefined && taking.has(kind);
  if (language === undefined) {
    const isTarget = sending.has(option) && !(option === 'uri' && kind === 'interceptSendToEndpoint');
    return isTarget ? [{ uri: text, isTaken, source }] : [];
  }
  const isNaming = kind !== undefined && (naming.has(kind) || isTaken);
  if (!isNaming || (language !== 'constant' && (language !== 'simple' || text.includes('$')))) return [];
  return text.split(',').map((uri) => ({ uri, isTaken, source }));
}

function messageFor(name: string, names: readonly string[]): string {
  const end = name.startsWith('direct:') ? 'a message that is sent there fails' : 'what is sent there is never read';
  const near = nearestName(name, names);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return (
    `no route takes messages from "${name}": ${end}.${hint} ` +
    `Write a route with "from: ${name}", or name the file that has it, too.`
  );
}

function bare(uri: string): string {
  return uri.trim().replace(/\?.*$/s, '').replace('://', ':');
}
