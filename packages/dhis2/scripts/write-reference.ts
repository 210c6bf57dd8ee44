import { writeFileSync } from 'node:fs';
import { referencePage } from './reference-page.ts';

writeFileSync(new URL('../../../docs/dhis2-client-reference.md', import.meta.url), referencePage());
