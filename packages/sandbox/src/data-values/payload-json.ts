import { refuse } from '../http/web-error.ts';
import type { JsonObject } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import type { RawValue, ValuePayload } from './value-payload.ts';
import { UnreadablePayload } from './value-payload.ts';

/** Reads a JSON body as 2.42 does: whatever is wrong with it ends in an aborted import. */
export function readLenientJson(text: string): ValuePayload {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new UnreadablePayload('Post-condition was null');
  }
  if (!isObject(body)) throw new UnreadablePayload('Post-condition was null');
  return payloadOf(body);
}

/** Reads a JSON body as 2.43 does: with a reader of its own, whose messages it repeats. */
export function readStrictJson(text: string): ValuePayload {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw refuse(400, readerMessage(text));
  }
  return isObject(body) ? payloadOf(body) : { header: {}, values: [] };
}

function payloadOf(body: JsonObject): ValuePayload {
  const list = body['dataValues'];
  const values = Array.isArray(list) ? (list.filter((item) => item !== null) as readonly RawValue[]) : [];
  const { dataValues: _values, ...header } = body;
  return { header, values };
}

function readerMessage(text: string): string {
  if (text.trim() === '') return 'Unexpected character at position 0,\n\n^ expected a JSON value but found EOI';
  const opened = openBrackets(text);
  if (opened !== undefined) return `Expected ${opened === '[' ? ']' : '}'} but reach EOI: ${text.slice(-20)}`;
  return `Unexpected character at position ${text.length},\n${text.slice(-20)}\n^ expected a JSON value`;
}

/** The innermost bracket that a text leaves open. */
function openBrackets(text: string): string | undefined {
  const open: string[] = [];
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '[' || char === '{') open.push(char);
    else if (char === ']' || char === '}') open.pop();
  }
  return open.at(-1);
}
