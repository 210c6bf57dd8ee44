import { badRequest, refuse } from '../http/web-error.ts';
import type { Json, JsonObject } from '../state/json.ts';
import { isObject, textAt } from '../state/json.ts';

const known = ['add', 'remove', 'remove-by-id', 'replace'];

interface Operation {
  readonly op: string;
  readonly path: readonly string[];
  readonly value: Json | undefined;
  readonly id: string | undefined;
}

/** Reads a JSON Patch; refuses what DHIS2 refuses, in its words. */
export function readPatch(body: unknown, minor: number): Operation[] {
  const fail = (message: string): Error =>
    minor >= 43 ? badRequest(`JSON parse error: ${message.split('\n')[0]}`) : refuse(500, message);
  const source = '[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: ';
  if (!Array.isArray(body)) {
    const klass = 'java.util.ArrayList<org.hisp.dhis.commons.jackson.jsonpatch.JsonPatchOperation>';
    throw fail(
      `Cannot deserialize value of type \`${klass}\` from Object value (token \`JsonToken.FIELD_NAME\`)\n at ${source}2]`,
    );
  }
  return body.filter(isObject).map((operation, index) => {
    const op = textAt(operation, 'op') ?? '';
    if (!known.includes(op)) {
      throw fail(
        `Could not resolve type id '${op}' as a subtype of \`org.hisp.dhis.commons.jackson.jsonpatch.JsonPatchOperation\`: known type ids = [${known.join(', ')}] (for POJO property '#temporary-name')\n at ${source}9] (through reference chain: java.util.ArrayList[${index}])`,
      );
    }
    const path = (textAt(operation, 'path') ?? '')
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    return { op, path, value: operation['value'], id: textAt(operation, 'id') };
  });
}

/** Applies a patch to a copy of an object. */
export function applyPatch(object: JsonObject, operations: readonly Operation[]): JsonObject {
  const patched = structuredClone(object);
  for (const operation of operations) applyOne(patched, operation);
  return patched;
}

function applyOne(root: JsonObject, { op, path, value, id }: Operation): void {
  const last = path.at(-1);
  if (last === undefined) return;
  let target: Json = root;
  for (const step of path.slice(0, -1)) {
    const next: Json | undefined = Array.isArray(target)
      ? target[Number(step)]
      : isObject(target)
        ? target[step]
        : undefined;
    if (next !== undefined && next !== null) {
      target = next;
      continue;
    }
    if (op !== 'add' || !isObject(target)) throw badRequest(`Invalid path ${`/${path.join('/')}`}`, 'E1003');
    target = target[step] = last === '-' ? [] : {};
  }
  if (op === 'remove-by-id') removeById(target, last, id);
  else if (op === 'remove') remove(target, last);
  else add(target, last, value ?? null, op);
}

function removeById(target: Json, last: string, id: string | undefined): void {
  if (!isObject(target)) return;
  const list = target[last];
  if (Array.isArray(list)) target[last] = list.filter((item) => !isObject(item) || item['id'] !== id);
}

function remove(target: Json, last: string): void {
  if (Array.isArray(target)) target.splice(Number(last), 1);
  else if (isObject(target)) delete target[last];
}

function add(target: Json, last: string, value: Json, op: string): void {
  if (Array.isArray(target)) {
    if (last === '-') target.push(value);
    else if (op === 'replace') target[Number(last)] = value;
    else target.splice(Number(last), 0, value);
  } else if (isObject(target)) target[last] = value;
}
