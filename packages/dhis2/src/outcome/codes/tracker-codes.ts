import type { CodeTable } from './code-entry.ts';

export const trackerCodes: CodeTable = {};
