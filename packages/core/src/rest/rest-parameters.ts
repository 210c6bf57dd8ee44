import type { Exchange } from '../exchange/exchange.ts';
import type { RestProblem } from './rest-answer.ts';
import type { RestParameter } from './rest-operation.ts';
import type { RestRequest } from './rest-request.ts';

/** Sets the defaults of parameters that are not there, and converts those that ask for it. */
export function completeParameters(exchange: Exchange, parameters: readonly RestParameter[]): void {
  for (const { name, in: where, defaultValue, converts, dataType } of parameters) {
    if (where === 'body') continue;
    if (defaultValue !== undefined && exchange.header(name) === undefined) exchange.headers.set(name, defaultValue);
    if (!converts) continue;
    const value = exchange.header(name);
    if (typeof value === 'string') exchange.headers.set(name, converted(value, dataType));
  }
}

function converted(value: string, dataType: string): unknown {
  if (dataType === 'boolean') return value.toLowerCase() === 'true';
  return dataType === 'integer' || dataType === 'number' ? Number(value) : value;
}

/** What is wrong with the parameters of a request. */
export function parameterProblems(
  exchange: Exchange,
  request: RestRequest | undefined,
  parameters: readonly RestParameter[],
): readonly RestProblem[] {
  const problems: RestProblem[] = [];
  for (const parameter of parameters) {
    const { name, in: where, required, defaultValue } = parameter;
    if (where === 'body') {
      if (required && isEmpty(exchange.body)) problems.push({ in: 'body', expected: 'a body' });
      continue;
    }
    const values = valuesOf(parameter, exchange, request);
    if (values === undefined) {
      if (required && defaultValue === undefined) problems.push({ in: where, name, expected: 'a value' });
      continue;
    }
    const expected = values.map((value) => expectationOf(parameter, value)).find((each) => each !== undefined);
    if (expected !== undefined) problems.push({ in: where, name, expected });
  }
  return problems;
}

function valuesOf(
  parameter: RestParameter,
  exchange: Exchange,
  request: RestRequest | undefined,
): readonly string[] | undefined {
  const { name, in: where, dataType, collectionFormat = 'csv' } = parameter;
  let values: readonly string[] | undefined;
  if (where === 'query' && request !== undefined) values = request.query(name);
  else {
    const found =
      where === 'header' && request !== undefined
        ? request.header(name)
        : where === 'path' && request !== undefined
          ? request.pathParameter(name)
          : exchange.header(name);
    values = found === undefined || found === null ? undefined : (Array.isArray(found) ? found : [found]).map(String);
  }
  if (values === undefined || dataType !== 'array' || collectionFormat === 'multi') return values;
  const separator = { csv: ',', ssv: ' ', tsv: '\t', pipes: '|' }[collectionFormat] ?? ',';
  return values.flatMap((value) => value.split(separator));
}

/** What was expected of a value that is not right. */
function expectationOf({ dataType, arrayType, allowableValues }: RestParameter, value: string): string | undefined {
  if (allowableValues.length > 0) {
    return allowableValues.includes(value) ? undefined : `one of ${allowableValues.join(', ')}`;
  }
  switch (dataType === 'array' ? (arrayType ?? 'string') : dataType) {
    case 'integer':
    case 'int':
    case 'long':
      return /^[+-]?\d+$/.test(value) ? undefined : 'a whole number';
    case 'number':
    case 'double':
    case 'float':
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? undefined : 'a number';
    case 'boolean':
      return /^(true|false)$/i.test(value) ? undefined : 'true or false';
    default:
      return undefined;
  }
}

function isEmpty(body: unknown): boolean {
  return body === null || body === undefined || body === '';
}
