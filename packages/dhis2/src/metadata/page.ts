/** Where a page stands in its list. */
export interface Pager {
  readonly page: number;
  readonly pageSize: number;
  /** Absent where the server was not asked to count. */
  readonly total?: number;
  readonly pageCount?: number;
  readonly nextPage?: string;
  readonly prevPage?: string;
}

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly pager: Pager | undefined;
}
