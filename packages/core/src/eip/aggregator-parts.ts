import type { Clock } from '../clock/clock.ts';
import type { Expression } from '../expression/expression.ts';
import type { Logger } from '../log/logger.ts';
import type { AggregateGroups } from './aggregate-groups.ts';
import type { AggregationStrategy } from './aggregation-strategy.ts';
import type { ClosedKeys } from './closed-keys.ts';
import type { CompletionRules } from './completion-rules.ts';
import type { GroupOutlet } from './group-outlet.ts';

/** What an aggregator is put together of, and its settings. */
export interface AggregatorParts {
  readonly key: Expression;
  readonly strategy: AggregationStrategy;
  readonly rules: CompletionRules;
  /** The rules see the incoming message instead of the joined one. */
  readonly eager: boolean;
  readonly timeoutMs: number;
  readonly timeoutExpression: Expression | undefined;
  readonly ignoreInvalidKeys: boolean;
  readonly closedKeys: ClosedKeys | undefined;
  readonly discardOnTimeout: boolean;
  readonly discardOnFailure: boolean;
  readonly onNewGroup: boolean;
  readonly groups: AggregateGroups;
  readonly outlet: GroupOutlet;
  readonly clock: Clock;
  readonly log: Logger;
  readonly routeId: string;
  /** When a group is tried again whose time was over, but which could not be completed. */
  readonly retryMs: number;
  /** Whether bodies that are read once are kept for the group. */
  readonly keepsStreams: boolean;
}
