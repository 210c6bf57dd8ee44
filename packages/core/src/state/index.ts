/** The state store: contract, memory backend and what stands on it. SQLite is at `@dhow/core/state/sqlite`. */
export type * from './state-store.ts';
export { memoryStateStore } from './memory-store.ts';
export { isStateError, StateError, stateErrorCatalogue } from './state-errors.ts';
export type { StateErrorCode } from './state-errors.ts';
export { AggregationRepository } from './aggregation-repository.ts';
export type { CompletedGroup, OpenGroup } from './aggregation-repository.ts';
export { AuditLog } from './audit-log.ts';
export type { AuditEntry, AuditRecord } from './audit-log.ts';
export { ClaimCheckStore } from './claim-check-store.ts';
export { DeadLetterStore } from './dead-letter-store.ts';
export type {
  DeadLetter,
  DeadLetterFilter,
  DeadLetterSource,
  DeadLetterStatus,
  NewDeadLetter,
} from './dead-letter-store.ts';
export { IdempotentRepository } from './idempotent-repository.ts';
export type { IdempotentRepositoryOptions, IdempotentState } from './idempotent-repository.ts';
export { LeaderElection } from './leader-election.ts';
export type { LeaderElectionOptions } from './leader-election.ts';
export { LeaderLock } from './leader-lock.ts';
export type { LeaderLease, LeaderLockOptions } from './leader-lock.ts';
export { LedgerState } from './ledger-state.ts';
export type { LedgerChange, RejectedRows } from './ledger-state.ts';
export { MessageHistoryStore } from './message-history-store.ts';
export type {
  HistoryPolicy,
  HistoryRecord,
  HistoryStep,
  NewHistoryRecord,
  StepChange,
} from './message-history-store.ts';
export { ResumeOffsets } from './resume-offsets.ts';
export { RowLedger } from './row-ledger.ts';
export type { LedgerSummary, SourceLedger } from './row-ledger.ts';
export { RowRanges } from './row-ranges.ts';
export type { StoredRange } from './row-ranges.ts';
export { decodeBody, encodeBody, keptBody } from './stored-body.ts';
export type { PayloadPolicy, StoredBody } from './stored-body.ts';
export { WatermarkStore } from './watermark-store.ts';
