import type { Exchange } from './exchange.ts';

/** A step that a message took. */
export interface PassedStep {
  readonly routeId: string;
  readonly stepId: string;
  readonly kind: string;
  /** `routes.yaml:7` */
  readonly place: string | undefined;
  /** Milliseconds of the clock's `elapsed`, when it began. */
  readonly at: number;
  /** Undefined while it runs. */
  elapsedMs: number | undefined;
}

/** The last step and those before it. A copy of the message goes on from there without writing into the original's. */
export interface MessageHistory {
  readonly step: PassedStep;
  readonly before: MessageHistory | undefined;
}

const property = 'CamelMessageHistory';

export function messageHistoryOf(exchange: Exchange): MessageHistory | undefined {
  return exchange.property(property) as MessageHistory | undefined;
}

export function rememberStep(exchange: Exchange, step: PassedStep): void {
  exchange.properties.set(property, { step, before: messageHistoryOf(exchange) } satisfies MessageHistory);
}

const rule = '-'.repeat(135);

/** Camel's table of the way of a message, without the message: ids, kinds of steps and times. */
export function messageHistoryText(exchange: Exchange): string {
  const route = exchange.unitOfWork?.routes.at(-1) ?? exchange.fromRouteId ?? null;
  const from = exchange.fromEndpointUri;
  const history = messageHistoryOf(exchange);
  const steps: PassedStep[] = [];
  for (let at = history; at !== undefined; at = at.before) steps.unshift(at.step);
  const first = steps[0]?.routeId ?? route;
  return [
    '',
    history ? 'Message History' : 'Message History (source location and message history is disabled)',
    rule,
    row('Source', 'ID', 'Processor', 'Elapsed (ms)'),
    row('', `${first}/${first}`, from === undefined ? '' : `from[${withoutSecrets(from)}]`, '0'),
    ...steps.map(({ place = '', routeId, stepId, kind, elapsedMs }) =>
      row(place, `${routeId}/${stepId}`, kind, elapsedMs === undefined ? '' : String(Math.round(elapsedMs))),
    ),
    '',
  ].join('\n');
}

function row(source: string, id: string, processor: string, elapsed: string): string {
  return [source.padEnd(40), id.padEnd(30), processor.padEnd(50), elapsed.padStart(12)].join(' ');
}

/** Options and credentials may stand in a URI. */
function withoutSecrets(uri: string): string {
  return uri.replace(/\?.*$/s, '').replace(/\/\/[^/@]*@/, '//');
}
