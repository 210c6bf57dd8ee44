/** What other versions of Simple or libraries of Camel have, and what to write instead. */
const absent: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/^html(?:Clean|Decode|Parse)\b/, 'HTML needs a library: have a function step (process) or a bean do it.'],
  [/^setAttachment\b/, 'Messages have no attachments here: keep the content in a variable or header.'],
  [/^a2a\b/, 'The functions of the A2A component are not here.'],
  [/^property\b/, 'Write ${exchangeProperty.name}.'],
  [/^out\b/, 'A message has one side: write ${body} or ${header.name}.'],
  [/^(?:groovy|js|javascript|mvel|ognl|java|spel)\b/, 'No code is evaluated from a text: have a function step do it.'],
  [/^(?:sysenv|env)$/, 'Write ${env.NAME}.'],
  [/^sys$/, 'Write ${sys.name}.'],
  [/^(?:properties|ref|bean|type|date)$/, 'A colon and a name follow: ${properties:key}, ${ref:name}, ${date:now}.'],
  [/^(?:now|date)\(/, 'Write ${date:now} or ${date:now:yyyy-MM-dd}.'],
  [/^(?:body|header)As(?:Index|OneLine)\b/, 'It is of CSimple: write ${bodyAs(type)}, then [0] or a path behind it.'],
];

/** Advice for a function that is not here, when it is one that routes are known to use. */
export function adviceFor(text: string): string | undefined {
  return absent.find(([pattern]) => pattern.test(text.trim()))?.[1];
}
