import { NamedException } from '@dhow/core';

/** What is wrong in an XML text, for those who word it their own way. */
export interface XmlMistake {
  readonly kind: 'close' | 'unclosed' | 'entity' | 'other';
  readonly line: number;
  readonly column: number;
  /** The element that is open. */
  readonly open: string;
  /** The element that a closing tag names, or the entity. */
  readonly found: string;
}

export class XmlSyntaxError extends NamedException {
  readonly mistake: XmlMistake;

  constructor(message: string, mistake: XmlMistake) {
    super('org.xml.sax.SAXParseException', message);
    this.mistake = mistake;
  }
}

/** The mistake behind a message of the parser, which names the place just behind it; `open` is the element closed last. */
export function mistakeOf(text: string, message: string, open: string): XmlMistake {
  const [, line = '1', column = '0'] = /^(\d+):(\d+):/.exec(message) ?? [];
  const place = { line: Number(line), column: Number(column), open };
  const row = text.split('\n')[place.line - 1] ?? '';
  const before = row.slice(0, place.column);
  if (message.includes('unexpected close tag')) {
    return { ...place, kind: 'close', found: /<\/([^\s<>]*)\s*>?$/.exec(before)?.[1] ?? '' };
  }
  if (message.includes('undefined entity')) {
    return { ...place, kind: 'entity', found: /&([^&;]*);?$/.exec(before)?.[1] ?? '' };
  }
  const unclosed = /unclosed tag: (\S+)/.exec(message)?.[1];
  if (unclosed !== undefined) return { ...place, kind: 'unclosed', open: unclosed, found: '' };
  return { ...place, kind: 'other', found: '' };
}
