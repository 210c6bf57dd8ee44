/** A file that the consumer saw in its folder. */
export interface FoundFile {
  readonly path: string;
  /** Path below the endpoint's folder, with `/`. */
  readonly relative: string;
  readonly name: string;
  readonly length: number;
  readonly lastModified: number;
}
