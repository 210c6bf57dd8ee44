import { uidFromKey } from '../state/identifiers.ts';
import type { SeedMetadata, SeedObject } from './seed-metadata.ts';

interface Places {
  readonly nation: string;
  readonly region: string;
  readonly district: string;
}

/** Three users, one a level: `clerk` enters at a district, `manager` at a region, `viewer` sees the nation. */
export function countryUsers({ nation, region, district }: Places): SeedMetadata {
  const entry = uidFromKey('role/entry');
  const view = uidFromKey('role/view');
  const user = (name: string, surname: string, password: string, role: string, unit: string): SeedObject => ({
    id: uidFromKey(`user/${name}`),
    username: name,
    firstName: name.charAt(0).toUpperCase() + name.slice(1),
    surname,
    password,
    userRoles: [{ id: role }],
    organisationUnits: [{ id: unit }],
    dataViewOrganisationUnits: [{ id: unit }],
    teiSearchOrganisationUnits: [{ id: unit }],
  });
  return {
    userRoles: [
      {
        id: entry,
        code: 'ENTRY',
        name: 'Data entry',
        authorities: ['F_DATAVALUE_ADD', 'F_DATAVALUE_DELETE', 'F_EXPORT_DATA'],
      },
      { id: view, code: 'VIEW', name: 'Viewing', authorities: ['F_EXPORT_DATA'] },
    ],
    users: [
      user('clerk', 'Banda', 'Clerk123!', entry, district),
      user('manager', 'Phiri', 'Manager123!', entry, region),
      user('viewer', 'Mwale', 'Viewer123!', view, nation),
    ],
  };
}
