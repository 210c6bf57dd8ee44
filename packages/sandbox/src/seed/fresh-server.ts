import type { ServerContext } from '../server/server-context.ts';
import { timestamp } from '../state/clock.ts';
import type { JsonObject } from '../state/json.ts';
import { addBuiltInJobs } from '../jobs/built-in-jobs.ts';
import { allAuthorities } from '../security/authorities.ts';

const admin = { id: 'M5zQapPyTZI', code: 'admin', name: 'admin admin', displayName: 'admin admin', username: 'admin' };

/** What each new DHIS2 server holds: the user admin (password district) and the default category objects. */
export function fillFreshServer(context: ServerContext): void {
  const { metadata } = context;
  if (metadata.get('users', admin.id)) return;
  const now = timestamp(context.clock.now());
  const stamps = { created: now, lastUpdated: now };
  const external = context.profile.minor >= 43 ? {} : { external: false };
  const sharing = (pattern: string): JsonObject => ({
    owner: 'XXXXXSystem',
    ...external,
    users: {},
    userGroups: {},
    public: pattern,
  });
  const named = { code: 'default', name: 'default', translations: [], attributeValues: [], ...stamps };
  const put = (plural: string, object: JsonObject & { id: string }): void =>
    metadata.table(plural).set(object.id, object);
  put('userRoles', {
    id: 'yrB6vc5Ip3r',
    code: 'Superuser',
    name: 'Superuser',
    description: 'Superuser',
    authorities: allAuthorities(context.profile.minor),
    sharing: sharing('rw------'),
    ...stamps,
  });
  put('users', {
    id: admin.id,
    code: 'admin',
    username: 'admin',
    firstName: 'admin',
    surname: 'admin',
    userRoles: [{ id: 'yrB6vc5Ip3r' }],
    organisationUnits: [],
    dataViewOrganisationUnits: [],
    teiSearchOrganisationUnits: [],
    externalAuth: false,
    selfRegistered: false,
    invitation: false,
    disabled: false,
    emailVerified: false,
    sharing: { ...external, users: {}, userGroups: {} },
    ...stamps,
  });
  context.directory.setPassword(admin.id, 'district');
  addBuiltInJobs(context);
  // Housekeeping runs every 20 seconds from the first on.
  context.jobs.add({
    id: 'DHIS2rocks1',
    name: 'Housekeeping',
    jobType: 'HOUSEKEEPING',
    userId: admin.id,
    parameters: {},
    startMessage: '',
    run: () => ({ message: '' }),
  });
  context.jobs.runNow('DHIS2rocks1');
  put('categoryOptions', {
    id: 'xYerKDKCefk',
    shortName: 'default',
    organisationUnits: [],
    sharing: sharing('rwrw----'),
    ...named,
  });
  put('categories', {
    id: 'GLevLNI9wkl',
    shortName: 'default',
    dataDimensionType: 'DISAGGREGATION',
    dataDimension: false,
    categoryOptions: [{ id: 'xYerKDKCefk' }],
    sharing: sharing('rw------'),
    ...named,
  });
  put('categoryCombos', {
    id: 'bjDvmb4bfuf',
    dataDimensionType: 'DISAGGREGATION',
    skipTotal: false,
    categories: [{ id: 'GLevLNI9wkl' }],
    sharing: { ...external, users: {}, userGroups: {}, public: 'rw------' },
    ...named,
  });
  put('categoryOptionCombos', {
    id: 'HllvX50cXC0',
    categoryCombo: { id: 'bjDvmb4bfuf' },
    categoryOptions: [{ id: 'xYerKDKCefk' }],
    ignoreApproval: false,
    ...named,
  });
}

/** The root org unit is given to admin, as the first set-up of a server does. */
export function giveRootToAdmin(context: ServerContext): void {
  const root = context.tree.root();
  const user = context.metadata.get('users', admin.id);
  if (root === undefined || !user || (Array.isArray(user['organisationUnits']) && user['organisationUnits'].length > 0))
    return;
  for (const property of ['organisationUnits', 'dataViewOrganisationUnits', 'teiSearchOrganisationUnits'])
    user[property] = [{ id: root }];
  context.metadata.table('users').touch(admin.id);
}
