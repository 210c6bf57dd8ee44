/** A metadata object of a seed. */
export type SeedObject = { readonly id: string; readonly [property: string]: unknown };

/** A metadata payload: plural class names to objects. */
export type SeedMetadata = Readonly<Record<string, readonly SeedObject[]>>;
