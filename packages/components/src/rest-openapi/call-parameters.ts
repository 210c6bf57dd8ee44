import { textOf, type Exchange } from '@dhow/core/component';
import type { ContractOperation } from './contract-document.ts';
import type { ParameterObject } from './openapi-model.ts';

/** Text, a list of texts, or the texts of an object. */
export type ParameterValue = string | readonly string[] | Readonly<Record<string, string>>;

/** Where the values of a call go. */
export interface CallParts {
  readonly path: string;
  readonly query: string;
  readonly headers: ReadonlyMap<string, string>;
  /** By parameter, for the check of their schemas. */
  readonly values: ReadonlyMap<ParameterObject, ParameterValue>;
  /** Those that must be there and are not. */
  readonly missing: readonly string[];
}

/** Puts values into the places that the document has for them: options of the URI first, then headers of the message. */
export function callParts(
  operation: ContractOperation,
  keys: readonly ParameterObject[],
  written: Readonly<Record<string, unknown>>,
  exchange: Exchange,
): CallParts {
  const values = new Map<ParameterObject, ParameterValue>();
  const headers = new Map<string, string>();
  const query: string[] = [];
  const cookies: string[] = [];
  const missing: string[] = [];
  let { path } = operation;
  for (const parameter of [...operation.parameters.map(({ object }) => object), ...keys]) {
    const { name, in: where } = parameter;
    const value = valueOf(written[name] ?? exchange.header(name));
    if (value === undefined) {
      if (where === 'path' || parameter.required === true) missing.push(`${name} (${where})`);
      continue;
    }
    values.set(parameter, value);
    if (where === 'query') query.push(...queryParts(parameter, value));
    else if (where === 'path') path = path.replaceAll(`{${name}}`, joined(value).map(encodeURIComponent).join(','));
    else if (where === 'header') headers.set(name, joined(value).join(','));
    else cookies.push(`${name}=${joined(value).map(encodeURIComponent).join(',')}`);
  }
  if (cookies.length > 0) headers.set('Cookie', cookies.join('; '));
  return { path, query: query.join('&'), headers, values, missing };
}

/** Nothing for what is absent. */
function valueOf(value: unknown): ParameterValue | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.map((each: unknown) => textOf(each));
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, textOf(inner)]));
  return textOf(value);
}

const isList = (value: ParameterValue): value is readonly string[] => Array.isArray(value);

/** Lists in commas; objects as `name,value,…`, which is how the style simple writes them. */
function joined(value: ParameterValue): readonly string[] {
  if (typeof value === 'string') return [value];
  return isList(value) ? value : Object.entries(value).flat();
}

function queryParts(
  { name, style = 'form', explode = style === 'form' }: ParameterObject,
  value: ParameterValue,
): readonly string[] {
  const pair = (key: string, text: string) => `${encodeURIComponent(key)}=${encodeURIComponent(text)}`;
  if (typeof value === 'string') return [pair(name, value)];
  if (isList(value) && explode) return value.map((each) => pair(name, each));
  if (!isList(value) && style === 'deepObject')
    return Object.entries(value).map(([key, text]) => pair(`${name}[${key}]`, text));
  if (!isList(value) && explode) return Object.entries(value).map(([key, text]) => pair(key, text));
  const separator = style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '|' : ',';
  return [`${encodeURIComponent(name)}=${joined(value).map(encodeURIComponent).join(separator)}`];
}
