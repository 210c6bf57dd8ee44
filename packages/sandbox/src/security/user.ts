import type { JsonObject } from '../state/json.ts';

/** The person behind a request: their uid and name, what they may do and where. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly firstName: string;
  readonly surname: string;
  readonly code: string | undefined;
  readonly authorities: ReadonlySet<string>;
  readonly isSuper: boolean;
  readonly organisationUnits: readonly string[];
  readonly dataViewOrganisationUnits: readonly string[];
  readonly searchOrganisationUnits: readonly string[];
  readonly groups: readonly string[];
}

/** Nobody: requests to the few endpoints that need no login. */
export const nobody: User = {
  id: '',
  username: '',
  firstName: '',
  surname: '',
  code: undefined,
  authorities: new Set(),
  isSuper: false,
  organisationUnits: [],
  dataViewOrganisationUnits: [],
  searchOrganisationUnits: [],
  groups: [],
};

/** The user as metadata shows them in `createdBy` and `lastUpdatedBy`. */
export function userReference(user: User): JsonObject {
  const name = `${user.firstName} ${user.surname}`;
  return {
    id: user.id,
    ...(user.code === undefined ? {} : { code: user.code }),
    name,
    displayName: name,
    username: user.username,
  };
}

/** The user as error messages show them: `Entry Person [usEntry0001] (User)`. */
export function describeUser(user: User): string {
  return `${user.firstName} ${user.surname} [${user.id}] (User)`;
}

export function hasAuthority(user: User, ...authorities: readonly string[]): boolean {
  return user.isSuper || authorities.some((authority) => user.authorities.has(authority));
}
