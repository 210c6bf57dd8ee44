import type { HealthResult } from '../component/component.ts';
import type { DhowContext } from '../engine/dhow-context.ts';

export interface HealthCheck {
  readonly name: string;
  readonly status: HealthResult['status'];
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The context, its routes (those that start by themselves must run) and the other sides of its endpoints. */
export async function checkHealth(context: DhowContext, signal: AbortSignal): Promise<readonly HealthCheck[]> {
  const checks: HealthCheck[] = [{ name: 'context', status: context.phase === 'started' ? 'UP' : 'DOWN' }];
  for (const { routeId, state, settings, lastError } of context.routes.list()) {
    const failed = lastError instanceof Error ? { details: { error: lastError.message } } : {};
    const status = state === 'Started' || (!settings.autoStartup && lastError === undefined) ? 'UP' : 'DOWN';
    checks.push({ name: `route:${routeId}`, status, ...failed });
  }
  for (const endpoint of context.core.endpoints.endpoints()) {
    if (!endpoint.checkHealth) continue;
    try {
      const { status, details } = await endpoint.checkHealth(signal);
      checks.push({ name: endpoint.uri.replace(/\?.*$/s, ''), status, ...(details ? { details } : {}) });
    } catch {
      checks.push({ name: endpoint.uri.replace(/\?.*$/s, ''), status: 'DOWN' });
    }
  }
  return checks;
}
