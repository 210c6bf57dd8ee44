import { refuse, restRequestProperty, type Exchange, type RestProblem, type RestRequest } from '@dhow/core/component';
import { escapeKey, type ContractDocument, type ContractOperation } from './contract-document.ts';
import { contentFor, isJsonType, jsonOf } from './media-content.ts';
import type { ParameterObject, Schema } from './openapi-model.ts';
import type { SchemaCheck, SchemaChecks } from './schema-checks.ts';

interface ParameterCheck {
  readonly object: ParameterObject;
  readonly schema: Schema | undefined;
  readonly check: SchemaCheck | undefined;
}

/** The step that refuses requests which are not as the document has them; 400 and 415 with all that is wrong. */
export function requestCheck(
  operation: ContractOperation,
  document: ContractDocument,
  schemas: SchemaChecks,
  bindsJson: boolean,
): (exchange: Exchange) => void {
  const parameters = operation.parameters.map((each) => parameterCheck(each, document, schemas));
  const body = bodyCheck(operation, document, schemas);
  return (exchange) => {
    const request = exchange.property(restRequestProperty) as RestRequest | undefined;
    const problems: RestProblem[] = [];
    if (request !== undefined)
      for (const parameter of parameters) problems.push(...checkParameter(parameter, request, exchange));
    const checked = body(exchange, bindsJson && problems.length === 0);
    if (checked === 'unsupported') return refuse(exchange, 415);
    problems.push(...checked);
    if (problems.length > 0) refuse(exchange, 400, problems);
  };
}

function parameterCheck(
  { object, pointer }: ContractOperation['parameters'][number],
  document: ContractDocument,
  schemas: SchemaChecks,
): ParameterCheck {
  if (object.schema !== undefined) {
    const { object: schema } = document.resolve<Schema>(object.schema, `${pointer}/schema`);
    return { object, schema, check: schemas.text(`${pointer}/schema`) };
  }
  const [type, media] = Object.entries(object.content ?? {})[0] ?? [];
  if (type === undefined || media?.schema === undefined) return { object, schema: undefined, check: undefined };
  const inner = schemas.body(`${pointer}/content/${escapeKey(type)}/schema`, 'readOnly');
  const check: SchemaCheck = (value) => {
    const json = jsonOf(String(value));
    return json === undefined ? { value, problems: [{ pointer: '', expected: 'JSON' }] } : inner(json.value);
  };
  return { object, schema: undefined, check };
}

function checkParameter(
  { object, schema, check }: ParameterCheck,
  request: RestRequest,
  exchange: Exchange,
): readonly RestProblem[] {
  const { name, in: where, required } = object;
  const written = writtenValue(object, schema, request);
  if (written === undefined) {
    if (schema?.default !== undefined) exchange.headers.set(name, schema.default);
    return required === true ? [{ in: where, name, expected: 'a value' }] : [];
  }
  const { problems } = check?.(written) ?? { problems: [] };
  return problems.map(({ pointer, expected }) => ({
    in: where,
    name,
    ...(pointer === '' ? {} : { pointer }),
    expected,
  }));
}

/** The text of a parameter, or its parts where the schema has a list or an object. */
function writtenValue(object: ParameterObject, schema: Schema | undefined, request: RestRequest): unknown {
  const { name, in: where } = object;
  const style = object.style ?? (where === 'query' || where === 'cookie' ? 'form' : 'simple');
  const types = [schema?.type].flat();
  if (where === 'query') {
    if (style === 'deepObject') return deepObject(name, request);
    const values = request.query(name);
    if (values === undefined) return undefined;
    if (!types.includes('array')) return values.length === 1 ? values[0] : values;
    if (object.explode ?? style === 'form') return values;
    const separator = style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',';
    return values.flatMap((value) => value.split(separator));
  }
  const value =
    where === 'path' ? request.pathParameter(name) : where === 'header' ? request.header(name) : cookie(name, request);
  if (value === undefined || !types.includes('array')) return value;
  return value.split(',').map((part) => part.trim());
}

/** `filter[name]=x` as `{ name: 'x' }`. */
function deepObject(name: string, request: RestRequest): unknown {
  const parts = request.queryNames().filter((each) => each.startsWith(`${name}[`) && each.endsWith(']'));
  if (parts.length === 0) return undefined;
  return Object.fromEntries(parts.map((each) => [each.slice(name.length + 1, -1), request.query(each)?.[0]]));
}

function cookie(name: string, request: RestRequest): string | undefined {
  const parts = (request.header('cookie') ?? '').split(/;\s*/);
  return parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
}

type BodyCheck = (exchange: Exchange, binds: boolean) => readonly RestProblem[] | 'unsupported';

function bodyCheck(
  { object, pointer }: ContractOperation,
  document: ContractDocument,
  schemas: SchemaChecks,
): BodyCheck {
  if (object.requestBody === undefined) return () => [];
  const body = document.resolve(object.requestBody, `${pointer}/requestBody`);
  const { content = {}, required } = body.object;
  const checks = new Map<string, SchemaCheck>();
  for (const [type, { schema }] of Object.entries(content)) {
    if (schema !== undefined && (isJsonType(type) || type === formType)) {
      const at = `${body.pointer}/content/${escapeKey(type)}/schema`;
      checks.set(type, type === formType ? schemas.text(at) : schemas.body(at, 'readOnly'));
    }
  }
  return (exchange, binds) => {
    const { body: value } = exchange;
    if (value === null || value === undefined || value === '')
      return required === true ? [{ in: 'body', expected: 'a body' }] : [];
    const named = exchange.header('Content-Type');
    const type = contentFor(content, typeof named === 'string' ? named : undefined);
    if (type === undefined) return 'unsupported';
    const check = checks.get(type);
    if (!isJsonType(typeof named === 'string' ? named : type)) {
      return check && typeof value === 'object'
        ? check(value).problems.map((problem) => ({ in: 'formData', ...problem }))
        : [];
    }
    const json = typeof value === 'string' || value instanceof Uint8Array ? jsonOf(value) : { value };
    if (json === undefined) return [{ in: 'body', pointer: '', expected: 'JSON' }];
    const problems = check?.(json.value).problems ?? [];
    if (binds && problems.length === 0) exchange.body = json.value;
    return problems.map((problem) => ({ in: 'body', ...problem }));
  };
}

const formType = 'application/x-www-form-urlencoded';
