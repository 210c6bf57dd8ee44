import type { Exchange } from '../exchange/exchange.ts';
import type { ComponentContext } from './component.ts';
import type { OptionSpecs } from './option-spec.ts';

/** A data format's one description. */
export interface DataFormatSpec<S extends OptionSpecs = OptionSpecs> {
  /** `csv` in `unmarshal: { csv: … }`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly options: S;
}

export interface DataFormatFactory {
  readonly spec: DataFormatSpec;
  /** `options` are checked against the spec and completed with defaults. */
  create(options: Readonly<Record<string, unknown>>, context: ComponentContext): DataFormat;
}

/** Turns bodies into text or bytes and back. Either may answer a promise when the body is a stream. */
export interface DataFormat {
  marshal(body: unknown, exchange: Exchange): unknown;
  unmarshal(body: unknown, exchange: Exchange): unknown;
}
