import type { Work } from '../work.ts';

export const works: readonly Work[] = [];
