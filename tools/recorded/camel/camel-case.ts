/** A line of the recordings of Apache Camel; `recorded/camel/README.md` describes the format. */

/** A value as the recordings write it: JSON, with `{"$kind": …}` for what JSON cannot hold. */
export type RecordedValue = unknown;
export type RecordedMap = Readonly<Record<string, RecordedValue>>;

export interface RecordedFailure {
  readonly class: string;
  readonly message: string | null;
  readonly cause?: RecordedFailure;
}

interface Message {
  readonly body?: RecordedValue;
  readonly headers?: RecordedMap;
  readonly properties?: RecordedMap;
  readonly variables?: RecordedMap;
}

export interface ExpressionCase extends Message {
  readonly id: string;
  readonly area: string;
  readonly expr: string;
  readonly kind: 'expression' | 'predicate';
  readonly language?: string;
  readonly resultType?: string;
  readonly exception?: RecordedValue;
  readonly props?: Readonly<Record<string, string>>;
  readonly showExchange?: boolean;
  readonly after?: Message & { readonly pattern: string };
  readonly result?: RecordedValue;
  readonly type?: string | null;
  readonly error?: RecordedFailure;
  readonly phase?: 'parse' | 'evaluate';
}

export interface ConversionCase {
  readonly id: string;
  readonly area: string;
  readonly convert: string;
  readonly body?: RecordedValue;
  readonly result?: RecordedValue;
  readonly type?: string | null;
  readonly error?: RecordedFailure;
}

export interface RecordedSend extends Message {
  readonly to?: string;
  readonly op?: string;
  readonly pattern?: 'InOnly' | 'InOut';
  readonly id?: string;
  readonly ms?: number;
  readonly delayMs?: number;
  readonly async?: boolean;
}

export interface RecordedReply extends Message {
  readonly exception?: RecordedFailure;
  readonly flags?: Readonly<Record<string, boolean>>;
  readonly result?: RecordedValue;
  readonly error?: RecordedFailure;
  readonly t?: number;
}

export interface RecordedArrival extends Message {
  readonly n?: number;
  readonly pattern?: string;
  readonly fromRouteId?: string;
  readonly exception?: RecordedFailure;
  readonly t?: number;
}

export interface RecordedCall {
  readonly bean: string;
  readonly body?: RecordedValue;
  readonly [key: string]: RecordedValue;
}

export interface RouteExpectation {
  readonly loadError?: RecordedFailure & { readonly phase: 'load' | 'start' };
  readonly replies?: readonly RecordedReply[];
  readonly mocks?: Readonly<Record<string, readonly RecordedArrival[]>>;
  readonly order?: readonly string[];
  readonly calls?: readonly RecordedCall[];
  readonly arrivedOnStop?: number;
  readonly [key: string]: unknown;
}

export interface RouteCase {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly routes: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly props?: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly send?: readonly RecordedSend[];
  readonly waitMs?: number;
  readonly timing?: boolean;
  readonly saga?: boolean;
  readonly dump?: boolean;
  readonly jmx?: boolean;
  readonly unordered?: boolean;
  readonly recordRoutes?: boolean;
  readonly events?: boolean;
  readonly expect: RouteExpectation;
}

export type CamelCase = ExpressionCase | ConversionCase | RouteCase;

export const isExpressionCase = (line: CamelCase): line is ExpressionCase => 'expr' in line;
export const isConversionCase = (line: CamelCase): line is ConversionCase => 'convert' in line;
