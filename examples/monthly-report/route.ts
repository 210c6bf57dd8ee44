import { csv } from '@dhow/components/csv';
import { datasonnet } from '@dhow/components/datasonnet';
import { dhis2, type DataValueItem } from '@dhow/components/dhis2';
import { file } from '@dhow/components/file';
import { route } from '@dhow/core';
import { readMappingTables } from './mapping-tables.ts';
import { ReportRow } from './report-row.ts';

const tables = readMappingTables(import.meta.dirname);

/** Reports of the facilities, from a folder into DHIS2; each step knows the type of the body before it. */
export default route('monthly-report')
  .from(file('inbox', { include: '*.csv', move: 'done', moveFailed: 'failed' }))
  .unmarshal(csv({ schema: ReportRow, charset: 'auto' })) // a stream of ReportRow, each with its row number
  .mapEach(datasonnet<DataValueItem>('to-data-value.ds', { tables })) // a stream of data values and refusals
  .to(dhis2.dataValueSets({ connection: 'national', rejects: 'rejects' })) // what became of each row
  .process(({ body: report, log }) => log.info(report.summary()));
