import { NamedException } from '@dhow/core';

/** What is wrong in an XML text, in the words of two parsers. */
export interface XmlMistake {
  readonly xerces: string;
  /** Undefined for what stands behind the root. */
  readonly woodstox: string | undefined;
  readonly line: number;
  readonly column: number;
  /** Whether the start tag of the root has been read. */
  readonly inRoot: boolean;
}

export class XmlSyntaxError extends NamedException {
  readonly mistake: XmlMistake | undefined;

  constructor(message: string, mistake: XmlMistake | undefined) {
    super('org.xml.sax.SAXParseException', message);
    this.mistake = mistake;
  }
}
