import { DatasonnetError, failure } from '../../errors/datasonnet-errors.ts';
import { plainData } from '../../formats/plain-data.ts';
import { evaluatePath } from '../../jsonpath/evaluate-path.ts';
import { parsePath } from '../../jsonpath/path-parser.ts';
import { JsonPathError } from '../../jsonpath/path-syntax.ts';
import type { Json } from '../../jsonpath/path-syntax.ts';
import { library, native } from '../../runtime/native.ts';
import type { Value } from '../../runtime/value.ts';
import { raised } from './raised.ts';

/** `ds.jsonpath`. */
export const jsonpathModule = library([
  native('select', ['json', 'path:string'], (runtime, value, path) => select(plainData(runtime, value) as Json, path)),
]);

function select(json: Json, text: string): Value {
  try {
    const { definite, values } = raised(() => evaluatePath(parsePath(text), json, json));
    return definite ? asText(values.at(-1)!) : (values as Value);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new DatasonnetError('DS_VALUE', `the JSON path cannot be followed: ${error.message}`, { cause: error });
  }
}

/** The mapper reads a single result again from its text: numbers, booleans and arrays come through, texts of JSON turn into it. */
function asText(value: Json): Value {
  if (typeof value === 'number' || typeof value === 'boolean' || Array.isArray(value)) return value as Value;
  if (typeof value === 'string') {
    try {
      return JSON.parse(value) as Value;
    } catch {
      throw failure(
        'DS_VALUE',
        'a path that ends on one text cannot be selected; make it end on an array, as with $..name',
      );
    }
  }
  if (value !== null && Object.keys(value).length === 0) return {};
  throw failure(
    'DS_VALUE',
    'a path that ends on one object or null cannot be selected; make it end on an array, as with $..name',
  );
}
