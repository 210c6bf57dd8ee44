import { LeaderElection } from '../state/leader-election.ts';
import type { RouteRuntime } from '../engine/route-runtime.ts';
import type { RoutePolicy } from './route-policy.ts';

/**
 * Runs a route on one process only: of all that share the state store one is elected, and another takes over when it ends.
 * For sources that must run once: timer, file, polling.
 */
export function leaderPolicy(options: {
  readonly name: string;
  readonly owner: string;
  readonly leaseMs?: number;
}): RoutePolicy {
  const elections = new WeakMap<RouteRuntime, LeaderElection>();
  return {
    async onStart(route, control) {
      if (elections.has(route)) return;
      const election = new LeaderElection(control.state, {
        name: `${options.name}/${route.routeId}`,
        owner: options.owner,
        leaseMs: options.leaseMs ?? 15_000,
        clock: control.clock,
        onElected: () => void control.resume(),
        onLost: () => void control.suspend(),
      });
      elections.set(route, election);
      await election.start();
      if (!election.isLeader) await control.suspend();
    },
    onStop(route) {
      const election = elections.get(route);
      elections.delete(route);
      void election?.stop();
    },
  };
}
