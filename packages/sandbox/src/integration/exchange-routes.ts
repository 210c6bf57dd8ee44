import { json, webMessage } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { notFoundObject, refuse } from '../http/web-error.ts';
import { importByGroup } from '../data-values/import-by-group.ts';
import { importByValue } from '../data-values/import-by-value.ts';
import { shownOptions, valueImportOptions } from '../data-values/import-options.ts';
import { ImportScope } from '../data-values/import-scope.ts';
import { summaryJson } from '../data-values/import-summary.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { User } from '../security/user.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { asText, isObject, objectsAt } from '../state/json.ts';
import { aggregateValues } from '../analytics/aggregate/aggregate-values.ts';

/** `/api/aggregateDataExchanges/{uid}/…`: aggregated values sent to this server or to another one. */
export function exchangeRoutes(router: Router, context: ServerContext): void {
  const exchangeOf = (call: Call): MetadataObject => {
    const exchange = context.metadata.get('aggregateDataExchanges', call.params['uid']!);
    if (!exchange) throw notFoundObject('AggregateDataExchange', call.params['uid']!);
    return exchange;
  };
  router.get('aggregateDataExchanges/{uid:uid}/sourceDataValueSets', (call) =>
    json(sourceSets(context, call.user, exchangeOf(call))),
  );
  router.get('aggregateDataExchanges/{uid:uid}/sourceData', (call) =>
    json(sourceSets(context, call.user, exchangeOf(call))),
  );
  router.post('aggregateDataExchanges/{uid:uid}/exchange', (call) => {
    const exchange = exchangeOf(call);
    if (!isObject(exchange['target'])) throw refuse(409, 'Aggregate data exchange has no target');
    return exchangeNow(context, call, exchange);
  });
}

function sourceSets(context: ServerContext, user: User, exchange: MetadataObject): JsonObject[] {
  const source = isObject(exchange['source']) ? exchange['source'] : undefined;
  const today = context.clock.now().toISOString().slice(0, 10);
  return objectsAt(source, 'requests').map((request) => {
    const list = (name: string): string[] =>
      Array.isArray(request[name]) ? request[name].map((id) => asText(id)) : [];
    const cells = aggregateValues(context, user, { elements: list('dx'), periods: list('pe'), units: list('ou') });
    return {
      dataValues: cells.map((cell) => ({
        dataElement: cell.element,
        period: cell.period,
        orgUnit: cell.unit,
        value: String(cell.value),
        created: today,
        lastUpdated: today,
        comment: '[aggregated]',
        followup: false,
      })),
    };
  });
}

function exchangeNow(context: ServerContext, call: Call, exchange: MetadataObject) {
  const target = isObject(exchange['target']) ? exchange['target'] : {};
  const request = isObject(target['request']) ? target['request'] : {};
  const idSchemes = Object.fromEntries(Object.entries(request).map(([name, value]) => [name, asText(value)]));
  const options = { ...valueImportOptions(call), skipAudit: true, idSchemes };
  const totals = { imported: 0, updated: 0, deleted: 0, ignored: 0 };
  const grouped = context.profile.minor >= 43;
  const importSummaries = sourceSets(context, call.user, exchange).map((set) => {
    const payload = { header: {}, values: objectsAt(set, 'dataValues') };
    const scope = new ImportScope(context, call.user, options, payload);
    const summary = grouped ? importByGroup(scope, payload) : importByValue(scope, payload);
    for (const key of ['imported', 'updated', 'deleted', 'ignored'] as const) totals[key] += summary.counts[key];
    return summaryJson(summary, shownOptions(scope.options, context.profile.minor));
  });
  const total = totals.imported + totals.updated + totals.deleted + totals.ignored;
  return webMessage(200, 'OK', {
    message: 'Import was successful.',
    response: { status: 'SUCCESS', ...totals, importSummaries, total, responseType: 'ImportSummaries' },
  });
}
