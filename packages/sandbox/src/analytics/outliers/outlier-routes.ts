import { json } from '../../http/answer.ts';
import { intParam } from '../../http/call.ts';
import type { Router } from '../../http/router.ts';
import { dayFromText } from '../../periods/days.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { textAt } from '../../state/json.ts';
import type { JsonObject } from '../../state/json.ts';
import { conflict } from '../../http/web-error.ts';
import { hasNumbers } from '../tables/analytics-tables.ts';
import { parsePeriod } from '../../periods/period.ts';
import { outliersOf } from './outliers.ts';
import type { OutlierValue } from './outliers.ts';

/** `/api/outlierDetection`: values that lie far from the others of their element and unit. */
export function outlierRoutes(router: Router, context: ServerContext): void {
  const { metadata, tree, values } = context;
  const name = (plural: string, id: string): string => textAt(metadata.get(plural, id), 'name') ?? '';
  router.get('outlierDetection', (call) => {
    const list = (parameter: string): string[] => call.query.getAll(parameter).flatMap((text) => text.split(/[,;]/));
    const ofSets = list('ds').flatMap((id) => [...(context.dataSets.get(id)?.elements.keys() ?? [])]);
    const elements = [...list('dx'), ...ofSets].filter((id) =>
      hasNumbers(textAt(metadata.get('dataElements', id), 'valueType')),
    );
    const start = dayFromText(call.query.get('startDate') ?? undefined);
    const end = dayFromText(call.query.get('endDate') ?? undefined);
    if (elements.length === 0) throw conflict('At least one data element must be specified', 'E2200');
    if (start === undefined || end === undefined) throw conflict('Start date and end date must be specified', 'E2201');
    if (start > end) throw conflict('Start date must be before end date', 'E2202');
    const units = list('ou');
    if (units.length === 0) throw conflict('At least one organisation unit must be specified', 'E2203');
    const threshold = Number(call.query.get('threshold') ?? 3);
    if (!(threshold > 0)) throw conflict('Threshold must be a positive number', 'E2204');
    const maxResults = intParam(call, 'maxResults', 500);
    if (maxResults <= 0) throw conflict('Max results must be a positive number', 'E2205');
    const algorithm = call.query.get('algorithm') ?? 'Z_SCORE';
    const orderBy = call.query.get('orderBy') ?? 'MEAN_ABS_DEV';
    const samples: OutlierValue[] = [];
    for (let row = 0; row < values.rows; row++) {
      const de = values.elementAt(row);
      if (values.isDeleted(row) || !elements.includes(de) || !tree.isWithin(values.unitAt(row), units)) continue;
      const period = parsePeriod(values.periodAt(row));
      if (!period || period.start < start || period.end > end) continue;
      samples.push({
        row,
        group: `${de}/${values.unitAt(row)}/${values.comboAt(row)}/${values.attributeAt(row)}`,
        value: Number(values.valueAt(row)),
      });
    }
    const found = outliersOf(samples, algorithm, threshold).slice(0, maxResults);
    const outlierValues = found.map((outlier): JsonObject => {
      const { row, ...measures } = outlier;
      const unit = values.unitAt(row);
      return {
        de: values.elementAt(row),
        deName: name('dataElements', values.elementAt(row)),
        pe: values.periodAt(row),
        ou: unit,
        ouName: name('organisationUnits', unit),
        coc: values.comboAt(row),
        cocName: name('categoryOptionCombos', values.comboAt(row)),
        aoc: values.attributeAt(row),
        aocName: name('categoryOptionCombos', values.attributeAt(row)),
        ...measures,
        followup: values.followupAt(row),
      };
    });
    return json({
      metadata: { count: outlierValues.length, algorithm, threshold, orderBy, maxResults },
      outlierValues,
    });
  });
}
