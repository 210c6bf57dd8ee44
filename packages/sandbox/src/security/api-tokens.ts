import { createHash, randomBytes } from 'node:crypto';
import { webMessage } from '../http/answer.ts';
import { WebError } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { isObject } from '../state/json.ts';
import type { JsonObject } from '../state/json.ts';
import type { Credentials } from './authentication.ts';
import type { User } from './user.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const prefix = 'd2p_';
const randomLength = 44;
const checksumLength = 6;

/** A token as kept: its digest, whose it is, until when, and where it may be used. */
export type TokenRow = {
  readonly uid: string;
  readonly userId: string;
  readonly expire: number;
  readonly attributes: readonly JsonObject[];
};

/** Personal access tokens: `Authorization: ApiToken d2p_…`. */
export class ApiTokens {
  readonly #context: ServerContext;

  constructor(context: ServerContext) {
    this.#context = context;
  }

  /** Makes a token and gives its text, which is not kept. */
  issue(row: TokenRow): string {
    let random = '';
    for (const byte of randomBytes(randomLength)) random += alphabet[byte % alphabet.length];
    const token = `${prefix}${random}${checksum(random)}`;
    this.#context.tables.table<TokenRow>('apiTokens').set(digest(token), row);
    return token;
  }

  revoke(uid: string): void {
    const table = this.#context.tables.table<TokenRow>('apiTokens');
    for (const [key, row] of table.entries()) if (row.uid === uid) table.delete(key);
  }

  authenticate(token: string, credentials: Credentials): User {
    const body = token.slice(prefix.length);
    const random = body.slice(0, randomLength);
    if (
      !token.startsWith(prefix) ||
      body.length !== randomLength + checksumLength ||
      checksum(random) !== body.slice(randomLength)
    ) {
      throw tokenRefusal(400, 'Checksum validation failed');
    }
    const row = this.#context.tables.table<TokenRow>('apiTokens').get(digest(token));
    if (!row) throw tokenRefusal(401, 'The API token does not exists');
    for (const attribute of row.attributes) checkAttribute(attribute, credentials);
    if (row.expire <= this.#context.clock.now().getTime()) {
      throw tokenRefusal(401, 'Failed to authenticate API token, token has expired.');
    }
    const user = this.#context.directory.user(row.userId);
    if (!user) throw tokenRefusal(401, 'The API token does not exists');
    return user;
  }
}

function checkAttribute(attribute: JsonObject, { method, headers, remoteAddress }: Credentials): void {
  const lists = (name: string): readonly string[] => {
    const value = isObject(attribute) ? attribute[name] : undefined;
    return Array.isArray(value) ? value.map(String) : [];
  };
  const fail = (what: string): never => {
    throw tokenRefusal(401, `Failed to authenticate API token, request ${what} is not allowed.`);
  };
  if (attribute['type'] === 'IpAllowedList' && !lists('allowedIps').includes(remoteAddress)) fail('ip address');
  if (attribute['type'] === 'MethodAllowedList' && !lists('allowedMethods').includes(method)) fail('http method');
  if (attribute['type'] === 'RefererAllowedList' && !lists('allowedReferrers').includes(headers['referer'] ?? ''))
    fail('http referrer');
}

function tokenRefusal(status: number, message: string): WebError {
  const headers = { 'www-authenticate': 'ApiToken', 'content-type': 'application/json' };
  return new WebError(webMessage(status, 'ERROR', { message }, headers), message);
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function checksum(random: string): string {
  const bytes = createHash('sha256').update(random).digest();
  let text = '';
  for (let i = 0; i < checksumLength; i++) text += alphabet[bytes[i]! % alphabet.length];
  return text;
}
