/** The place of a part in a split or multicast. */
export interface PartPlace {
  readonly names: PartPlaceNames;
  readonly index: number;
  /** Undefined while it is not known how many there will be. */
  readonly size: number | undefined;
  readonly complete: boolean;
}

/** The properties that tell it. */
export interface PartPlaceNames {
  readonly index: string;
  readonly size: string;
  readonly complete: string;
}

export const splitPlaceNames: PartPlaceNames = {
  index: 'CamelSplitIndex',
  size: 'CamelSplitSize',
  complete: 'CamelSplitComplete',
};

export function placeProperty({ names, index, size, complete }: PartPlace, name: string): unknown {
  if (name === names.index) return index;
  if (name === names.complete) return complete;
  return name === names.size ? size : undefined;
}

export function writePlace({ names, index, size, complete }: PartPlace, properties: Map<string, unknown>): void {
  properties.set(names.index, index);
  if (size !== undefined) properties.set(names.size, size);
  properties.set(names.complete, complete);
}
