import { LiteralObject } from '../runtime/literal-object.ts';
import type { FieldVisibility } from '../runtime/object-layer.ts';
import type { FieldDefinition, LocalDefinition, ObjectTemplate } from '../runtime/object-shape.ts';
import { ObjectShape, firstLocalSlot, selfSlot } from '../runtime/object-shape.ts';
import type { Frame } from '../runtime/value.ts';
import type {
  ObjectAssertion,
  ObjectComprehension,
  ObjectExtension,
  ObjectField,
  ObjectLiteral,
  ObjectLocal,
} from '../syntax/syntax-tree.ts';
import type { Code, Compiled } from './code.ts';
import { immediately, lazily } from './code.ts';
import type { Compiler } from './compiler.ts';
import { compileFunction } from './function.ts';
import { valueOperator } from './operator.ts';
import { FrameLayout, Scope } from './scope.ts';

const visibilities: Readonly<Record<':' | '::' | ':::', FieldVisibility>> = {
  ':': 'inherit',
  '::': 'hidden',
  ':::': 'visible',
};

/** Where the fields of an object are compiled, and what its objects share. */
export interface ObjectScope {
  readonly scope: Scope;
  readonly template: ObjectTemplate;
}

/** Opens the scope of an object's fields, with its locals and assertions compiled. */
export function openObject(compiler: Compiler, node: ObjectLiteral | ObjectComprehension, outer: Scope): ObjectScope {
  const framed = compiler.options.uses.needsFrame(node);
  const scope = framed ? new Scope(new FrameLayout(outer.layout), outer) : outer;
  if (framed) {
    scope.layout.size = firstLocalSlot;
    scope.declareAt('self', selfSlot);
    if (!outer.lookup('$')) scope.declareAt('$', selfSlot);
  }
  const localNodes = node.members.filter((member): member is ObjectLocal => member.kind === 'ObjectLocal');
  const slots = localNodes.map(({ binding }) => scope.declare(binding.name.text));
  const locals: LocalDefinition[] = localNodes.map((member, at) => {
    const { binding } = member;
    const compiled = binding.parameters
      ? compileFunction(compiler, binding.name.text, binding.parameters, binding.value, scope, slots[at]!, binding)
      : compiler.compile(binding.value, scope);
    return { slot: slots[at]!.slot, delay: compiled.delay };
  });
  const assertions = node.members
    .filter((member): member is ObjectAssertion => member.kind === 'ObjectAssertion')
    .map((member) => compiler.assertion(member, scope));
  const add = valueOperator(compiler, '+', compiler.rangeOf(node));
  const template: ObjectTemplate = { frameSize: framed ? () => scope.layout.size : () => 0, locals, assertions, add };
  return { scope, template };
}

export function compileObjectLiteral(compiler: Compiler, node: ObjectLiteral, outer: Scope): Compiled {
  const { scope, template } = openObject(compiler, node, outer);
  const fieldNodes = node.members.filter((member): member is ObjectField => member.kind === 'ObjectField');
  const fields = fieldNodes.map((field) => compileField(compiler, field, scope));
  if (fieldNodes.every((field) => field.name.kind === 'FixedFieldName')) {
    const names = fieldNodes.map((field) => (field.name.kind === 'FixedFieldName' ? field.name.name : ''));
    const shape = new ObjectShape(template, names, fields);
    return immediately((frame) => new LiteralObject(shape, frame));
  }
  const names = fieldNodes.map((field) => compileName(compiler, field, outer));
  const shapes = new ShapeCache(template, names, fields);
  return lazily((frame) => new LiteralObject(shapes.shapeFor(frame), frame));
}

function compileField(compiler: Compiler, field: ObjectField, scope: Scope): FieldDefinition {
  const name = field.name.kind === 'FixedFieldName' ? field.name.name : undefined;
  const compiled = field.parameters
    ? compileFunction(compiler, name, field.parameters, field.value, scope, undefined, field)
    : field.value.kind === 'FunctionExpression'
      ? compileFunction(compiler, name, field.value.parameters, field.value.body, scope, undefined, field.value)
      : compiler.compile(field.value, scope);
  return { code: compiled.run, visibility: visibilities[field.visibility], adds: field.adds };
}

/** Gives the name of the field, or null to leave it out. */
function compileName(compiler: Compiler, field: ObjectField, outer: Scope): (frame: Frame) => string | null {
  if (field.name.kind === 'FixedFieldName') {
    const { name } = field.name;
    return () => name;
  }
  return fieldNameCode(compiler, compiler.compile(field.name.expression, outer).run, field);
}

export function fieldNameCode(compiler: Compiler, run: Code, field: ObjectField): (frame: Frame) => string | null {
  const { evaluation } = compiler;
  const range = compiler.rangeOf(field.name);
  return (frame) => {
    const name = run(frame);
    if (typeof name === 'string' || name === null) return name;
    const kind = evaluation.kindOf(name);
    throw evaluation.fail('DS_KIND', `the name of a field is a string or null, found ${kind}`, range, { found: kind });
  };
}

/** How many sets of names a literal remembers. */
const shapesKept = 256;
/** How many of them are compared name by name, the ones used last. */
const recentKept = 4;

interface NamedShape {
  /** Null where a field is left out. */
  readonly names: readonly (string | null)[];
  readonly shape: ObjectShape;
}

/** The shapes of a literal with computed names: a few sets of names come again and again. */
class ShapeCache {
  readonly #template: ObjectTemplate;
  readonly #names: readonly ((frame: Frame) => string | null)[];
  readonly #fields: readonly FieldDefinition[];
  readonly #recent: NamedShape[] = [];
  /** By all names put together. */
  readonly #shapes = new Map<string, ObjectShape>();
  #oldest = 0;

  constructor(
    template: ObjectTemplate,
    names: readonly ((frame: Frame) => string | null)[],
    fields: readonly FieldDefinition[],
  ) {
    this.#template = template;
    this.#names = names;
    this.#fields = fields;
  }

  shapeFor(frame: Frame): ObjectShape {
    const names = this.#names.map((name) => name(frame));
    for (const candidate of this.#recent) if (sameNames(candidate.names, names)) return candidate.shape;
    const [only] = names;
    const key = names.length === 1 && typeof only === 'string' ? `=${only}` : JSON.stringify(names);
    let shape = this.#shapes.get(key);
    if (!shape) {
      shape = this.#make(names);
      if (this.#shapes.size >= shapesKept) this.#shapes.clear();
      this.#shapes.set(key, shape);
    }
    this.#recent[this.#oldest] = { names, shape };
    this.#oldest = (this.#oldest + 1) % recentKept;
    return shape;
  }

  #make(names: readonly (string | null)[]): ObjectShape {
    const kept = names.flatMap((name, at) => (name === null ? [] : [at]));
    return new ObjectShape(
      this.#template,
      kept.map((at) => names[at]!),
      kept.map((at) => this.#fields[at]!),
    );
  }
}

function sameNames(left: readonly (string | null)[], right: readonly (string | null)[]): boolean {
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false;
  return true;
}

/** `base { … }` */
export function compileExtension(compiler: Compiler, node: ObjectExtension, scope: Scope): Compiled {
  const base = compiler.compile(node.base, scope).run;
  const extension = compiler.compile(node.extension, scope).run;
  const add = valueOperator(compiler, '+', compiler.rangeOf(node));
  return lazily((frame) => add(base(frame), extension(frame)));
}
