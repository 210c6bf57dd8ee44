import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The mapping tables by what the reports write. */
export interface MappingTables {
  readonly facilities: Readonly<Record<string, string>>;
  readonly indicators: Readonly<Record<string, string>>;
  readonly ageGroups: Readonly<Record<string, string>>;
}

export function readMappingTables(folder: string): MappingTables {
  return {
    facilities: byNameAndCode(join(folder, 'facilities.csv')),
    indicators: byNameAndCode(join(folder, 'indicators.csv')),
    ageGroups: Object.fromEntries(
      rowsOf(join(folder, 'age-groups.csv')).map(([, sex, age, id]) => [`${sex} ${age}`, id!]),
    ),
  };
}

function byNameAndCode(file: string): Record<string, string> {
  const rows = rowsOf(file);
  return Object.fromEntries([...rows.map(([, name, id]) => [name!, id!]), ...rows.map(([code, , id]) => [code!, id!])]);
}

/** The tables are made by `make-mapping.ts` and need no quotes. */
function rowsOf(file: string): string[][] {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => line.split(','));
}
