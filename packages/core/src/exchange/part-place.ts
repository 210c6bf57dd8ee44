/** The places of the parts of one split: shared by them all, since most are never asked for theirs. */
export interface PartPlaces {
  readonly names: PartPlaceNames;
  /** Undefined while it is not known how many there will be; the last part knows. */
  readonly size: number | undefined;
}

/** The properties that tell a part's place. */
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

export function placeProperty({ names, size }: PartPlaces, index: number, last: boolean, name: string): unknown {
  if (name === names.index) return index;
  if (name === names.complete) return last;
  return name === names.size ? (size ?? (last ? index + 1 : undefined)) : undefined;
}

export function writePlace(places: PartPlaces, index: number, last: boolean, properties: Map<string, unknown>): void {
  const { names } = places;
  properties.set(names.index, index);
  const size = placeProperty(places, index, last, names.size);
  if (size !== undefined) properties.set(names.size, size);
  properties.set(names.complete, last);
}
