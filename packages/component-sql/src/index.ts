/** Filled in the next commits. */
export {};
