/** What all values have in common that are neither scalars nor plain data: one test tells a record from them. */
export abstract class MadeValue {}
