import type { Exchange } from '../../../exchange/exchange.ts';
import { numberTypeOf } from '../../../convert/java-number.ts';
import { NamedException } from '../../../error-handling/exception-types.ts';
import type { Evaluate } from '../../evaluation.ts';
import { dateFormat } from '../date-format.ts';
import { prefix, type FunctionCall, type SimpleFunction } from '../function-call.ts';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `+24h`, `-1h30m`: milliseconds of the offsets behind a command. A unit that is not known counts nothing. */
function offsetOf(text: string): number {
  let total = 0;
  for (const [, sign, duration] of text.matchAll(/([+-])([^+-]+)/g)) {
    let amount = 0;
    for (const [, number, unit] of duration!.matchAll(/(\d+)\s*(ms|[smhd])?/g)) {
      const following = duration!.slice(duration!.indexOf(number!) + number!.length);
      amount += Number(number) * (unit === undefined ? (/^\s*$/.test(following) ? 1 : 0) : units[unit]!);
    }
    total += sign === '-' ? -amount : amount;
  }
  return total;
}

const illegal = (message: string) => new NamedException('java.lang.IllegalArgumentException', message);

/** The time that a command names: `now`, `exchangeCreated`, `header.x`, `exchangeProperty.x`, `variable.x`, `file`. */
function timeOf(command: string, exchange: Exchange, now: () => number): Date {
  if (command === 'now') return new Date(now());
  if (command === 'millis') return new Date(now());
  if (command === 'exchangeCreated') return new Date(exchange.created || now());
  if (command === 'file') return dateValue(exchange.header('CamelFileLastModified'), command);
  const source = /^(header|exchangeProperty|variable)\.(.+)$/.exec(command);
  if (!source) throw illegal(`Command not supported for dateExpression: ${command}`);
  const [, kind, key] = source;
  const value =
    kind === 'header' ? exchange.header(key!) : kind === 'variable' ? exchange.variable(key!) : exchange.property(key!);
  return dateValue(value, command);
}

function dateValue(value: unknown, command: string): Date {
  if (value instanceof Date) return value;
  const type = numberTypeOf(value);
  if (type === 'Long') return new Date(Number(value));
  throw illegal(`Cannot find Date/long object at command: ${command}`);
}

function compileDate(of: FunctionCall, text: string, zone: string | undefined): Evaluate {
  const colon = text.indexOf(':');
  const command = colon < 0 ? text : text.slice(0, colon);
  const pattern = colon < 0 ? undefined : text.slice(colon + 1).trim();
  const base = /^[A-Za-z]+(?:\.[^+-]+)?/.exec(command)?.[0] ?? command;
  const offsets = command.slice(base.length);
  if (/[+-]\s*(?:ms|[smhd])/.test(offsets)) throw of.syntax('For input string: ""');
  const offset = offsetOf(offsets);
  return (exchange) => {
    const time = timeOf(base.trim(), exchange, () => of.context.clock.now());
    const date = offset === 0 ? time : new Date(time.getTime() + offset);
    return pattern === undefined || pattern === '' ? date : dateFormat(pattern)(date, zone === '' ? undefined : zone);
  };
}

export const dateFunctions: readonly SimpleFunction[] = [
  prefix(
    'date:',
    ['date:now:pattern', 'date:exchangeCreated:pattern', 'date:header.name+24h:pattern'],
    'A time, moved by offsets, as text by a pattern; the time itself without one.',
    (of) => compileDate(of, of.rest, undefined),
  ),
  prefix('date-with-timezone:', ['date-with-timezone:command:zone:pattern'], 'A time as text in a time zone.', (of) => {
    const [command = '', zone = '', ...pattern] = of.rest.split(':');
    if (pattern.length === 0) {
      throw of.syntax(`Valid syntax: \${date-with-timezone:command:timezone:pattern} was: ${of.text}`);
    }
    return compileDate(of, `${command}:${pattern.join(':')}`, zone);
  }),
];
