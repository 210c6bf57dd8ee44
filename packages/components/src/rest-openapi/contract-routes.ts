import type { ComponentContext, Exchange, RestContract, RouteModel, StepModel } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import { ContractDocument, type ContractOperation } from './contract-document.ts';
import { contractSecurity } from './contract-security.ts';
import { mockAnswer } from './mock-answer.ts';
import { requestCheck } from './request-check.ts';
import { responseCheck } from './response-check.ts';
import { SchemaChecks } from './schema-checks.ts';

type Step = (exchange: Exchange) => void | Promise<void>;

/**
 * The routes of a document: one for each operation, which goes to `direct:operationId`.
 *
 * @throws ComponentError OPENAPI_UNREADABLE, OPENAPI_OPERATION_ID, OPENAPI_MISSING_OPERATIONS
 */
export async function contractRoutes(
  contract: RestContract,
  context: ComponentContext,
): Promise<readonly RouteModel[]> {
  const document = await ContractDocument.read(contract.specification, context);
  const operations = document.operations();
  const missing = operations.filter(({ operationId }) => !contract.directNames.has(operationId));
  if (missing.length > 0 && contract.missingOperation === 'fail') {
    const names = missing.map(({ operationId, method, path }) => `${operationId} (${method.toUpperCase()} ${path})`);
    throw new ComponentError('OPENAPI_MISSING_OPERATIONS', { file: document.file, missing: names.join(', ') });
  }
  const basePath = `/${(contract.basePath ?? document.basePath).replace(/^\/+|\/+$/g, '')}`.replace(/^\/$/, '');
  const schemas = new SchemaChecks(document);
  const wanted =
    contract.missingOperation === 'ignore' ? operations.filter((each) => !missing.includes(each)) : operations;
  const routes = wanted.map((operation): RouteModel => {
    const id = `${contract.routeId ?? 'rest'}-${operation.operationId}`;
    const security = contractSecurity(operation, document, contract, context);
    const isMocked = missing.includes(operation);
    const mock = isMocked ? mockAnswer(operation, document, basePath, contract.mockIncludePattern, context) : undefined;
    const checksResponse = contract.clientResponseValidation && !isMocked;
    const description = operation.object.summary ?? operation.object.description;
    return {
      id,
      ...(description === undefined ? {} : { description }),
      from: endpointOf(operation, document, basePath, contract),
      steps: [
        ...step(`${id}-security`, security),
        ...step(
          `${id}-request`,
          contract.clientRequestValidation ? requestCheck(operation, document, schemas, contract.bindsJson) : undefined,
        ),
        ...(mock ? step(`${id}-mock`, mock) : [{ kind: 'to', options: { uri: `direct:${operation.operationId}` } }]),
        ...step(`${id}-response`, checksResponse ? responseCheck(operation, document, schemas) : undefined),
      ],
      ...(contract.source ? { source: contract.source } : {}),
    };
  });
  if (contract.apiContextPath === undefined) return routes;
  const text = JSON.stringify(document.root);
  const serve: Step = (exchange) => {
    exchange.body = text;
    exchange.headers.set('Content-Type', 'application/json; charset=utf-8');
  };
  const id = `${contract.routeId ?? 'rest'}-api-doc`;
  const path = `${basePath}/${contract.apiContextPath.replace(/^\/+/, '')}`;
  const from = { uri: `${contract.scheme}:${path}`, parameters: { httpMethodRestrict: 'GET' } };
  return [...routes, { id, from, steps: step(`${id}-document`, serve) }];
}

function endpointOf(
  { method, path, object, pointer }: ContractOperation,
  document: ContractDocument,
  basePath: string,
  { scheme }: RestContract,
): RouteModel['from'] {
  const produces = new Set<string>();
  for (const [code, written] of Object.entries(object.responses ?? {})) {
    if (!code.startsWith('2')) continue;
    const { content } = document.resolve(written, `${pointer}/responses/${code}`).object;
    for (const type of Object.keys(content ?? {})) produces.add(type);
  }
  const body = object.requestBody && document.resolve(object.requestBody, `${pointer}/requestBody`).object;
  const consumes = Object.keys(body?.content ?? {});
  return {
    uri: `${scheme}:${basePath}${path}`,
    parameters: {
      httpMethodRestrict: method.toUpperCase(),
      ...(consumes.length > 0 ? { consumes: consumes.join(',') } : {}),
      ...(produces.size > 0 ? { produces: [...produces].join(',') } : {}),
    },
  };
}

function step(id: string, run: Step | undefined): readonly StepModel[] {
  return run === undefined ? [] : [{ kind: 'process', id, options: { ref: run } }];
}
