import { javaTypeOf } from '../../../convert/java-type.ts';
import { textOf } from '../../../convert/java-text.ts';
import type { Exchange } from '../../../exchange/exchange.ts';
import { messageHistoryText } from '../../../exchange/message-history.ts';
import { settle, toTextOrNull } from '../../evaluation.ts';
import { call, word, type SimpleFunction } from '../function-call.ts';

const rule = '-'.repeat(135);

/** The exchange as Camel's log shows it, one piece a line. */
function exchangeText(exchange: Exchange, body: string | null): string {
  const { body: value, id, headers } = exchange;
  const pieces: [name: string, text: string][] = [
    ['Id', id],
    ['Headers', textOf(headers.toObject())],
    ['BodyType', value === null || value === undefined ? 'null' : javaTypeOf(value).replace(/^.*\./, '')],
    ['Body', body ?? '[Body is null]'],
  ];
  return ['Exchange[', ...pieces.map(([name, text]) => `\t${name.padEnd(20)}${text}`), ']'].join('\n');
}

const withBody = (exchange: Exchange, text: (body: string | null) => string) =>
  settle(toTextOrNull(exchange.body), (body) => text(body as string | null));

export const historyFunctions: readonly SimpleFunction[] = [
  word(
    'logExchange',
    'The exchange as the log shows it.',
    () => (exchange) => withBody(exchange, (body) => exchangeText(exchange, body)),
  ),
  word(
    'messageHistory',
    'Where the message is, and the exchange.',
    () => (exchange) =>
      withBody(exchange, (body) =>
        [messageHistoryText(exchange), 'Exchange', rule, exchangeText(exchange, body), ''].join('\n'),
      ),
  ),
  call('messageHistory', [1, 1], ['messageHistory(false)'], 'Where the message is.', (of) => {
    const whole = of.expression('${messageHistory}');
    return of.args[0] === 'false' ? messageHistoryText : whole;
  }),
];
