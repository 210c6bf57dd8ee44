import type { Component } from '../component/component.ts';
import { option } from '../component/option-spec.ts';
import { levelMethods, type LogLevel } from '../log/logger.ts';
import type { RouteController } from '../engine/route-controller.ts';
import type { RouteHost } from '../engine/route-host.ts';
import { compileExpression } from '../engine/expression-compiler.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';

const controlbusOptions = {
  routeId: option.string({ description: 'The route; "current" is the one that sends.' }),
  action: option.string({ description: 'start, stop, suspend, resume, restart, fail, status or stats.' }),
  async: option.boolean({ description: 'Does not wait for the action.', default: false }),
  restartDelayMs: option.duration({
    description: 'Wait between stop and start of a restart.',
    uri: 'restartDelay',
    default: 1000,
    unit: 'ms',
  }),
  loggingLevel: option.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
    description: 'Level of the line that an action is done.',
    default: 'INFO',
  }),
} as const;

interface Options {
  readonly routeId?: string;
  readonly action?: string;
  readonly async: boolean;
  readonly restartDelayMs: number;
  readonly loggingLevel: LogLevel;
}

/** `controlbus:route?routeId=x&action=stop` and `controlbus:language:simple`: messages that operate routes. */
export function controlbusComponent(host: RouteHost, routes: () => RouteController): Component {
  return {
    spec: {
      scheme: 'controlbus',
      title: 'Control bus',
      description: 'Operates routes by messages.',
      path: { name: 'command', description: 'route, or language:NAME.', required: true },
      options: controlbusOptions,
    },
    createEndpoint({ uri, path, options }) {
      const settings = options as unknown as Options;
      const language = /^language:(.+)$/.exec(path)?.[1];
      if (language !== undefined && !host.languages.has(language)) {
        const nearest = nearestHint(language, host.languages.keys());
        throw new RouteError('ROUTE_NO_SUCH_LANGUAGE', { place: uri, found: language, nearest });
      }
      const work = (exchange: Exchange, own: string | undefined) =>
        language ? evaluate(language, exchange, host) : operate(settings, own, exchange, host, routes());
      return {
        uri,
        createProducer: () => ({
          process(exchange) {
            // A route that stops itself would wait for this very message.
            const own = exchange.unitOfWork?.routes.at(-1);
            const self = settings.routeId === 'current' || settings.routeId === own;
            if (!settings.async && !(self && !['status', 'stats'].includes(settings.action ?? '')))
              return work(exchange, own);
            host.runAside(() => work(exchange.copy(), own), host.context.logger('controlbus'));
          },
        }),
      };
    },
  };
}

async function evaluate(language: string, exchange: Exchange, host: RouteHost): Promise<void> {
  const model = { language, expression: String(exchange.body as string) };
  const log = host.context.logger('controlbus');
  const shop = { host, context: host.context, place: 'controlbus', log, resolve: (text: string) => text };
  const expression = await compileExpression(model, 'expression', shop);
  exchange.body = await expression.evaluate(exchange, host.context.signal);
}

/** `own` is the route that sent the message, which may be done by now. */
async function operate(
  settings: Options,
  own: string | undefined,
  exchange: Exchange,
  host: RouteHost,
  routes: RouteController,
): Promise<void> {
  const { action = '', restartDelayMs } = settings;
  const id = settings.routeId === 'current' ? own : settings.routeId;
  if (action.toLowerCase() === 'stats') {
    exchange.body = 'JMX is disabled, cannot get stats';
    return;
  }
  if (id === undefined || routes.get(id) === undefined || !actions.has(action.toLowerCase())) return;
  await act(action, id, restartDelayMs, exchange, host, routes);
  const { loggingLevel } = settings;
  if (loggingLevel !== 'OFF')
    host.context.logger('controlbus')[levelMethods[loggingLevel]](`Action ${action} of route ${id} is done.`);
}

const actions = new Set(['start', 'stop', 'fail', 'suspend', 'resume', 'restart', 'status']);

async function act(
  action: string,
  id: string,
  restartDelayMs: number,
  exchange: Exchange,
  host: RouteHost,
  routes: RouteController,
): Promise<void> {
  switch (action.toLowerCase()) {
    case 'start':
      await routes.start(id);
      return;
    case 'stop':
      await routes.stop(id);
      return;
    case 'fail':
      await routes.stopAndFail(id);
      return;
    case 'suspend':
      await routes.suspend(id);
      return;
    case 'resume':
      await routes.resume(id);
      return;
    case 'restart':
      await routes.restart(id, restartDelayMs);
      return;
    case 'status':
      exchange.body = routes.status(id);
  }
}
