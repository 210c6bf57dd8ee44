import type { XmlMistake } from './xml-syntax-error.ts';

const ends = 'XML document structures must start and end within the same entity.';
const nameStart = /[\p{L}_]/u;
const namePart = /[\p{L}\p{N}_.·-]/u;
const known = new Set(['lt', 'gt', 'amp', 'quot', 'apos']);

/**
 * Finds the first mistake in XML that a parser refused, and words it as the two parsers behind Camel do: Xerces for documents,
 * Woodstox for the data format. Undefined where it finds none: then the parser's own words stay.
 */
export function findXmlMistake(text: string): XmlMistake | undefined {
  try {
    new XmlMistakeFinder(text).document();
  } catch (mistake) {
    if (mistake instanceof Found) return mistake.mistake;
    throw mistake;
  }
  return undefined;
}

class Found extends Error {
  readonly mistake: XmlMistake;

  constructor(mistake: XmlMistake) {
    super();
    this.mistake = mistake;
  }
}

type Scope = ReadonlySet<string>;

class XmlMistakeFinder {
  readonly #text: string;
  #at = 0;
  /** Whether the start tag of the root has been read. */
  #inRoot = false;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    if (/^<\?xml\s/.test(this.#text)) this.#at = Math.max(this.#text.indexOf('?>') + 2, 6);
    this.#blanks();
    while (this.#misc()) this.#blanks();
    const char = this.#look();
    const nothing = this.#at === this.#text.length;
    if (nothing) this.#fail('Premature end of file.', 'Unexpected EOF in prolog');
    if (char !== '<') {
      this.#fail('Content is not allowed in prolog.', `Unexpected character ${shown(char)} in prolog; expected '<'`);
    }
    this.#at++;
    const malformed = 'The markup in the document preceding the root element must be well-formed.';
    if (this.#look() === '') this.#fail(ends, 'Unexpected EOF in prolog');
    if (this.#look() === '/') this.#fail(malformed, "Unexpected character combination '</' in prolog.");
    if (!nameStart.test(this.#look())) {
      this.#fail(malformed, `Unexpected character ${shown(this.#look())} in prolog, after '<'.`);
    }
    this.#element(new Set(['xml', 'xmlns']));
    this.#blanks();
    while (this.#misc()) this.#blanks();
    if (this.#look() === '') return;
    if (this.#look() !== '<') this.#fail('Content is not allowed in trailing section.');
    if (this.#at + 1 === this.#text.length) this.#fail(ends);
    this.#fail('The markup in the document following the root element must be well-formed.');
  }

  #look(): string {
    return this.#text[this.#at] ?? '';
  }

  /** `woodstox` is left out behind the root, which its user does not read. */
  #fail(xerces: string, woodstox?: string, at = this.#at): never {
    const start = this.#text.lastIndexOf('\n', at - 1) + 1;
    const line = this.#text.slice(0, at).split('\n').length;
    const column = at < this.#text.length ? at - start + 1 : at - start;
    throw new Found({ xerces, woodstox, line, column, inRoot: this.#inRoot });
  }

  #blanks(): boolean {
    const start = this.#at;
    while (/\s/.test(this.#look())) this.#at++;
    return this.#at > start;
  }

  /** A comment, an instruction or a document type; false when there is none. */
  #misc(): boolean {
    if (this.#text.startsWith('<!--', this.#at)) this.#comment();
    else if (this.#text.startsWith('<?', this.#at)) this.#instruction();
    else if (this.#text.startsWith('<!DOCTYPE', this.#at)) this.#documentType();
    else return false;
    return true;
  }

  #comment(): void {
    const end = this.#text.indexOf('--', this.#at + 4);
    if (end === -1) this.#fail(ends, 'Unexpected end of input block in comment', this.#text.length);
    if (this.#text[end + 2] !== '>') {
      const xerces = 'The string "--" is not permitted within comments.';
      this.#fail(xerces, "String '--' not allowed in comment (missing '>'?)", end + 2);
    }
    this.#at = end + 3;
  }

  #instruction(): void {
    this.#at += 2;
    if (/^xml(?![\w.-])/i.test(this.#text.slice(this.#at, this.#at + 4))) {
      const woodstox = `Illegal processing instruction target ("xml"); xml (case insensitive) is reserved by the specs.`;
      this.#fail('The processing instruction target matching "[xX][mM][lL]" is not allowed.', woodstox, this.#at + 2);
    }
    const end = this.#text.indexOf('?>', this.#at);
    if (end === -1) this.#fail(ends, 'Unexpected end of input block in processing instruction', this.#text.length);
    this.#at = end + 2;
  }

  #documentType(): void {
    for (let depth = 0; this.#at < this.#text.length; this.#at++) {
      if (this.#look() === '[') depth++;
      else if (this.#look() === ']') depth--;
      else if (this.#look() === '>' && depth === 0) break;
    }
    this.#at++;
  }

  /** A name with its prefix; the parser stands on its first character. */
  #name(): string {
    const start = this.#at;
    for (let colon = false; ; this.#at++) {
      if (this.#look() === ':' && !colon) colon = true;
      else if (!namePart.test(this.#look())) break;
    }
    const name = this.#text.slice(start, this.#at);
    if (this.#look() === '') this.#fail(ends, 'Unexpected end of input block; expected an identifier');
    if (name.endsWith(':')) {
      const xerces = `Element or attribute "${name}" do not match QName production: QName::=(NCName:)?NCName.`;
      this.#fail(xerces, `Unexpected character ${shown(this.#look())} (expected a name start character)`);
    }
    return name;
  }

  #element(outer: Scope): void {
    const name = this.#name();
    const names = this.#attributes(name);
    const scope = new Set([...outer, ...names.filter((key) => key.startsWith('xmlns:')).map((key) => key.slice(6))]);
    this.#checkNames(name, names, scope);
    this.#inRoot = true;
    const isEmpty = this.#look() === '/';
    this.#at += isEmpty ? 2 : 1;
    if (!isEmpty) this.#content(name, scope);
  }

  /** Reads up to the end of the start tag. */
  #attributes(element: string): string[] {
    const names: string[] = [];
    for (;;) {
      const spaced = this.#blanks();
      const char = this.#look();
      if (char === '') this.#fail(ends, 'Unexpected end of input block in start tag');
      if (char === '>') return names;
      const follow = `Element type "${element}" must be followed by either attribute specifications, ">" or "/>".`;
      if (char === '/') {
        if (this.#text[this.#at + 1] === '>') return names;
        this.#at++;
        this.#fail(follow, `Unexpected character ${shown(this.#look())} expected '>'`);
      }
      if (!spaced || !nameStart.test(char)) {
        this.#fail(follow, `Unexpected character ${shown(char)} expected space, or '>' or "/>"`);
      }
      names.push(this.#attribute(element));
    }
  }

  #attribute(element: string): string {
    const name = this.#name();
    this.#blanks();
    const tag = 'Unexpected end of input block in start tag';
    if (this.#look() === '') this.#fail(ends, tag);
    if (this.#look() !== '=') {
      const xerces = `Attribute name "${name}" associated with an element type "${element}" must be followed by the ' = ' character.`;
      this.#fail(xerces, `Unexpected character ${shown(this.#look())} expected '='`);
    }
    this.#at++;
    this.#blanks();
    const quote = this.#look();
    if (quote === '') this.#fail(ends, tag);
    if (quote !== '"' && quote !== "'") {
      const xerces = `Open quote is expected for attribute "${name}" associated with an  element type  "${element}".`;
      this.#fail(xerces, `Unexpected character ${shown(quote)} in start tag Expected a quote`);
    }
    for (this.#at++; this.#look() !== quote; this.#at++) {
      if (this.#look() === '') this.#fail(ends, 'Unexpected EOF in attribute value');
      if (this.#look() === '<') {
        const xerces = `The value of attribute "${name}" associated with an element type "${element}" must not contain the '<' character.`;
        this.#fail(xerces, `Unexpected character ${shown('<')} in attribute value`);
      }
      if (this.#look() === '&') this.#reference();
    }
    this.#at++;
    return name;
  }

  /** Attributes stand once, prefixes are declared; found where the tag ends. */
  #checkNames(element: string, names: readonly string[], scope: Scope): void {
    const end = this.#look() === '/' ? this.#at + 1 : this.#at;
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) {
      const xerces = `Attribute "${twice}" was already specified for element "${element}".`;
      this.#fail(xerces, `Duplicate attribute '${twice}'.`, end);
    }
    for (const name of [element, ...names]) {
      const colon = name.indexOf(':');
      const prefix = name.slice(0, colon);
      if (colon === -1 || scope.has(prefix)) continue;
      const isElement = name === element;
      const what = isElement ? `element "${name}"` : `attribute "${name}" associated with an element type "${element}"`;
      const which = isElement ? '' : ` (for attribute "${name.slice(colon + 1)}")`;
      this.#fail(
        `The prefix "${prefix}" for ${what} is not bound.`,
        `Undeclared namespace prefix "${prefix}"${which}`,
        end,
      );
    }
  }

  #content(name: string, scope: Scope): void {
    for (;;) {
      const char = this.#look();
      if (char === '') this.#fail(ends, `Unexpected EOF; was expecting a close tag for element <${name}>`);
      if (this.#text.startsWith('</', this.#at)) return this.#closeTag(name);
      if (this.#text.startsWith('<![CDATA[', this.#at)) this.#cdata();
      else if (this.#misc()) continue;
      else if (char === '<') this.#child(scope);
      else if (char === '&') {
        this.#reference();
        this.#at++;
      } else this.#plain(char);
    }
  }

  #child(scope: Scope): void {
    this.#at++;
    if (!nameStart.test(this.#look())) {
      const xerces = 'The content of elements must consist of well-formed character data or markup.';
      this.#fail(
        xerces,
        `Unexpected character ${shown(this.#look())} in content after '<' (malformed start element?).`,
      );
    }
    this.#element(scope);
  }

  #plain(char: string): void {
    if (char < ' ' && !/[\t\n\r]/.test(char)) {
      const code = char.charCodeAt(0);
      const xerces = `An invalid XML character (Unicode: 0x${code.toString(16)}) was found in the element content of the document.`;
      this.#fail(xerces, `Illegal character (${shown(char)})`);
    }
    if (this.#text.startsWith(']]>', this.#at)) {
      const xerces =
        'The character sequence "]]>" must not appear in content unless used to mark the end of a CDATA section.';
      const woodstox = "String ']]>' not allowed in textual content, except as the end marker of CDATA section";
      this.#fail(xerces, woodstox, this.#at + 2);
    }
    this.#at++;
  }

  #cdata(): void {
    const end = this.#text.indexOf(']]>', this.#at);
    if (end === -1) this.#fail(ends, 'Unexpected EOF in CDATA section', this.#text.length);
    this.#at = end + 3;
  }

  #closeTag(open: string): void {
    this.#at += 2;
    const [name = ''] = /^[^\s<>]*/.exec(this.#text.slice(this.#at)) ?? [];
    const end = this.#at + name.length;
    if (end >= this.#text.length) this.#fail(ends, 'Unexpected end of input block in end tag', this.#text.length);
    if (name !== open) {
      const xerces = `The element type "${open}" must be terminated by the matching end-tag "</${open}>".`;
      this.#fail(xerces, `Unexpected close tag </${name}>; expected </${open}>.`, end - 1);
    }
    this.#at = end;
    this.#blanks();
    if (this.#look() !== '>') {
      this.#fail(`The end-tag for element type "${open}" must end with a '>' delimiter.`, 'Unexpected character');
    }
    this.#at++;
  }

  /** An entity or a character by its number; ends on the semicolon. */
  #reference(): void {
    const [, name = ''] = /^&(#x?[0-9a-fA-F]*|[\w.:-]*)/.exec(this.#text.slice(this.#at)) ?? [];
    const end = this.#at + 1 + name.length;
    const behind = this.#text[end] ?? '';
    if (name === '') {
      const why = /\s/.test(behind) ? '(missing name?)' : '(expected a name start character)';
      const xerces = "The entity name must immediately follow the '&' in the entity reference.";
      this.#fail(xerces, `Unexpected character ${shown(behind)} ${why}`, end);
    }
    if (name.startsWith('#')) return this.#characterReference(name, end);
    if (behind !== ';') {
      const woodstox = `Unexpected character ${shown(behind)}; expected a semi-colon after the reference for entity '${name}'`;
      this.#fail(`The reference to entity "${name}" must end with the ';' delimiter.`, woodstox, end);
    }
    if (!known.has(name)) {
      this.#fail(`The entity "${name}" was referenced, but not declared.`, `Undeclared general entity "${name}"`, end);
    }
    this.#at = end;
  }

  #characterReference(name: string, end: number): void {
    const code = Number(name.startsWith('#x') ? `0x${name.slice(2)}` : name.slice(1));
    const none = 'Invalid character reference: null character not allowed in XML content.';
    if (name === '#x') {
      const xerces = 'A hexadecimal representation must immediately follow the "&#x" in a character reference.';
      this.#fail(xerces, none, end);
    }
    if (code === 0) this.#fail(`Character reference "&${name}" is an invalid XML character.`, none, end);
    this.#at = end;
  }
}

/** A character as Woodstox shows it. */
function shown(char: string): string {
  const code = char.charCodeAt(0);
  if (char < ' ') return `(CTRL-CHAR, code ${code})`;
  return code > 255 ? `'${char}' (code ${code} / 0x${code.toString(16)})` : `'${char}' (code ${code})`;
}
