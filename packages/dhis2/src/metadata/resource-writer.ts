import { Dhis2Error } from '../errors/dhis2-error.ts';
import { callOptions, type CallOptions } from '../http/call-options.ts';
import { segment, type Query } from '../http/query.ts';
import { explainCode } from '../outcome/code-catalogue.ts';
import { makeOutcome, type ImportOutcome } from '../outcome/import-outcome.ts';
import { sendImport } from '../outcome/send-import.ts';
import { isUid } from '../uid/uid.ts';
import { patchOf, type JsonPatchOperation } from './json-patch.ts';
import { ResourceReader } from './resource-api.ts';
import type { SharingSettings, TranslationEntry } from './sharing.ts';

/** What a model may hold when it is sent: any part of it, references by id. */
export type Draft<Model> = {
  [Key in keyof Model]?: NonNullable<Model[Key]> extends (infer Item)[]
    ? Item extends object
      ? (Draft<Item> | { id: string })[]
      : Item[]
    : NonNullable<Model[Key]> extends object
      ? Draft<NonNullable<Model[Key]>> | { id: string }
      : Model[Key] | null;
};

export interface WriteOptions extends CallOptions {
  /** Parameters of the call, such as `mergeMode` or `skipTranslation`. */
  readonly params?: Query;
}

/** Reads and writes metadata objects of one kind. Writes give an {@link ImportOutcome}; a missing object throws. */
export class ResourceApi<Model> extends ResourceReader<Model> {
  /** Creates an object. Give it a uid of your own (`generateUid`, `uidFrom`): then a repeated create cannot double it. */
  create(object: Draft<Model>, options: WriteOptions = {}): Promise<ImportOutcome> {
    return this.#write('POST', this.path, object, options);
  }

  /** Replaces an object as a whole: what is not given is taken away, the code too. */
  update(id: string, object: Draft<Model>, options: WriteOptions = {}): Promise<ImportOutcome> {
    // A full replacement may be repeated: the second one changes nothing.
    return this.#write('PUT', this.#one(id), object, options, true);
  }

  /** Changes single fields: an object of fields (null takes one away) or a list of JSON Patch operations. */
  patch(
    id: string,
    change: Draft<Model> | readonly JsonPatchOperation[],
    options: WriteOptions = {},
  ): Promise<ImportOutcome> {
    const body = Array.isArray(change) ? change : patchOf(change as Record<string, unknown>);
    return sendImport(
      this.http,
      {
        method: 'PATCH',
        path: this.#one(id),
        query: options.params,
        body,
        contentType: 'application/json-patch+json',
        ...callOptions(options),
      },
      { sent: 1 },
    );
  }

  /**
   * Deletes an object. One that is in use is refused with E4030, except a category combo: the server deletes that, and its
   * data elements fall back to the default combo without a word.
   */
  delete(id: string, options: WriteOptions = {}): Promise<ImportOutcome> {
    return this.#write('DELETE', this.#one(id), undefined, options);
  }

  /** Checks an object without storing it. */
  validate(object: Draft<Model>, schema: string, options: WriteOptions = {}): Promise<ImportOutcome> {
    return this.#write('POST', `/api/schemas/${segment(schema)}`, object, options);
  }

  /** Sharing of an object. */
  async sharing(id: string, options: CallOptions = {}): Promise<SharingSettings> {
    const path = this.#one(id);
    const query = { fields: 'sharing' };
    const answer = await this.http.json<{ sharing: SharingSettings }>({ method: 'GET', path, query, ...options });
    return answer.sharing;
  }

  /** Replaces the sharing of an object. */
  setSharing(id: string, sharing: SharingSettings, options: WriteOptions = {}): Promise<ImportOutcome> {
    return this.#write('PUT', `${this.#one(id)}/sharing`, sharing, options, true);
  }

  /** Translations of an object. */
  async translations(id: string, options: CallOptions = {}): Promise<readonly TranslationEntry[]> {
    const path = `${this.#one(id)}/translations`;
    const answer = await this.http.json<{ translations: TranslationEntry[] }>({ method: 'GET', path, ...options });
    return answer.translations ?? [];
  }

  /** Replaces the translations of an object. */
  setTranslations(
    id: string,
    translations: readonly TranslationEntry[],
    options: WriteOptions = {},
  ): Promise<ImportOutcome> {
    return this.#write('PUT', `${this.#one(id)}/translations`, { translations }, options, true);
  }

  /**
   * Changes a collection, such as the `dataElements` of a group. The server ignores an id that does not exist, with 200 and
   * counts of 0; so the collection is read afterwards, and what is missing there is rejected with `IGNORED`.
   */
  async changeCollection(
    id: string,
    collection: keyof Model & string,
    change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
    options: WriteOptions = {},
  ): Promise<ImportOutcome> {
    const refs = (ids: readonly string[] = []) => ids.map((member) => ({ id: member }));
    const body = { additions: refs(change.add), deletions: refs(change.remove) };
    const outcome = await this.#write('POST', `${this.#one(id)}/${segment(collection)}`, body, options);
    return outcome.status === 'ok' ? this.#checkCollection(id, collection, change, outcome, options) : outcome;
  }

  async #checkCollection(
    id: string,
    collection: string,
    change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
    outcome: ImportOutcome,
    options: CallOptions,
  ): Promise<ImportOutcome> {
    const answer = await this.http.json<Record<string, readonly { readonly id: string }[] | undefined>>({
      method: 'GET',
      path: this.#one(id),
      query: { fields: `${collection}[id]` },
      ...callOptions(options),
    });
    const members = new Set((answer[collection] ?? []).map((member) => member.id));
    const { add = [], remove = [] } = change;
    const wrong = [...add.filter((member) => !members.has(member)), ...remove.filter((member) => members.has(member))];
    if (wrong.length === 0) return outcome;
    const rejected = wrong.map((object) => ({
      object,
      code: 'IGNORED',
      message: 'not changed',
      ...explainCode('IGNORED'),
    }));
    const sent = add.length + remove.length;
    return makeOutcome({ ...outcome, status: wrong.length === sent ? 'failed' : 'partial', sent, rejected });
  }

  /** Replaces a collection as a whole. */
  setCollection(
    id: string,
    collection: keyof Model & string,
    members: readonly string[],
    options: WriteOptions = {},
  ): Promise<ImportOutcome> {
    const body = { identifiableObjects: members.map((member) => ({ id: member })) };
    return this.#write('PUT', `${this.#one(id)}/${segment(collection)}`, body, options, true);
  }

  /** A malformed uid is answered with 405, which tells nobody what is wrong. */
  #one(id: string): string {
    if (!isUid(id)) throw new Dhis2Error('DHIS2_BAD_UID', { found: id.slice(0, 40), path: this.path });
    return `${this.path}/${id}`;
  }

  #write(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
    options: WriteOptions,
    repeatable?: boolean,
  ): Promise<ImportOutcome> {
    return sendImport(
      this.http,
      {
        method,
        path,
        query: options.params,
        body,
        ...(repeatable === undefined ? {} : { repeatable }),
        ...callOptions(options),
      },
      { sent: 1 },
    );
  }
}
