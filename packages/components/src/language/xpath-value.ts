import type { XmlNode } from '../xml/xml-node.ts';

/** The four types of XPath 1.0; node sets are in document order. */
export type XPathValue = string | number | boolean | readonly XmlNode[];

export function toXPathString(value: XPathValue): string {
  if (typeof value === 'object') return value[0]?.text ?? '';
  if (typeof value === 'number') return numberText(value);
  return String(value);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return Object.is(value, -0) ? '0' : String(value);
}

export function toNumber(value: XPathValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = toXPathString(value).trim();
  return /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

export function toXPathBoolean(value: XPathValue): boolean {
  if (typeof value === 'object') return value.length > 0;
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  return Boolean(value);
}

/** A node set compares by any of its nodes. */
export function compareXPath(left: XPathValue, operator: string, right: XPathValue): boolean {
  if (typeof left === 'object' && typeof right !== 'boolean') {
    return left.some((node) => compareXPath(node.text, operator, right));
  }
  if (typeof right === 'object' && typeof left !== 'boolean') {
    return right.some((node) => compareXPath(left, operator, node.text));
  }
  if (operator === '=' || operator === '!=') return equal(left, right) === (operator === '=');
  const [a, b] = [toNumber(left), toNumber(right)];
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function equal(left: XPathValue, right: XPathValue): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean') return toXPathBoolean(left) === toXPathBoolean(right);
  if (typeof left === 'number' || typeof right === 'number') return toNumber(left) === toNumber(right);
  return toXPathString(left) === toXPathString(right);
}
