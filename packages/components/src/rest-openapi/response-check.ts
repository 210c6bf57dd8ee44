import { refuse, type Exchange, type RestProblem } from '@dhow/core/component';
import { escapeKey, type ContractDocument, type ContractOperation } from './contract-document.ts';
import { contentFor, isJsonType, jsonOf } from './media-content.ts';
import type { Content } from './openapi-model.ts';
import type { SchemaCheck, SchemaChecks } from './schema-checks.ts';

interface Promised {
  readonly content: Content;
  readonly checks: ReadonlyMap<string, SchemaCheck>;
  readonly headers: readonly string[];
}

/** The step that puts a 500 in the place of answers that the document does not promise. */
export function responseCheck(
  operation: ContractOperation,
  document: ContractDocument,
  schemas: SchemaChecks,
): (exchange: Exchange) => void {
  const promised = new Map<string, Promised>();
  for (const [code, written] of Object.entries(operation.object.responses ?? {})) {
    const { object, pointer } = document.resolve(written, `${operation.pointer}/responses/${code}`);
    const checks = new Map<string, SchemaCheck>();
    for (const [type, { schema }] of Object.entries(object.content ?? {})) {
      if (schema === undefined || !isJsonType(type)) continue;
      checks.set(type, schemas.body(`${pointer}/content/${escapeKey(type)}/schema`, 'writeOnly'));
    }
    const headers = Object.entries(object.headers ?? {}).filter(
      ([name, header]) => document.resolve(header, `${pointer}/headers/${escapeKey(name)}`).object.required === true,
    );
    promised.set(code.toUpperCase(), { content: object.content ?? {}, checks, headers: headers.map(([name]) => name) });
  }
  return (exchange) => {
    const problems = problemsOf(exchange, promised);
    if (problems.length > 0) refuse(exchange, 500, problems);
  };
}

function problemsOf(exchange: Exchange, promised: ReadonlyMap<string, Promised>): readonly RestProblem[] {
  const { body } = exchange;
  const isEmpty = body === null || body === undefined || body === '';
  const code = exchange.header('CamelHttpResponseCode');
  const status = code === undefined ? (isEmpty && promised.has('204') ? '204' : '200') : String(Number(code));
  const answer = promised.get(status) ?? promised.get(`${status[0]}XX`) ?? promised.get('DEFAULT');
  if (answer === undefined) {
    const expected = `the status ${[...promised.keys()].join(', ')}`;
    return [{ in: 'header', name: 'CamelHttpResponseCode', expected }];
  }
  const missing = answer.headers.filter((name) => exchange.header(name) === undefined);
  const problems: RestProblem[] = missing.map((name) => ({ in: 'header', name, expected: 'a value' }));
  if (Object.keys(answer.content).length === 0) return problems;
  if (isEmpty) return [...problems, { in: 'body', expected: 'a body' }];
  // A stream goes out as it is read: it cannot be looked at before.
  if (typeof body === 'object' && Symbol.asyncIterator in body) return problems;
  const type = Object.keys(answer.content).find(isJsonType) ?? contentFor(answer.content, undefined);
  const check = answer.checks.get(type ?? '');
  if (check === undefined) return problems;
  const json = typeof body === 'string' || body instanceof Uint8Array ? jsonOf(body) : { value: body };
  if (json === undefined) return [...problems, { in: 'body', pointer: '', expected: 'JSON' }];
  return [...problems, ...check(json.value).problems.map((problem): RestProblem => ({ in: 'body', ...problem }))];
}
