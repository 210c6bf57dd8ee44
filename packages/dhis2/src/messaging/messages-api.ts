import type { CallOptions } from '../http/call-options.ts';
import { callOptions } from '../http/call-options.ts';
import { segment } from '../http/query.ts';
import { ResourceReader } from '../metadata/resource-api.ts';

/** To whom a message goes. */
export interface Recipients {
  readonly users?: readonly string[];
  readonly userGroups?: readonly string[];
  readonly organisationUnits?: readonly string[];
}

/** `dhis2.messageConversations`. */
export class MessagesApi<Model> extends ResourceReader<Model> {
  /** Starts a conversation. */
  async send(subject: string, text: string, to: Recipients, options: CallOptions = {}): Promise<void> {
    const refs = (ids: readonly string[] = []) => ids.map((id) => ({ id }));
    const body = {
      subject,
      text,
      users: refs(to.users),
      userGroups: refs(to.userGroups),
      organisationUnits: refs(to.organisationUnits),
    };
    await this.http.read({ method: 'POST', path: this.path, body, ...callOptions(options) });
  }

  /** Answers in a conversation. */
  async reply(id: string, text: string, options: CallOptions = {}): Promise<void> {
    const path = `${this.path}/${segment(id)}`;
    await this.http.read({ method: 'POST', path, body: text, contentType: 'text/plain', ...callOptions(options) });
  }

  /** Marks conversations as read. */
  async markRead(ids: readonly string[], options: CallOptions = {}): Promise<void> {
    await this.http.read({ method: 'POST', path: `${this.path}/read`, body: ids, ...callOptions(options) });
  }
}
