import { writeFileSync } from 'node:fs';

export const attributes = {
  first: 'w75KJ2mc4zz',
  last: 'zDhUuAYrxNC',
  sex: 'cejWyOfXge6',
  birthDate: 'iESIqZ0R0R0',
  phone: 'P2cwLGskgxn',
  nationalId: 'lZGmxYbs97q',
};
const firstNames = ['Amina', 'Kofi', 'Beatrice', 'Jean Paul', 'Fatoumata', 'Moses', 'Esther', 'Ibrahim'];
const lastNames = ['Mwangi', "N'Diaye", 'Okafor', 'Banda', 'Traoré', 'Phiri', 'Kamara', 'Shrestha'];
const days = (n: number, low: number) => String(low + (n % 27)).padStart(2, '0');

export interface TrackedEntity {
  readonly trackedEntity: string;
  readonly orgUnit: string;
  readonly updatedAt: string;
  readonly inactive: boolean;
  readonly deleted: boolean;
  readonly attributes: readonly { readonly attribute: string; readonly value: string }[];
  readonly enrollments: readonly {
    readonly enrollment: string;
    readonly status: string;
    readonly enrolledAt: string;
    readonly events: readonly {
      readonly event: string;
      readonly occurredAt: string;
      readonly status: string;
      readonly dataValues: readonly { readonly dataElement: string; readonly value: string }[];
    }[];
  }[];
}

/** An export of tracked entities with enrollments, events and data values: some 2 kB each. Invented persons. */
export function trackedEntities(count: number): TrackedEntity[] {
  return Array.from({ length: count }, (_, i) => ({
    trackedEntity: `te${String(i).padStart(9, '0')}`,
    trackedEntityType: 'nEenWmSyUEp',
    orgUnit: `ou${String(i % 1300).padStart(9, '0')}`,
    createdAt: `2022-10-${days(i, 1)}T08:15:00.000`,
    updatedAt: `2024-08-${days(i * 7, 1)}T10:00:00.123`,
    inactive: i % 17 === 0,
    deleted: i % 23 === 0,
    attributes: [
      { attribute: attributes.first, valueType: 'TEXT', value: firstNames[i % 8]! },
      { attribute: attributes.last, valueType: 'TEXT', value: lastNames[(i >> 3) % 8]! },
      { attribute: attributes.sex, valueType: 'TEXT', value: ['Female', 'Male', 'F', 'Unknown'][i % 4]! },
      { attribute: attributes.birthDate, valueType: 'DATE', value: `19${60 + (i % 40)}-0${1 + (i % 9)}-${days(i, 1)}` },
      { attribute: attributes.phone, valueType: 'PHONE_NUMBER', value: i % 3 === 0 ? '' : `+2557${10_000_000 + i}` },
      ...(i % 5 === 0 ? [] : [{ attribute: attributes.nationalId, valueType: 'TEXT', value: `N${30_000 + i}` }]),
    ],
    enrollments: [
      {
        enrollment: `en${String(i).padStart(9, '0')}`,
        program: 'IpHINAT79UW',
        status: i % 4 === 0 ? 'COMPLETED' : 'ACTIVE',
        enrolledAt: `2023-03-${days(i, 1)}T00:00:00.000`,
        orgUnit: `ou${String(i % 1300).padStart(9, '0')}`,
        events: Array.from({ length: 3 }, (_event, e) => ({
          event: `ev${String(i * 3 + e).padStart(9, '0')}`,
          programStage: e === 0 ? 'A03MvHHogjR' : 'ZzYYXq4fJie',
          occurredAt: `2023-0${4 + e}-${days(i + e, 1)}T00:00:00.000`,
          status: e === 2 ? 'ACTIVE' : 'COMPLETED',
          dataValues: [
            { dataElement: 'UXz7xuGCEhU', value: String(2400 + ((i * 13 + e) % 1500)) },
            { dataElement: 'a3kGcGDCuk6', value: String((i + e) % 11) },
            { dataElement: 'wQLfBvPrXqq', value: ['None', 'Exclusive', 'Mixed'][(i + e) % 3]! },
          ],
        })),
      },
    ],
  }));
}

export function writeTrackedEntities(file: string, count: number): void {
  writeFileSync(file, JSON.stringify({ instances: trackedEntities(count) }));
}
