import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { LeaderElection } from '../state/leader-election.ts';
import type { RouteRuntime } from '../engine/route-runtime.ts';
import type { RoutePolicy } from './route-policy.ts';

export interface LeaderPolicyOptions {
  /** What the lock is called, before the route's id; `routes` when absent. */
  readonly name?: string;
  /** Unique among the processes of the store; made of host, process and chance when absent. */
  readonly owner?: string;
  /** How long a leader that died still counts as one; 15 seconds when absent. */
  readonly leaseMs?: number;
}

/**
 * Runs a route on one process only: of all that share the state store one is elected, and another takes over when it ends,
 * or when its lease runs out. For sources that must run once: timer, file, polling. Routes have it by
 * `routePolicy: leader`.
 *
 * @example
 * ```ts
 * import { leaderPolicy, route } from '@dhow/core';
 *
 * route('nightly').from('timer:nightly').options({ routePolicy: leaderPolicy({ leaseMs: 60_000 }) }).to('direct:report');
 * ```
 */
export function leaderPolicy(options: LeaderPolicyOptions = {}): RoutePolicy {
  const { name = 'routes', owner = `${hostname()}/${process.pid}/${randomUUID()}`, leaseMs = 15_000 } = options;
  const elections = new WeakMap<RouteRuntime, LeaderElection>();
  return {
    async mayStart(route, control) {
      const running = elections.get(route);
      if (running) return running.isLeader;
      const election = new LeaderElection(control.state, {
        name: `${name}/${route.routeId}`,
        owner,
        leaseMs,
        clock: control.clock,
        // On its first try it is asked below, and a route that is on its way down stays there.
        onElected: () => void (route.state === 'Suspended' && control.resume()),
        onLost: () => void (route.state === 'Started' && control.suspend()),
        onError: (error) =>
          route.log.warn(`Route ${route.routeId} cannot ask who is the leader: ${exceptionTypeOf(error)}`, { error }),
      });
      elections.set(route, election);
      await election.start();
      return election.isLeader;
    },
    // As it stops it keeps the lease until the last message is done; afterwards there is nothing to ask for.
    mayAcknowledge: (route) => elections.get(route)?.holdsLease ?? true,
    /** Keeps its lease until the last message is done. */
    async onStopped(route) {
      const election = elections.get(route);
      elections.delete(route);
      await election?.stop();
    },
  };
}
