import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const elements = ['Malaria cases confirmed', 'Malaria cases treated', 'ANC first visit', 'BCG doses given'];
const groups = ['<1 year Female', '<1 year Male', '1-4 years Female', '1-4 years Male'];

/** A file of monthly counts, some 62 bytes a row: facility, month, indicator, group, count. */
export async function generateCsv(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file);
  out.write('facility,month,indicator,group,count\n');
  let text = '';
  for (let i = 0; i < rows; i++) {
    const facility = `FAC${String(i % 1300).padStart(5, '0')}`;
    const month = `2026${String((i % 12) + 1).padStart(2, '0')}`;
    text += `${facility},${month},${elements[i % 4]},${groups[(i >> 2) % 4]},${(i * 7919) % 1000}\n`;
    if (text.length > 1 << 20) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end(text);
  await once(out, 'finish');
}

/** The same mapping for all programs of the work. */
export function toDataValue(row: Readonly<Record<string, string>>): DataValue {
  return {
    orgUnit: `ou${row['facility']!.slice(2)}`,
    period: row['month']!,
    dataElement: elementIds.get(row['indicator']!)!,
    categoryOptionCombo: groupIds.get(row['group']!)!,
    value: row['count']!,
  };
}

export interface DataValue {
  readonly orgUnit: string;
  readonly period: string;
  readonly dataElement: string;
  readonly categoryOptionCombo: string;
  readonly value: string;
}

const elementIds = new Map(elements.map((name, index) => [name, `deElement0${index}`]));
const groupIds = new Map(groups.map((name, index) => [name, `coGroup000${index}`]));
export const mappingTable = {
  elements: Object.fromEntries(elementIds),
  groups: Object.fromEntries(groupIds),
};
