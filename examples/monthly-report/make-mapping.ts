import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countryFacilities, countrySeed } from '@dhow/sandbox';

/**
 * Writes the mapping tables anew from the metadata of the sandbox's country. In a real project they are kept by hand, or
 * exported from DHIS2 once and completed with the names that the facilities' own systems use.
 */
const seed = countrySeed();
const line = (...values: readonly unknown[]) => `${values.map((value) => csv(String(value))).join(',')}\n`;
const csv = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const facilities = countryFacilities().map(({ code, name, id }) => line(code, name, id));
const indicators = (seed.dataElements ?? []).map(({ code, name, id }) => line(code, name, id));
const groups = (seed.categoryOptionCombos ?? []).map(({ code, name, id }) => {
  const [sex, age] = String(name).split(', ');
  return line(code, sex, age, id);
});

const write = (name: string, header: string, lines: readonly string[]) =>
  writeFileSync(join(import.meta.dirname, name), header + lines.join(''));
write('facilities.csv', 'code,name,id\n', facilities);
write('indicators.csv', 'code,name,id\n', indicators);
write('age-groups.csv', 'code,sex,age,id\n', groups);
