import type { DataValueImportParameters, Dhis2Client } from '@dhow/dhis2';
import type { ComponentContext } from '@dhow/core/component';
import type { PayloadPolicy } from '@dhow/core/state';

/** How an endpoint delivers. */
export interface DeliverySettings {
  readonly client: () => Dhis2Client;
  /** The connection's name, for the ledger and messages. */
  readonly connection: string;
  readonly endpoint: string;
  readonly parameters: DataValueImportParameters;
  readonly chunkSize: number;
  readonly chunkBytes: number;
  readonly concurrency: number;
  readonly duplicates: 'reject' | 'last';
  readonly maxRequests: number;
  readonly timeoutMs: number | undefined;
  readonly ledger: boolean;
  /** Folder of rejects files, absolute. */
  readonly rejects: string | undefined;
  readonly deadLetters: boolean;
  readonly payloadPolicy: PayloadPolicy;
  readonly replayTo: string | undefined;
  readonly context: ComponentContext;
}
