import type { Router } from '../../http/router.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { AnalyticsTables } from '../tables/analytics-tables.ts';

export function eventRoutes(_router: Router, _context: ServerContext, _tables: AnalyticsTables): void {}
