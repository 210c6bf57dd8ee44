import { failure } from '../errors/datasonnet-errors.ts';
import { ComprehensionLayer } from '../runtime/comprehension-layer.ts';
import { EntriesLayer } from '../runtime/object-layer.ts';
import { StackedObject } from '../runtime/object-value.ts';
import type { Frame, Thunk, Value } from '../runtime/value.ts';
import { isArray, newFrame } from '../runtime/value.ts';
import type {
  ArrayComprehension,
  ComprehensionClause,
  ObjectComprehension,
  ObjectField,
} from '../syntax/syntax-tree.ts';
import type { Compiled } from './code.ts';
import { lazily } from './code.ts';
import type { Compiler } from './compiler.ts';
import { fieldNameCode, openObject } from './object.ts';
import type { Scope } from './scope.ts';

/** Does something in each round of a comprehension. */
type Round = (frame: Frame) => void;
/** Goes through the rounds. */
type Rounds = (frame: Frame, each: Round) => void;

export function compileArrayComprehension(compiler: Compiler, node: ArrayComprehension, scope: Scope): Compiled {
  const { rounds, inner } = compileClauses(compiler, node.clauses, scope);
  const { delay } = compiler.compile(node.element, inner);
  const { evaluation } = compiler;
  return lazily((frame) => {
    const out: (Value | Thunk)[] = [];
    rounds(frame, (round) => {
      out.push(delay(round));
      if ((out.length & 0xfff) === 0) evaluation.checkSize(out.length);
    });
    evaluation.checkSize(out.length);
    return out;
  });
}

export function compileObjectComprehension(compiler: Compiler, node: ObjectComprehension, scope: Scope): Compiled {
  const field = node.members.find((member): member is ObjectField => member.kind === 'ObjectField');
  if (!field || field.name.kind !== 'ComputedFieldName') {
    return compiler.failing('DS_SYNTAX', 'an object comprehension needs a field [name]: value', node);
  }
  const { rounds, inner } = compileClauses(compiler, node.clauses, scope);
  const name = fieldNameCode(compiler, compiler.compile(field.name.expression, inner).run, field);
  const { scope: fieldScope, template } = openObject(compiler, node, inner);
  const value = compiler.compile(field.value, fieldScope);
  const refusesTwice = !compiler.options.grammar.datasonnet;
  const framed = fieldScope !== inner;
  return lazily((frame) => {
    const entries = new Map<string, Frame | Value | Thunk>();
    rounds(frame, (round) => {
      const key = name(round);
      if (key === null) return;
      if (refusesTwice && entries.has(key)) throw failure('DS_VALUE', `the field ${key} is made twice`, { name: key });
      entries.set(key, framed ? round : value.delay(round));
    });
    if (!framed) return new StackedObject([new EntriesLayer(entries as Map<string, Value | Thunk>, undefined)]);
    return new StackedObject([new ComprehensionLayer(template, value.run, entries as Map<string, Frame>)]);
  });
}

function compileClauses(
  compiler: Compiler,
  clauses: readonly ComprehensionClause[],
  scope: Scope,
): { readonly rounds: Rounds; readonly inner: Scope } {
  let inner = scope;
  const steps = clauses.map((clause): ((next: Rounds) => Rounds) => {
    if (clause.kind === 'IfClause') return compileIf(compiler, clause.condition, inner);
    const iterable = compiler.compile(clause.iterable, inner).run;
    inner = inner.framed();
    const { slot, layout } = inner.declare(clause.variable.text);
    return compileFor(compiler, iterable, slot, layout, compiler.rangeOf(clause.iterable));
  });
  const last: Rounds = (frame, each) => each(frame);
  return { rounds: steps.reduceRight<Rounds>((next, step) => step(next), last), inner };
}

function compileFor(
  compiler: Compiler,
  iterable: (frame: Frame) => Value,
  slot: number,
  layout: { readonly size: number },
  range: ReturnType<Compiler['rangeOf']>,
): (next: Rounds) => Rounds {
  const { evaluation } = compiler;
  return (next) => (frame, each) => {
    const array = iterable(frame);
    if (!isArray(array)) {
      const kind = evaluation.kindOf(array);
      throw evaluation.fail('DS_KIND', `for goes through an array, found ${kind}`, range, {
        expected: 'array',
        found: kind,
      });
    }
    for (let at = 0; at < array.length; at++) {
      evaluation.step(1);
      const round = newFrame(layout.size, frame);
      round[slot] = array[at];
      next(round, each);
    }
  };
}

function compileIf(compiler: Compiler, node: ArrayComprehension['element'], scope: Scope): (next: Rounds) => Rounds {
  const { evaluation } = compiler;
  const condition = compiler.compile(node, scope).run;
  const range = compiler.rangeOf(node);
  return (next) => (frame, each) => {
    const value = condition(frame);
    if (value === true) next(frame, each);
    else if (value !== false)
      throw evaluation.semantics.notBoolean(evaluation, value, 'the condition of a comprehension', range);
  };
}
