import { uidFromKey } from '../state/identifiers.ts';
import { countryDataSets } from './country-data-sets.ts';
import type { SeedObject, SeedMetadata } from './seed-metadata.ts';
import { countryUsers } from './country-users.ts';
import { districtName, facilityName, regionNames } from './country-names.ts';

/** The number of units of each level: 1 nation, 8 regions, 45 districts, 1,280 facilities, 1,334 units in all. */
export const countrySize = { regions: 8, districts: 45, facilities: 1_280 } as const;

/** A facility of the built-in country, for those who make up reports. */
export interface Facility {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly district: string;
}

/** The facilities of the built-in country, in the order of their codes. */
export function countryFacilities(): Facility[] {
  const facilities: Facility[] = [];
  for (let i = 0; i < countrySize.facilities; i++) {
    const district = i % countrySize.districts;
    const code = `FAC_${String(i + 1).padStart(4, '0')}`;
    facilities.push({
      id: uidFromKey(`facility/${i}`),
      code,
      name: facilityName(i, district),
      district: districtName(district),
    });
  }
  return facilities;
}

/**
 * The metadata of a made-up country: four levels, 1,334 org units, twelve data sets with age and sex, users of each level.
 *
 * Its uids are the same in each run. Users: `clerk` (password `Clerk123!`), `manager` (`Manager123!`), `viewer` (`Viewer123!`).
 */
export function countrySeed(): SeedMetadata {
  const units: SeedObject[] = [];
  const unit = (key: string, code: string, name: string, parent: string | undefined): string => {
    const id = uidFromKey(key);
    units.push({
      id,
      code,
      name,
      shortName: name.slice(0, 50),
      openingDate: '2015-01-01',
      ...(parent ? { parent: { id: parent } } : {}),
    });
    return id;
  };
  const nation = unit('nation', 'NATION', 'Zamunda', undefined);
  const regions = regionNames.map((name, i) =>
    unit(`region/${i}`, `REG_${String(i + 1).padStart(2, '0')}`, name, nation),
  );
  const districts: string[] = [];
  for (let i = 0; i < countrySize.districts; i++) {
    districts.push(
      unit(`district/${i}`, `DIS_${String(i + 1).padStart(2, '0')}`, districtName(i), regions[i % regions.length]),
    );
  }
  const facilities = countryFacilities();
  facilities.forEach((facility, i) =>
    unit(`facility/${i}`, facility.code, facility.name, districts[i % districts.length]),
  );
  const levels = ['Nation', 'Region', 'District', 'Facility'].map((name, i) => ({
    id: uidFromKey(`level/${i}`),
    level: i + 1,
    name,
  }));
  return {
    organisationUnits: units,
    organisationUnitLevels: levels,
    ...countryDataSets(facilities.map((f) => f.id)),
    ...countryUsers({ nation, region: regions[0]!, district: districts[0]! }),
  };
}
