import type { ComponentContext } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { OpenApiDocument, OperationObject, ParameterObject, Reference } from './openapi-model.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** An operation with its place in the document. */
export interface ContractOperation {
  readonly operationId: string;
  readonly method: string;
  /** As in the document, below the server's. */
  readonly path: string;
  readonly object: OperationObject;
  /** Those of the path too, the operation's own first. With the pointer to each. */
  readonly parameters: readonly { readonly object: ParameterObject; readonly pointer: string }[];
  readonly pointer: string;
}

/** A document and its references. */
export class ContractDocument {
  readonly file: string;
  readonly root: OpenApiDocument;

  constructor(file: string, root: OpenApiDocument) {
    this.file = file;
    this.root = root;
  }

  /** @throws ComponentError OPENAPI_UNREADABLE */
  static async read(file: string, context: ComponentContext): Promise<ContractDocument> {
    let root: unknown;
    try {
      const text = await context.readResource(file);
      root = /^\s*\{/.test(text) ? JSON.parse(text) : (await import('@dhow/core/yaml')).parseYaml(text);
    } catch (cause) {
      throw new ComponentError('OPENAPI_UNREADABLE', { file, reason: reasonOf(cause) }, cause);
    }
    const version = typeof root === 'object' && root !== null && 'openapi' in root ? String(root.openapi) : undefined;
    if (version === undefined || !/^3\.[01]\./.test(version)) {
      const reason = version === undefined ? 'it has no "openapi"' : `its version is ${version}`;
      throw new ComponentError('OPENAPI_UNREADABLE', { file, reason: `${reason}; OpenAPI 3.0 and 3.1 are read` });
    }
    return new ContractDocument(file, root as OpenApiDocument);
  }

  /** What a value is, or what it refers to, with the pointer to it. */
  resolve<T extends object>(value: T | Reference, pointer: string): { readonly object: T; readonly pointer: string } {
    let object: T | Reference = value;
    let at = pointer;
    for (let depth = 0; '$ref' in object && typeof object.$ref === 'string'; depth++) {
      const found = object.$ref.startsWith('#/') && depth < 32 ? this.#at(object.$ref.slice(1)) : undefined;
      if (typeof found !== 'object' || found === null) {
        const reason = `the reference ${object.$ref} at ${pointer} leads nowhere in this file`;
        throw new ComponentError('OPENAPI_UNREADABLE', { file: this.file, reason });
      }
      at = object.$ref.slice(1);
      object = found as T | Reference;
    }
    return { object: object as T, pointer: at };
  }

  #at(pointer: string): unknown {
    let value: unknown = this.root;
    for (const part of pointer.split('/').slice(1)) {
      const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
      value = (value as Record<string, unknown>)[key];
    }
    return value;
  }

  /**
   * All operations; for who only calls them, those that have an id.
   *
   * @throws ComponentError OPENAPI_OPERATION_ID for operations without an id, and ids that stand twice
   */
  operations(purpose: 'serve' | 'call' = 'serve'): readonly ContractOperation[] {
    const operations: ContractOperation[] = [];
    const seen = new Map<string, string>();
    for (const [path, written] of Object.entries(this.root.paths ?? {})) {
      const { object: item, pointer } = this.resolve(written, `/paths/${escapeKey(path)}`);
      for (const method of methods) {
        const object = item[method] as OperationObject | undefined;
        if (object === undefined) continue;
        const { operationId } = object;
        if (operationId === undefined && purpose === 'call') continue;
        const here = `${method.toUpperCase()} ${path}`;
        const other = operationId === undefined ? undefined : seen.get(operationId);
        if (operationId === undefined || other !== undefined) {
          const reason =
            other === undefined ? 'has no operationId' : `has the operationId of ${other}, "${operationId}"`;
          throw new ComponentError('OPENAPI_OPERATION_ID', { file: this.file, operation: here, reason });
        }
        seen.set(operationId, here);
        const own = `${pointer}/${method}`;
        const parameters = this.#parameters(object.parameters, own, this.#parameters(item.parameters, pointer, []));
        operations.push({ operationId, method, path, object, parameters, pointer: own });
      }
    }
    return operations;
  }

  #parameters(
    written: readonly (ParameterObject | Reference)[] | undefined,
    pointer: string,
    outer: ContractOperation['parameters'],
  ): ContractOperation['parameters'] {
    const own = (written ?? []).map((each, at) => this.resolve(each, `${pointer}/parameters/${at}`));
    const isOwn = ({ name, in: where }: ParameterObject) =>
      own.some(({ object }) => object.name === name && object.in === where);
    return [...own, ...outer.filter(({ object }) => !isOwn(object))];
  }

  /** Path of the first server. */
  get basePath(): string {
    return this.#server.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  }

  /** Scheme, host and port of the first server; undefined where it has only a path. */
  get host(): string | undefined {
    return /^[a-z][\w+.-]*:\/\/[^/?#]+/i.exec(this.#server)?.[0];
  }

  get #server(): string {
    const server = this.root.servers?.[0];
    if (!server) return '';
    return server.url.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => server.variables?.[name]?.default ?? '');
  }

  /** The keys (security schemes of the type `apiKey`) that an operation may want, as parameters. */
  apiKeys({ object }: ContractOperation): readonly ParameterObject[] {
    const wanted = new Set((object.security ?? this.root.security ?? []).flatMap((each) => Object.keys(each)));
    return Object.entries(this.root.components?.securitySchemes ?? {}).flatMap(([id, written]) => {
      if (!wanted.has(id)) return [];
      const { object: scheme } = this.resolve(written, `/components/securitySchemes/${escapeKey(id)}`);
      const { type, name, in: where } = scheme;
      return type === 'apiKey' && name !== undefined && where !== undefined ? [{ name, in: where }] : [];
    });
  }
}

export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function reasonOf(cause: unknown): string {
  const code = (cause as { code?: unknown } | null)?.code;
  if (code === 'ENOENT') return 'there is no such file';
  return cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
}
