import { didYouMean } from '../../errors/nearest-name.ts';
import { LayeredObject } from '../../runtime/object-value.ts';
import type { Value } from '../../runtime/value.ts';
import { childrenOf } from '../../syntax/children.ts';
import type {
  Binding,
  ComprehensionClause,
  Expression,
  FieldAccess,
  Local,
  Name,
  ObjectField,
  ObjectMember,
  Parameter,
} from '../../syntax/syntax-tree.ts';
import type { RawFinding } from './raw-finding.ts';

interface Declared {
  readonly what: 'local' | 'parameter' | 'loop variable' | 'input' | 'library';
  readonly library?: LayeredObject;
  isUsed: boolean;
}

/** Names of a mapping: unknown, unused and hidden ones, and members that libraries do not have. */
export class NameChecker {
  readonly #findings: RawFinding[] = [];
  readonly #root: ReadonlyMap<string, Declared>;

  constructor(libraries: ReadonlyMap<string, Value>, inputs: readonly string[]) {
    const root = new Map<string, Declared>();
    for (const [name, library] of libraries) {
      root.set(name, { what: 'library', ...(library instanceof LayeredObject ? { library } : {}), isUsed: true });
    }
    for (const name of inputs) root.set(name, { what: 'input', isUsed: true });
    this.#root = root;
  }

  check(root: Expression): readonly RawFinding[] {
    this.#visit(root, new Names(this.#root, undefined));
    return this.#findings;
  }

  #visit(node: Expression, names: Names): void {
    switch (node.kind) {
      case 'Identifier': {
        const declared = names.find(node.name);
        if (declared) declared.isUsed = true;
        else {
          const message = `there is no variable ${node.name}${didYouMean(node.name, names.all())}`;
          this.#findings.push({ rule: 'unknown-variable', severity: 'error', message, node });
        }
        return;
      }
      case 'Local':
        this.#locals(node, names);
        return;
      case 'FunctionExpression':
        this.#function(node.parameters, node.body, names);
        return;
      case 'ArrayComprehension':
        this.#visit(node.element, this.#clauses(node.clauses, names));
        return;
      case 'ObjectComprehension': {
        const inner = this.#clauses(node.clauses, names);
        this.#members(node.members, inner);
        return;
      }
      case 'ObjectLiteral':
        this.#members(node.members, names);
        this.#duplicates(node.members);
        return;
      case 'FieldAccess':
        this.#libraryMember(node, names);
        this.#visit(node.target, names);
        return;
      default:
        for (const child of childrenOf(node)) this.#visit(child, names);
    }
  }

  /** A chain of `local`, in a loop: it is as long as the mapping. */
  #locals(first: Local, names: Names): void {
    const chain: { readonly bindings: readonly Binding[]; readonly inner: Names }[] = [];
    let node: Expression = first;
    let inner = names;
    while (node.kind === 'Local') {
      inner = inner.nested();
      this.#bindings(node.bindings, inner);
      chain.push({ bindings: node.bindings, inner });
      node = node.body;
    }
    this.#visit(node, inner);
    for (const each of chain.toReversed()) {
      this.#unused(
        each.bindings.map(({ name }) => name),
        each.inner,
      );
    }
  }

  #bindings(bindings: readonly Binding[], names: Names): void {
    for (const { name } of bindings) this.#declare(name, 'local', names);
    for (const { parameters, value } of bindings) {
      if (parameters) this.#function(parameters, value, names);
      else this.#visit(value, names);
    }
  }

  #function(parameters: readonly Parameter[], body: Expression, names: Names): void {
    const inner = names.nested();
    for (const { name } of parameters) this.#declare(name, 'parameter', inner);
    for (const parameter of parameters) if (parameter.default) this.#visit(parameter.default, inner);
    this.#visit(body, inner);
  }

  #clauses(clauses: readonly ComprehensionClause[], names: Names): Names {
    let inner = names;
    for (const clause of clauses) {
      if (clause.kind === 'IfClause') this.#visit(clause.condition, inner);
      else {
        this.#visit(clause.iterable, inner);
        inner = inner.nested();
        this.#declare(clause.variable, 'loop variable', inner);
      }
    }
    return inner;
  }

  #members(members: readonly ObjectMember[], names: Names): void {
    const locals = members.filter((member) => member.kind === 'ObjectLocal').map(({ binding }) => binding);
    const inner = locals.length > 0 ? names.nested() : names;
    this.#bindings(locals, inner);
    for (const member of members) {
      if (member.kind === 'ObjectAssertion') {
        this.#visit(member.condition, inner);
        if (member.message) this.#visit(member.message, inner);
      } else if (member.kind === 'ObjectField') this.#field(member, names, inner);
    }
    this.#unused(
      locals.map(({ name }) => name),
      inner,
    );
  }

  #field(field: ObjectField, outer: Names, inner: Names): void {
    if (field.name.kind === 'ComputedFieldName') this.#visit(field.name.expression, outer);
    if (field.parameters) this.#function(field.parameters, field.value, inner);
    else this.#visit(field.value, inner);
  }

  #declare(name: Name, what: Declared['what'], names: Names): void {
    const hidden = names.find(name.text);
    if (hidden && !name.text.startsWith('_')) {
      const message = `this ${what} hides the ${hidden.what} ${name.text}`;
      this.#findings.push({ rule: 'shadowing', severity: 'warning', message, node: name });
    }
    names.declare(name.text, { what, isUsed: false });
  }

  #unused(declared: readonly Name[], names: Names): void {
    for (const name of declared) {
      if (names.own(name.text)?.isUsed !== false || name.text.startsWith('_')) continue;
      const message = `nothing reads the local ${name.text}`;
      this.#findings.push({ rule: 'unused-local', severity: 'warning', message, node: name });
    }
  }

  #duplicates(members: readonly ObjectMember[]): void {
    const seen = new Set<string>();
    for (const member of members) {
      if (member.kind !== 'ObjectField' || member.name.kind !== 'FixedFieldName') continue;
      const { name } = member.name;
      if (seen.has(name)) {
        const message = `the field ${name} is there twice; the last one counts`;
        this.#findings.push({ rule: 'duplicate-field', severity: 'warning', message, node: member.name });
      }
      seen.add(name);
    }
  }

  #libraryMember(node: FieldAccess, names: Names): void {
    const library = libraryOf(node.target, names);
    if (!library || library.value.has(node.name.text)) return;
    const hint = didYouMean(node.name.text, library.value.names());
    const message = `${library.path} has no ${node.name.text}${hint}`;
    this.#findings.push({ rule: 'unknown-library-function', severity: 'error', message, node: node.name });
  }
}

/** The library that an expression such as `ds.strings` names. */
function libraryOf(
  node: Expression,
  names: Names,
): { readonly value: LayeredObject; readonly path: string } | undefined {
  if (node.kind === 'Identifier') {
    const library = names.find(node.name)?.library;
    return library && { value: library, path: node.name };
  }
  if (node.kind !== 'FieldAccess') return undefined;
  const outer = libraryOf(node.target, names);
  const member = outer?.value.has(node.name.text) ? outer.value.get(node.name.text) : undefined;
  return member instanceof LayeredObject ? { value: member, path: `${outer!.path}.${node.name.text}` } : undefined;
}

class Names {
  readonly #own: Map<string, Declared>;
  readonly #outer: Names | undefined;

  constructor(own: ReadonlyMap<string, Declared>, outer: Names | undefined) {
    this.#own = new Map(own);
    this.#outer = outer;
  }

  nested(): Names {
    return new Names(new Map(), this);
  }

  declare(name: string, declared: Declared): void {
    this.#own.set(name, declared);
  }

  own(name: string): Declared | undefined {
    return this.#own.get(name);
  }

  find(name: string): Declared | undefined {
    let declared = this.#own.get(name);
    for (let at = this.#outer; at && !declared; at = at.#outer) declared = at.#own.get(name);
    return declared;
  }

  all(): string[] {
    const all = [...this.#own.keys()];
    for (let at = this.#outer; at; at = at.#outer) all.push(...at.#own.keys());
    return all;
  }
}
