import { option, type ComponentContext, type DataFormat, type DataFormatFactory } from '@dhow/core/component';
import { bytesOf, hasNoBytes } from '../bytes-of.ts';
import { ComponentError } from '../component-error.ts';

export const base64Options = {
  lineLength: option.integer({ description: 'Characters of a line; 0 writes one line without an end.', default: 76 }),
  lineSeparator: option.string({ description: 'What ends a line; carriage return and line feed when absent.' }),
  urlSafe: option.boolean({ description: 'Writes - and _ for + and /, and no padding.', default: false }),
} as const;

/** The data format `base64`: bytes as text of 64 characters. */
export function base64DataFormat(): DataFormatFactory {
  return {
    spec: {
      name: 'base64',
      title: 'Base64',
      description: 'Writes bytes as Base64 text and reads them back.',
      options: base64Options,
    },
    create: (options, context) => new Base64DataFormat(options, context),
  };
}

class Base64DataFormat implements DataFormat {
  readonly #lineLength: number;
  readonly #separator: string;
  readonly #urlSafe: boolean;
  readonly #context: ComponentContext;

  constructor(options: Readonly<Record<string, unknown>>, context: ComponentContext) {
    this.#lineLength = options['lineLength'] as number;
    this.#separator = (options['lineSeparator'] as string | undefined) ?? '\r\n';
    this.#urlSafe = options['urlSafe'] as boolean;
    this.#context = context;
  }

  marshal(body: unknown): unknown {
    if (this.#urlSafe && (body === undefined || hasNoBytes(body))) return this.#context.convert(body, 'byte[]');
    return bytesOf(body, this.#context, (bytes) => {
      const separator = this.#separator;
      if (/[A-Za-z0-9+/_=-]/.test(separator)) throw new ComponentError('BASE64_SEPARATOR', { separator });
      const text = Buffer.from(bytes).toString(this.#urlSafe ? 'base64url' : 'base64');
      if (this.#lineLength <= 0) return text;
      const lines = text.match(new RegExp(`.{1,${this.#lineLength}}`, 'g')) ?? [];
      return lines.map((line) => line + separator).join('');
    });
  }

  /** Characters that are none of Base64 are read over. */
  unmarshal(body: unknown): unknown {
    return bytesOf(body, this.#context, (bytes) => {
      const text = new TextDecoder().decode(bytes).replaceAll(/[^A-Za-z0-9+/_=-]/g, '');
      return Uint8Array.from(Buffer.from(text, 'base64'));
    });
  }
}
