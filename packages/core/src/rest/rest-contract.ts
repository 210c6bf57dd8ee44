import type { SourceLocation } from '../model/source-location.ts';

/** What `rest: { openApi: … }` asks of the component that reads OpenAPI documents. */
export interface RestContract {
  /** File with the document, JSON or YAML, relative to the base folder. */
  readonly specification: string;
  /** What becomes of operations that no route takes. */
  readonly missingOperation: 'fail' | 'ignore' | 'mock';
  /** Files with answers of operations that are mocked, as a pattern of their paths. */
  readonly mockIncludePattern: string;
  /** Path before those of the document; that of the document's first server when absent. */
  readonly basePath: string | undefined;
  /** Scheme of the component that serves requests, `platform-http`. */
  readonly scheme: string;
  readonly routeId: string | undefined;
  /** Path that serves the document. */
  readonly apiContextPath: string | undefined;
  /** Whether JSON bodies become values. */
  readonly bindsJson: boolean;
  readonly clientRequestValidation: boolean;
  readonly clientResponseValidation: boolean;
  /** Names of the `direct:` endpoints that routes take messages from. */
  readonly directNames: ReadonlySet<string>;
  readonly source: SourceLocation | undefined;
}
