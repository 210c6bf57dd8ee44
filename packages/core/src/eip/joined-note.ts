import type { Exchange } from '../exchange/exchange.ts';
import type { PropertyNote } from '../exchange/property-note.ts';
import type { CompletedBy } from './completion-rules.ts';

/** Where a strategy keeps what it has joined until the group is complete; till then the body is that of the first message. */
export const groupProperty = 'CamelGroupedExchange';
const keyProperty = 'CamelAggregatedCorrelationKey';
const byProperty = 'CamelAggregatedCompletedBy';

/** Properties of a group as a note: one is asked for with each message that joins, and few look at the others. */
class GroupNote implements PropertyNote {
  joined: unknown = undefined;
  key: string | undefined = undefined;
  /** What completed the group. From then on copies may share the note, and it stays as it is. */
  by: CompletedBy | undefined = undefined;

  property(name: string): unknown {
    if (name === groupProperty) return this.joined;
    if (name === keyProperty) return this.key;
    return name === byProperty ? this.by : undefined;
  }

  writeTo(properties: Map<string, unknown>): void {
    if (this.joined !== undefined) properties.set(groupProperty, this.joined);
    if (this.key !== undefined) properties.set(keyProperty, this.key);
    if (this.by !== undefined) properties.set(byProperty, this.by);
  }
}

/** What is joined so far: `joined` may be read and written. */
export function joinedOf(group: Exchange): { joined: unknown } {
  const { note } = group;
  return note instanceof GroupNote && note.by === undefined ? note : openNote(group);
}

/** Notes what the group is complete by. */
export function noteCompletion(group: Exchange, key: string, by: CompletedBy): void {
  const { note } = group;
  const own = note instanceof GroupNote && note.by === undefined ? note : openNote(group);
  own.key = key;
  own.by = by;
}

/** The group is complete: what was joined becomes its body. */
export function joinedToBody(group: Exchange | undefined): void {
  const note = group?.note;
  const joined = group?.property(groupProperty);
  if (group === undefined || joined === undefined) return;
  if (note instanceof GroupNote) note.joined = undefined;
  group.removeProperty(groupProperty);
  group.body = joined;
}

function openNote(group: Exchange): GroupNote {
  const own = new GroupNote();
  // Read back from a repository, or looked at together with the other properties.
  own.joined = group.property(groupProperty);
  group.removeProperty(groupProperty);
  group.setNote(own);
  return own;
}
