import type { XmlNode } from '../xml/xml-node.ts';
import { nodesOn, inDocumentOrder } from './xpath-axes.ts';
import { callXPathFunction } from './xpath-functions.ts';
import type { XPathNode, XPathStep } from './xpath-syntax.ts';
import { compareXPath, toNumber, toXPathBoolean, type XPathValue } from './xpath-value.ts';

/** What an expression may ask for beside the document. */
export interface XPathScope {
  readonly namespaces: Readonly<Record<string, string>>;
  variable(name: string): XPathValue;
  /** Functions beside those of XPath (`in:header`), or undefined. */
  call(name: string, args: readonly XPathValue[]): XPathValue | undefined;
}

interface Focus {
  readonly node: XmlNode;
  readonly position: number;
  readonly size: number;
}

/** Evaluates against a document node. */
export function evaluateXPath(expression: XPathNode, document: XmlNode, scope: XPathScope): XPathValue {
  return evaluate(expression, { node: document, position: 1, size: 1 }, scope);
}

function evaluate(expression: XPathNode, focus: Focus, scope: XPathScope): XPathValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'variable':
      return scope.variable(expression.name);
    case 'negate':
      return -toNumber(evaluate(expression.operand, focus, scope));
    case 'call': {
      const args = expression.args.map((arg) => evaluate(arg, focus, scope));
      const value = callXPathFunction(expression.name, args, focus) ?? scope.call(expression.name, args);
      if (value === undefined) throw new Error(`There is no XPath function ${expression.name}.`);
      return value;
    }
    case 'binary':
      return binary(expression, focus, scope);
    case 'path':
      return path(expression, focus, scope);
  }
}

function binary(expression: XPathNode & { kind: 'binary' }, focus: Focus, scope: XPathScope): XPathValue {
  const { operator } = expression;
  const left = evaluate(expression.left, focus, scope);
  if (operator === 'or') return toXPathBoolean(left) || toXPathBoolean(evaluate(expression.right, focus, scope));
  if (operator === 'and') return toXPathBoolean(left) && toXPathBoolean(evaluate(expression.right, focus, scope));
  const right = evaluate(expression.right, focus, scope);
  switch (operator) {
    case '|':
      return inDocumentOrder([...nodeSet(left), ...nodeSet(right)]);
    case '+':
      return toNumber(left) + toNumber(right);
    case '-':
      return toNumber(left) - toNumber(right);
    case '*':
      return toNumber(left) * toNumber(right);
    case 'div':
      return toNumber(left) / toNumber(right);
    case 'mod':
      return toNumber(left) % toNumber(right);
    default:
      return compareXPath(left, operator, right);
  }
}

function nodeSet(value: XPathValue): readonly XmlNode[] {
  if (typeof value === 'object') return value;
  throw new Error('Can not convert to a NodeList.');
}

function path(expression: XPathNode & { kind: 'path' }, focus: Focus, scope: XPathScope): XPathValue {
  let nodes: readonly XmlNode[];
  if (expression.start !== undefined) {
    const start = evaluate(expression.start, focus, scope);
    if (expression.steps.length === 0 && expression.predicates.length === 0) return start;
    nodes = nodeSet(start);
    for (const predicate of expression.predicates) nodes = filtered(nodes, predicate, scope);
  } else nodes = [expression.absolute ? rootOf(focus.node) : focus.node];
  for (const step of expression.steps) nodes = inDocumentOrder(nodes.flatMap((node) => follow(node, step, scope)));
  return nodes;
}

function rootOf(node: XmlNode): XmlNode {
  let root = node;
  while (root.parent !== undefined) root = root.parent;
  return root;
}

function follow(node: XmlNode, step: XPathStep, scope: XPathScope): readonly XmlNode[] {
  let found: readonly XmlNode[] = nodesOn(step.axis, node).filter((candidate) => matches(candidate, step, scope));
  for (const predicate of step.predicates) found = filtered(found, predicate, scope);
  return found;
}

function filtered(nodes: readonly XmlNode[], predicate: XPathNode, scope: XPathScope): readonly XmlNode[] {
  return nodes.filter((node, index) => {
    const value = evaluate(predicate, { node, position: index + 1, size: nodes.length }, scope);
    return typeof value === 'number' ? value === index + 1 : toXPathBoolean(value);
  });
}

function matches(node: XmlNode, { axis, test }: XPathStep, scope: XPathScope): boolean {
  if (test.kind === 'type') {
    if (test.name === 'node') return true;
    return test.name === 'processing-instruction' ? node.kind === 'instruction' : node.kind === test.name;
  }
  if (node.kind !== (axis === 'attribute' ? 'attribute' : 'element')) return false;
  if (test.name === '*' && test.prefix === '') return true;
  const namespace = test.prefix === '' ? '' : namespaceOf(test.prefix, scope);
  return node.namespace === namespace && (test.name === '*' || node.localName === test.name);
}

function namespaceOf(prefix: string, scope: XPathScope): string {
  const namespace = scope.namespaces[prefix];
  if (namespace === undefined) throw new Error(`Prefix must resolve to a namespace: ${prefix}`);
  return namespace;
}

/** Prefixes that an expression uses. */
export function prefixesOf(expression: XPathNode): Set<string> {
  const found = new Set<string>();
  const visit = (node: XPathNode | undefined): void => {
    if (node === undefined) return;
    if (node.kind === 'binary') [node.left, node.right].forEach(visit);
    else if (node.kind === 'negate') visit(node.operand);
    else if (node.kind === 'call') node.args.forEach(visit);
    else if (node.kind === 'path') {
      visit(node.start);
      node.predicates.forEach(visit);
      for (const step of node.steps) {
        if (step.test.prefix !== '') found.add(step.test.prefix);
        step.predicates.forEach(visit);
      }
    }
  };
  visit(expression);
  return found;
}
