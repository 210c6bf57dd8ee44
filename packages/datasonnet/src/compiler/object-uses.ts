import { childrenOf } from '../syntax/children.ts';
import type { Expression, ObjectComprehension, ObjectLiteral } from '../syntax/syntax-tree.ts';

type ObjectNode = ObjectLiteral | ObjectComprehension;

interface Visit {
  readonly node: Expression;
  readonly object: ObjectNode | undefined;
  readonly outermost: ObjectNode | undefined;
}

/** Which objects need a frame of their own, because something in them looks at `self`, `super`, `$` or a local. */
export class ObjectUses {
  readonly #needFrame = new WeakSet<ObjectNode>();

  constructor(root: Expression) {
    const pending: Visit[] = [{ node: root, object: undefined, outermost: undefined }];
    for (let visit = pending.pop(); visit; visit = pending.pop()) this.#visit(visit, pending);
  }

  needsFrame(object: ObjectNode): boolean {
    return this.#needFrame.has(object);
  }

  #visit({ node, object, outermost }: Visit, pending: Visit[]): void {
    if (node.kind === 'Self' || node.kind === 'Super') {
      if (object) this.#needFrame.add(object);
      return;
    }
    if (node.kind === 'Dollar') {
      if (outermost) this.#needFrame.add(outermost);
      return;
    }
    if (node.kind !== 'ObjectLiteral' && node.kind !== 'ObjectComprehension') {
      for (const child of childrenOf(node)) pending.push({ node: child, object, outermost });
      return;
    }
    if (node.members.some((member) => member.kind === 'ObjectLocal')) this.#needFrame.add(node);
    for (const member of node.members) {
      if (member.kind !== 'ObjectField' || member.name.kind !== 'ComputedFieldName') continue;
      pending.push({ node: member.name.expression, object, outermost });
    }
    const inner = { object: node, outermost: outermost ?? node };
    for (const child of childrenOf(node, 'inside')) pending.push({ node: child, ...inner });
    for (const child of childrenOf(node, 'clauses')) pending.push({ node: child, object, outermost });
  }
}
