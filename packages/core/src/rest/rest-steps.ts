import { issueText } from '../builder/standard-schema.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { refuse, type RestProblem } from './rest-answer.ts';
import type { RestOperation } from './rest-operation.ts';
import { completeParameters, parameterProblems } from './rest-parameters.ts';
import { restRequestProperty, type RestRequest } from './rest-request.ts';

/** What comes before the steps of an operation: checks, defaults, JSON. Undefined when there is nothing to do. */
export function requestStep(operation: RestOperation): ((exchange: Exchange) => void | Promise<void>) | undefined {
  const { bindingMode, parameters, schema } = operation;
  const completes = parameters.some(({ defaultValue, converts }) => defaultValue !== undefined || converts);
  const checks = operation.checksRequest && (parameters.length > 0 || operation.consumes !== undefined);
  if (bindingMode === 'off' && !completes && !checks && schema === undefined) return undefined;
  return (exchange) => {
    if (checks) {
      const request = exchange.property(restRequestProperty) as RestRequest | undefined;
      const problems = parameterProblems(exchange, request, parameters);
      if (problems.length > 0) return refuse(exchange, 400, problems);
      if (isWrongJson(exchange, operation))
        return refuse(exchange, 400, [{ in: 'body', pointer: '', expected: 'JSON' }]);
    }
    if (completes) completeParameters(exchange, parameters);
    if (bindingMode !== 'off' && !bindJson(exchange, bindingMode)) {
      return refuse(exchange, 400, [{ in: 'body', pointer: '', expected: 'JSON' }]);
    }
    if (schema !== undefined) return checkSchema(exchange, schema);
  };
}

/** What comes behind the steps: checks of the answer. */
export function responseStep(operation: RestOperation): ((exchange: Exchange) => void) | undefined {
  if (!operation.checksResponse) return undefined;
  return (exchange) => {
    const problems = responseProblems(exchange, operation);
    if (problems.length > 0) refuse(exchange, 500, problems);
  };
}

function responseProblems(exchange: Exchange, { responses, produces }: RestOperation): readonly RestProblem[] {
  const problems: RestProblem[] = [];
  const status = String(Number(exchange.header('CamelHttpResponseCode') ?? 200));
  const response = responses.find(({ code }) => code === status) ?? responses.find(({ code }) => code === 'default');
  if (responses.length > 0 && response === undefined) {
    const expected = `the status ${responses.map(({ code }) => code).join(', ')}`;
    problems.push({ in: 'header', name: 'CamelHttpResponseCode', expected });
  }
  for (const { name } of response?.headers ?? []) {
    if (exchange.header(name) === undefined) problems.push({ in: 'header', name, expected: 'a value' });
  }
  const promisesJson = produces !== undefined && produces.split(',').every((type) => isJson(type));
  if (
    promisesJson &&
    typeof exchange.body === 'string' &&
    exchange.body !== '' &&
    parsed(exchange.body) === undefined
  ) {
    problems.push({ in: 'body', pointer: '', expected: 'JSON' });
  }
  return problems;
}

async function checkSchema(exchange: Exchange, schema: NonNullable<RestOperation['schema']>): Promise<void> {
  const result = await schema['~standard'].validate(exchange.body);
  if (!result.issues) {
    exchange.body = result.value;
    return;
  }
  const problems = result.issues.map((issue): RestProblem => {
    const keys = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
    const pointer = keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    return { in: 'body', pointer, expected: issueText({ message: issue.message }) };
  });
  refuse(exchange, 400, problems);
}

/** Whether a body that says it is JSON is not. */
function isWrongJson(exchange: Exchange, { bindingMode }: RestOperation): boolean {
  if (bindingMode !== 'off' || typeof exchange.body !== 'string' || exchange.body === '') return false;
  return isJson(exchange.header('Content-Type')) && parsed(exchange.body) === undefined;
}

/** False for a body that should be JSON and is not. */
function bindJson(exchange: Exchange, mode: 'auto' | 'json'): boolean {
  const type = exchange.header('Content-Type');
  const body =
    exchange.body instanceof Uint8Array && type === undefined ? Buffer.from(exchange.body).toString() : exchange.body;
  if (typeof body !== 'string' || body === '') return true;
  if (!isJson(type) && !(mode === 'json' && type === undefined)) return true;
  const value = parsed(body);
  if (value === undefined) return false;
  exchange.body = value.json;
  return true;
}

function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function isJson(type: unknown): boolean {
  return typeof type === 'string' && /[/+]json\s*(;|$)/i.test(type);
}
