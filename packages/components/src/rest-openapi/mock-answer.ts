import { readFile } from 'node:fs/promises';
import { extname, relative, resolve, sep } from 'node:path';
import { restRequestProperty, type ComponentContext, type Exchange, type RestRequest } from '@dhow/core/component';
import type { ContractDocument, ContractOperation } from './contract-document.ts';
import { isJsonType } from './media-content.ts';
import type { MediaTypeObject, Schema } from './openapi-model.ts';

const types: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.yaml': 'application/yaml',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
};

/**
 * Answers an operation that no route takes: from a file named as the path (`camel-mock/units/7.json`), else by an example of
 * the document, else with what was sent.
 */
export function mockAnswer(
  operation: ContractOperation,
  document: ContractDocument,
  basePath: string,
  pattern: string,
  context: ComponentContext,
): (exchange: Exchange) => Promise<void> {
  const folder = context.resolvePath(pattern.replace(/\/?\*.*$/, ''));
  const example = exampleOf(operation, document);
  return async (exchange) => {
    const request = exchange.property(restRequestProperty) as RestRequest | undefined;
    const path = decoded(request?.path ?? operation.path);
    const below = path.startsWith(basePath) ? path.slice(basePath.length) : path;
    const file = (await mockFile(folder, below)) ?? (await mockFile(folder, operation.path));
    if (file !== undefined) {
      exchange.body = file.text;
      exchange.headers.set('Content-Type', file.type);
    } else if (example !== undefined) {
      exchange.body =
        typeof example.value === 'string' && !isJsonType(example.type) ? example.value : JSON.stringify(example.value);
      exchange.headers.set('Content-Type', example.type);
      if (example.status !== 200) exchange.headers.set('CamelHttpResponseCode', example.status);
    } else if (['get', 'head'].includes(operation.method)) exchange.body = null;
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Nothing outside of the folder is read. */
async function mockFile(
  folder: string,
  path: string,
): Promise<{ readonly text: string; readonly type: string } | undefined> {
  const base = resolve(folder, `.${sep}${path.replace(/^\/+|\/+$/g, '')}`);
  const inside = relative(folder, base);
  if (inside === '' || inside.startsWith('..') || base.includes('\0')) return undefined;
  const own = types[extname(base)];
  const files = [
    ...(own === undefined ? [] : [[base, own] as const]),
    ...Object.entries(types).map(([end, type]) => [base + end, type] as const),
  ];
  for (const [file, type] of files) {
    try {
      return { text: await readFile(file, 'utf8'), type };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EISDIR' && code !== 'ENAMETOOLONG') throw error;
    }
  }
  return undefined;
}

function exampleOf({ object, pointer }: ContractOperation, document: ContractDocument) {
  const codes = Object.keys(object.responses ?? {})
    .filter((code) => /^2\d\d$/.test(code))
    .toSorted();
  for (const code of codes) {
    const response = document.resolve(object.responses![code]!, `${pointer}/responses/${code}`).object;
    const entries = Object.entries(response.content ?? {}).toSorted(
      ([a], [b]) => Number(isJsonType(b)) - Number(isJsonType(a)),
    );
    for (const [type, media] of entries) {
      const value = mediaExample(media, document);
      if (value !== undefined) return { status: Number(code), type, value };
    }
  }
  return undefined;
}

function mediaExample({ example, examples, schema }: MediaTypeObject, document: ContractDocument): unknown {
  if (example !== undefined) return example;
  const [first] = Object.values(examples ?? {});
  if (first !== undefined) return (document.resolve(first, '/examples').object as { value?: unknown }).value;
  if (schema === undefined) return undefined;
  const { object } = document.resolve<Schema>(schema, '/schema');
  return object.example ?? (Array.isArray(object['examples']) ? (object['examples'] as unknown[])[0] : undefined);
}
