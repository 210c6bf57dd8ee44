import { failure } from '../errors/datasonnet-errors.ts';

/** A media type with its parameters: names in lower case, values as given, one layer of quotes taken off. */
export class MediaType {
  readonly type: string;
  readonly subtype: string;
  readonly parameters: ReadonlyMap<string, string>;

  constructor(type: string, subtype: string, parameters: ReadonlyMap<string, string> = new Map()) {
    this.type = type.toLowerCase();
    this.subtype = subtype.toLowerCase();
    this.parameters = parameters;
  }

  /** Parses `type/subtype; name=value; other="quoted; value"`; raises `DS_MEDIA_TYPE`. */
  static parse(text: string): MediaType {
    const [full = '', ...rest] = splitOutsideQuotes(text);
    const match = /^([^/\s]+)\/([^/\s]+)$/.exec(full.trim() === '*' ? '*/*' : full.trim());
    if (!match) throw failure('DS_MEDIA_TYPE', `"${full.trim()}" is no media type; write it as type/subtype`);
    if (match[1] === '*' && match[2] !== '*') {
      throw failure('DS_MEDIA_TYPE', `"${full.trim()}" is no media type; with any type the subtype must be * too`);
    }
    const parameters = new Map<string, string>();
    for (const part of rest) {
      const equals = part.indexOf('=');
      if (equals < 0) continue;
      parameters.set(part.slice(0, equals).trim().toLowerCase(), unquote(part.slice(equals + 1).trim()));
    }
    return new MediaType(match[1]!, match[2]!, parameters);
  }

  parameter(name: string): string | undefined {
    return this.parameters.get(name.toLowerCase());
  }

  /** The same type with these parameters added; its own win. */
  withDefaults(defaults: ReadonlyMap<string, string>): MediaType {
    return defaults.size === 0
      ? this
      : new MediaType(this.type, this.subtype, new Map([...defaults, ...this.parameters]));
  }

  get isAny(): boolean {
    return this.type === '*' && this.subtype === '*';
  }

  /** Compares type and subtype only. */
  sameTypeAs(other: MediaType): boolean {
    return this.type === other.type && this.subtype === other.subtype;
  }

  toString(): string {
    const parameters = [...this.parameters].map(([name, value]) => `;${name}=${value}`).join('');
    return `${this.type}/${this.subtype}${parameters}`;
  }
}

function splitOutsideQuotes(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\\' && quoted) at++;
    else if (char === '"') quoted = !quoted;
    else if (char === ';' && !quoted) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function unquote(value: string): string {
  return value.length >= 2 && /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value;
}
