import type { ManagementEndpoint } from '../management-services.ts';
import { beansEndpoint } from './beans-endpoint.ts';
import { configpropsEndpoint } from './configprops-endpoint.ts';
import { deadLettersEndpoint } from './dead-letters-endpoint.ts';
import { debuggerEndpoint } from './debugger-endpoint.ts';
import { envEndpoint } from './env-endpoint.ts';
import { errorsEndpoint } from './errors-endpoint.ts';
import { healthEndpoint } from './health-endpoint.ts';
import { historyEndpoint } from './history-endpoint.ts';
import { inflightEndpoint } from './inflight-endpoint.ts';
import { infoEndpoint } from './info-endpoint.ts';
import { ledgerEndpoint } from './ledger-endpoint.ts';
import { linksEndpoint } from './links-endpoint.ts';
import { loggersEndpoint } from './loggers-endpoint.ts';
import { metricsEndpoint } from './metrics-endpoint.ts';
import { routesEndpoint } from './routes-endpoint.ts';
import { shutdownEndpoint } from './shutdown-endpoint.ts';
import { startupEndpoint } from './startup-endpoint.ts';
import { tracerEndpoint } from './tracer-endpoint.ts';

const endpoints: readonly ManagementEndpoint[] = [
  healthEndpoint,
  infoEndpoint,
  metricsEndpoint,
  routesEndpoint,
  inflightEndpoint,
  errorsEndpoint,
  historyEndpoint,
  tracerEndpoint,
  debuggerEndpoint,
  deadLettersEndpoint,
  ledgerEndpoint,
  loggersEndpoint,
  envEndpoint,
  configpropsEndpoint,
  beansEndpoint,
  startupEndpoint,
  shutdownEndpoint,
];

/** Everything below `/management`. */
export const managementEndpoints: readonly ManagementEndpoint[] = [...endpoints, linksEndpoint(endpoints)];
