import { callOptions, type CallOptions } from '../http/call-options.ts';
import { segment } from '../http/query.ts';
import { ResourceApi } from '../metadata/resource-writer.ts';

/** A user as everybody may look one up. */
export interface UserLookup {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
}

/** `dhis2.users`. Passwords are never exported. */
export class UserApi<Model> extends ResourceApi<Model> {
  /** Copies a user under another name. */
  async replicate(id: string, username: string, password: string, options: CallOptions = {}): Promise<void> {
    const path = `${this.path}/${segment(id)}/replica`;
    await this.http.read({ method: 'POST', path, body: { username, password }, ...callOptions(options) });
  }

  /** Finds users by a part of their name, with no more rights than any user has. */
  async lookup(text: string, options: CallOptions = {}): Promise<readonly UserLookup[]> {
    const query = { query: text };
    const answer = await this.http.json<{ users: UserLookup[] }>({
      method: 'GET',
      path: '/api/userLookup',
      query,
      ...callOptions(options),
    });
    return answer.users;
  }

  /** Changes the password of the user whose credentials the client has. */
  async changeOwnPassword(oldPassword: string, newPassword: string, options: CallOptions = {}): Promise<void> {
    const path = '/api/me/changePassword';
    await this.http.read({ method: 'PUT', path, body: { oldPassword, newPassword }, ...callOptions(options) });
  }
}
