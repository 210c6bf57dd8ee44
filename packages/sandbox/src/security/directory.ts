import { createHash, timingSafeEqual } from 'node:crypto';
import type { MetadataObject, MetadataStore } from '../metadata/metadata-store.ts';
import type { SchemaCatalog } from '../schema/schema-catalog.ts';
import { refsAt, textAt, asText } from '../state/json.ts';
import type { Table } from '../state/table.ts';
import type { User } from './user.ts';

/** Finds users and checks their passwords. Passwords are kept as salted digests, apart from the user objects. */
export class Directory {
  readonly #metadata: MetadataStore;
  readonly #passwords: Table<string>;
  readonly #schemas: SchemaCatalog;
  #cacheKey = '';
  readonly #cache = new Map<string, User>();
  #byName = new Map<string, string>();

  constructor(metadata: MetadataStore, schemas: SchemaCatalog, passwords: Table<string>) {
    this.#metadata = metadata;
    this.#schemas = schemas;
    this.#passwords = passwords;
  }

  setPassword(userId: string, password: string): void {
    this.#passwords.set(userId, digest(userId, password));
  }

  checkPassword(userId: string, password: string): boolean {
    const known = this.#passwords.get(userId);
    if (known === undefined) return false;
    return timingSafeEqual(Buffer.from(known), Buffer.from(digest(userId, password)));
  }

  objectByUsername(username: string): MetadataObject | undefined {
    this.#refresh();
    return this.#metadata.get('users', this.#byName.get(username.toLowerCase()));
  }

  /** The user with roles, groups and org units resolved. */
  user(id: string): User | undefined {
    this.#refresh();
    const cached = this.#cache.get(id);
    if (cached) return cached;
    const object = this.#metadata.get('users', id);
    if (!object) return undefined;
    const user = this.#resolve(object);
    this.#cache.set(id, user);
    return user;
  }

  #resolve(object: MetadataObject): User {
    const authorities = new Set<string>();
    for (const roleId of refsAt(object, 'userRoles')) {
      const list = this.#metadata.get('userRoles', roleId)?.['authorities'];
      if (Array.isArray(list)) for (const authority of list) authorities.add(asText(authority));
    }
    return {
      id: object.id,
      username: textAt(object, 'username') ?? '',
      firstName: textAt(object, 'firstName') ?? '',
      surname: textAt(object, 'surname') ?? '',
      code: textAt(object, 'code'),
      authorities,
      isSuper: authorities.has('ALL'),
      organisationUnits: refsAt(object, 'organisationUnits'),
      dataViewOrganisationUnits: refsAt(object, 'dataViewOrganisationUnits'),
      searchOrganisationUnits: refsAt(object, 'teiSearchOrganisationUnits'),
      groups: [...this.#metadata.referrers('userGroups', 'users', object.id)],
    };
  }

  #refresh(): void {
    const key = ['users', 'userRoles', 'userGroups'].map((t) => this.#metadata.table(t).revision).join('/');
    if (key === this.#cacheKey) return;
    this.#cacheKey = key;
    this.#cache.clear();
    this.#byName = new Map();
    for (const user of this.#metadata.all('users'))
      this.#byName.set((textAt(user, 'username') ?? '').toLowerCase(), user.id);
  }

  /** All authorities that the classes of this version name. */
  get classAuthorities(): string[] {
    const all = new Set<string>();
    for (const schema of this.#schemas.all)
      for (const entry of schema.authorities ?? []) for (const a of entry.authorities) all.add(a);
    return [...all];
  }
}

function digest(userId: string, password: string): string {
  return createHash('sha256').update(`${userId}:${password}`).digest('hex');
}
