import type { CharSet } from './char-set.ts';
import { RegexLimitError, RegexSyntaxError } from './pattern-tree.ts';
import type { AssertKind, ParsedPattern, PatternNode } from './pattern-tree.ts';

/** Instruction codes of the matcher's machine. */
export const Op = {
  char: 0,
  set: 1,
  split: 2,
  jump: 3,
  save: 4,
  assert: 5,
  look: 6,
  atomic: 7,
  back: 8,
  loopEnter: 9,
  loopCheck: 10,
  match: 11,
} as const;

/** One instruction. What `x`, `y` and `z` mean depends on the code; see the compiler below. */
export interface Instruction {
  code: number;
  x: number;
  y: number;
  z: number;
  set?: CharSet;
  assert?: AssertKind;
  fold?: boolean;
}

/** A compiled pattern: instructions, how many split points they have, and how many slots a match needs. */
export interface Program {
  readonly code: readonly Instruction[];
  readonly splitCount: number;
  readonly slotCount: number;
  /** Whether a group's earlier text steers the match; then results cannot be remembered by place alone. */
  readonly hasBackReference: boolean;
}

const MAX_INSTRUCTIONS = 100_000;

/** Translates a pattern's tree to the machine's code. */
export function compilePattern(pattern: ParsedPattern): Program {
  const compiler = new Compiler(pattern.groupCount);
  return compiler.compile(pattern.root);
}

class Compiler {
  readonly #code: Instruction[] = [];
  #splits = 0;
  #slots: number;
  #hasBackReference = false;

  constructor(groupCount: number) {
    this.#slots = (groupCount + 1) * 2;
  }

  compile(root: PatternNode): Program {
    this.#node(root);
    this.#emit(Op.match);
    return {
      code: this.#code,
      splitCount: this.#splits,
      slotCount: this.#slots,
      hasBackReference: this.#hasBackReference,
    };
  }

  #emit(code: number, x = 0, y = 0): Instruction {
    if (this.#code.length >= MAX_INSTRUCTIONS)
      throw new RegexLimitError('the expression is too large when its repetitions are written out');
    const instruction: Instruction = { code, x, y, z: 0 };
    this.#code.push(instruction);
    return instruction;
  }

  #split(): Instruction {
    const split = this.#emit(Op.split);
    split.z = this.#splits++;
    return split;
  }

  #node(node: PatternNode): void {
    switch (node.kind) {
      case 'empty':
        return;
      case 'set':
        if (node.set.single >= 0) this.#emit(Op.char, node.set.single);
        else this.#emit(Op.set).set = node.set;
        return;
      case 'sequence':
        for (const item of node.items) this.#node(item);
        return;
      case 'choice':
        this.#choice(node.items);
        return;
      case 'group':
        this.#emit(Op.save, node.index * 2);
        this.#node(node.item);
        this.#emit(Op.save, node.index * 2 + 1);
        return;
      case 'assert':
        this.#emit(Op.assert).assert = node.assert;
        return;
      case 'back':
        this.#hasBackReference = true;
        this.#emit(Op.back, node.index).fold = node.fold;
        return;
      case 'look':
        this.#look(node);
        return;
      case 'atomic':
        this.#nested(Op.atomic, node.item, 0);
        return;
      case 'repeat':
        this.#repeat(node);
        return;
    }
  }

  #look(node: PatternNode & { readonly kind: 'look' }): void {
    const instruction = this.#nested(Op.look, node.item, (node.ahead ? 1 : 0) + (node.negative ? 2 : 0));
    if (node.ahead) return;
    instruction.z = longest(node.item);
    if (instruction.z === Infinity)
      throw new RegexSyntaxError('Look-behind group does not have an obvious maximum length', 0);
  }

  /** `x` is the place after the nested part, which ends in its own `match`; `y` holds the flags. */
  #nested(code: number, item: PatternNode, flags: number): Instruction {
    const instruction = this.#emit(code, 0, flags);
    this.#node(item);
    this.#emit(Op.match);
    instruction.x = this.#code.length;
    return instruction;
  }

  #choice(items: readonly PatternNode[]): void {
    const exits: Instruction[] = [];
    items.forEach((item, i) => {
      if (i === items.length - 1) {
        this.#node(item);
        return;
      }
      const split = this.#split();
      split.x = this.#code.length;
      this.#node(item);
      exits.push(this.#emit(Op.jump));
      split.y = this.#code.length;
    });
    for (const exit of exits) exit.x = this.#code.length;
  }

  #repeat(node: PatternNode & { readonly kind: 'repeat' }): void {
    if (node.mode === 'possessive') {
      this.#nested(Op.atomic, { ...node, mode: 'greedy' }, 0);
      return;
    }
    for (let i = 0; i < node.min; i++) this.#node(node.item);
    if (node.max === Infinity) {
      this.#loop(node.item, node.mode === 'lazy');
      return;
    }
    const exits: Instruction[] = [];
    for (let i = node.min; i < node.max; i++) {
      const split = this.#split();
      this.#aim(split, this.#code.length, node.mode === 'lazy');
      exits.push(split);
      this.#node(node.item);
    }
    for (const exit of exits) {
      if (node.mode === 'lazy') exit.x = this.#code.length;
      else exit.y = this.#code.length;
    }
  }

  #loop(item: PatternNode, lazy: boolean): void {
    const top = this.#code.length;
    const split = this.#split();
    this.#aim(split, this.#code.length, lazy);
    if (canBeEmpty(item)) {
      // An iteration that took nothing leaves the loop, as in Java, instead of going round for ever.
      const slot = this.#slots++;
      this.#emit(Op.loopEnter, slot);
      this.#node(item);
      const check = this.#emit(Op.loopCheck, slot, top);
      check.z = this.#code.length;
    } else {
      this.#node(item);
      this.#emit(Op.jump, top);
    }
    if (lazy) split.x = this.#code.length;
    else split.y = this.#code.length;
  }

  #aim(split: Instruction, body: number, lazy: boolean): void {
    if (lazy) split.y = body;
    else split.x = body;
  }
}

function canBeEmpty(node: PatternNode): boolean {
  switch (node.kind) {
    case 'set':
      return false;
    case 'sequence':
      return node.items.every(canBeEmpty);
    case 'choice':
      return node.items.some(canBeEmpty);
    case 'group':
    case 'atomic':
      return canBeEmpty(node.item);
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.item);
    default:
      return true;
  }
}

/** The most UTF-16 units that a part can take. */
function longest(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
      return node.set.single >= 0 && node.set.single <= 0xffff ? 1 : 2;
    case 'sequence':
      return node.items.reduce((sum, item) => sum + longest(item), 0);
    case 'choice':
      return node.items.reduce((most, item) => Math.max(most, longest(item)), 0);
    case 'group':
    case 'atomic':
      return longest(node.item);
    case 'repeat': {
      const one = longest(node.item);
      return one === 0 ? 0 : one * node.max;
    }
    case 'back':
      return Infinity;
    default:
      return 0;
  }
}
