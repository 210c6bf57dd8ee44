import type { Exchange } from '@dhow/core/component';
import { escapeKey, type ContractDocument, type ContractOperation } from './contract-document.ts';
import type { CallParts } from './call-parameters.ts';
import { contentFor, isJsonType, jsonOf } from './media-content.ts';
import { SchemaChecks, type SchemaCheck, type SchemaProblem } from './schema-checks.ts';

/** What is wrong with a call by the document's schemas, in words without its values. */
export type CallCheck = (parts: CallParts, exchange: Exchange, contentType: string | undefined) => readonly string[];

export function callCheck(operation: ContractOperation, document: ContractDocument): CallCheck {
  const schemas = new SchemaChecks(document);
  const parameters = operation.parameters.flatMap(({ object, pointer }) =>
    object.schema === undefined ? [] : [{ object, check: schemas.text(`${pointer}/schema`) }],
  );
  const body = bodyCheck(operation, document, schemas);
  return (parts, exchange, contentType) => [
    ...parameters.flatMap(({ object, check }) =>
      parts.values.has(object)
        ? inWords(`${object.name} (${object.in})`, check(parts.values.get(object)).problems)
        : [],
    ),
    ...body(exchange.body, contentType),
  ];
}

function bodyCheck(
  { object, pointer }: ContractOperation,
  document: ContractDocument,
  schemas: SchemaChecks,
): (body: unknown, contentType: string | undefined) => readonly string[] {
  if (object.requestBody === undefined) return () => [];
  const found = document.resolve(object.requestBody, `${pointer}/requestBody`);
  const { content = {}, required } = found.object;
  const checks = new Map<string, SchemaCheck>();
  for (const [type, { schema }] of Object.entries(content))
    if (schema !== undefined && isJsonType(type))
      checks.set(type, schemas.body(`${found.pointer}/content/${escapeKey(type)}/schema`, 'readOnly'));
  return (body, contentType) => {
    if (body === null || body === undefined || body === '') return required === true ? ['body: expected a body'] : [];
    const type = contentFor(content, contentType);
    if (type === undefined) return [`body: expected ${Object.keys(content).join(' or ')}`];
    const check = checks.get(type);
    // A stream is not read before it is sent.
    if (!check || (typeof body === 'object' && Symbol.asyncIterator in body)) return [];
    const json = typeof body === 'string' || body instanceof Uint8Array ? jsonOf(body) : { value: body };
    return json === undefined ? ['body: expected JSON'] : inWords('body', check(json.value).problems);
  };
}

const inWords = (name: string, problems: readonly SchemaProblem[]) =>
  problems.map(({ pointer, expected }) => `${name}${pointer === '' ? '' : ` ${pointer}`}: expected ${expected}`);
