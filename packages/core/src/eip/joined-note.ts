import type { Exchange } from '../exchange/exchange.ts';
import type { PropertyNote } from '../exchange/property-note.ts';

/** Where a strategy keeps what it has joined until the group is complete; till then the body is that of the first message. */
export const groupProperty = 'CamelGroupedExchange';

/** The property as a note of the group: it is asked for with each message that joins. */
class JoinedNote implements PropertyNote {
  joined: unknown = undefined;

  property(name: string): unknown {
    return name === groupProperty ? this.joined : undefined;
  }

  writeTo(properties: Map<string, unknown>): void {
    properties.set(groupProperty, this.joined);
  }
}

/** What is joined so far: `joined` may be read and written. */
export function joinedOf(group: Exchange): { joined: unknown } {
  const { note } = group;
  if (note instanceof JoinedNote) return note;
  const own = new JoinedNote();
  // Read back from a repository, or looked at together with the other properties.
  own.joined = group.property(groupProperty);
  group.removeProperty(groupProperty);
  group.setNote(own);
  return own;
}

/** The group is complete: what was joined becomes its body. */
export function joinedToBody(group: Exchange | undefined): void {
  const joined = group?.property(groupProperty);
  if (group === undefined || joined === undefined) return;
  group.removeProperty(groupProperty);
  group.body = joined;
}
