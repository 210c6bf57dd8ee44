import { childrenOf } from '../syntax/children.ts';
import type { Expression, ObjectComprehension, ObjectLiteral } from '../syntax/syntax-tree.ts';

type ObjectNode = ObjectLiteral | ObjectComprehension;

/** Which objects need a frame of their own, because something in them looks at `self`, `super`, `$` or a local. */
export class ObjectUses {
  readonly #needFrame = new WeakSet<ObjectNode>();

  constructor(root: Expression) {
    this.#visit(root, undefined, undefined);
  }

  needsFrame(object: ObjectNode): boolean {
    return this.#needFrame.has(object);
  }

  #visit(node: Expression, object: ObjectNode | undefined, outermost: ObjectNode | undefined): void {
    if (node.kind === 'Self' || node.kind === 'Super') {
      if (object) this.#needFrame.add(object);
      return;
    }
    if (node.kind === 'Dollar') {
      if (outermost) this.#needFrame.add(outermost);
      return;
    }
    if (node.kind === 'ObjectLiteral' || node.kind === 'ObjectComprehension') {
      if (node.members.some((member) => member.kind === 'ObjectLocal')) this.#needFrame.add(node);
      for (const member of node.members) {
        if (member.kind === 'ObjectField' && member.name.kind === 'ComputedFieldName') {
          this.#visit(member.name.expression, object, outermost);
        }
      }
      for (const child of childrenOf(node, 'inside')) this.#visit(child, node, outermost ?? node);
      for (const child of childrenOf(node, 'clauses')) this.#visit(child, object, outermost);
      return;
    }
    for (const child of childrenOf(node, 'all')) this.#visit(child, object, outermost);
  }
}
