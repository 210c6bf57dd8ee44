import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { settleValue } from './then-run.ts';
import { textOf } from '../convert/java-text.ts';
import { levelMethods, type Logger } from '../log/logger.ts';
import { maskSecrets } from '../log/mask-secrets.ts';
import { loggerFor } from '../log/message-logger.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Writes a line to the log. */
export const log = {
  name: 'log',
  description: 'Writes a line to the log.',
  shape: 'step',
  options: {
    message: option.string({ description: 'Line, in Simple unless logLanguage says otherwise.', required: true }),
    loggingLevel: option.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
      description: 'Level.',
      default: 'INFO',
    }),
    logName: option.string({ description: 'Name of the logger; the route id when absent.' }),
    marker: option.string({ description: 'Marker of the line.' }),
    logLanguage: option.string({ description: 'Language of the message.', default: 'simple' }),
    logger: option.ref<unknown>()({ description: 'Logger to write to.' }),
  },
  shorthand: 'message',
  compile: compileLog,
} as const satisfies EipDefinition;

async function compileLog(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof log.options>;
  const logger = await loggerOf(options, compiler);
  const { loggingLevel, marker } = options;
  if (options.message === '') throw compiler.refuse(step, 'message must be specified and not empty.');
  if (loggingLevel === 'OFF') return () => undefined;
  const fields = marker === undefined ? undefined : { marker };
  const line = await compiler.expression({ language: options.logLanguage, expression: options.message });
  const shown = compiler.masksLog ? (text: unknown) => maskSecrets(textOf(text)) : textOf;
  return (exchange, signal) =>
    settleValue(line.evaluate(exchange, signal), (text) =>
      settleValue(logger(exchange, signal), (to) =>
        loggerFor(exchange, to as Logger)[levelMethods[loggingLevel]](shown(text), fields),
      ),
    );
}

type LoggerOf = (exchange: Exchange, signal: AbortSignal) => unknown;

async function loggerOf(options: ResolvedOptions<typeof log.options>, compiler: Compiler): Promise<LoggerOf> {
  const { logger, logName } = options;
  if (logger !== undefined) {
    const bean = compiler.bean<Logger>(logger, 'logger of log');
    return () => bean;
  }
  if (logName === undefined) return () => compiler.log;
  if (!logName.includes('${')) {
    const named = compiler.context.logger(logName);
    return () => named;
  }
  const name = await compiler.expression({ language: 'simple', expression: logName });
  return (exchange, signal) => {
    const text = name.evaluate(exchange, signal);
    return text instanceof Promise
      ? text.then((settled) => compiler.context.logger(String(settled)))
      : compiler.context.logger(String(text));
  };
}
