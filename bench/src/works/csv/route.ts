import { createContext, route } from '@dhow/core';
import { batchesOf } from '@dhow/core/component';
import { csv, csvDataFormat } from '@dhow/components/csv';
import { datasonnet, datasonnetLanguage } from '@dhow/components/datasonnet';
import { file, fileComponent } from '@dhow/components/file';
import { http, httpComponent } from '@dhow/components/http';
import { json, jsonDataFormat } from '@dhow/components/json';
import { basename, dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { begin, end } from '../../report.ts';
import { type DataValue, mappingTable, toDataValue } from './generate.ts';

/** The work as a route: file, CSV, mapping of each row, chunks of 5,000 as JSON, HTTP. `node route.ts function|datasonnet` */
// As the dhow command sets it.
setFlagsFromString('--heap-growing-percent=100');
const source = process.env['CSV']!;
let count = 0;
let sum = 0;
let finish!: () => void;
const finished = new Promise<void>((resolve) => {
  finish = resolve;
});

const rows = route('csv-to-http')
  .from(file(dirname(source), { fileName: basename(source), noop: true, initialDelayMs: 0 }))
  .onCompletion({}, (steps) => steps.process(() => finish()))
  .unmarshal(csv({ useMaps: true, lazyLoad: true }))
  .castBody<AsyncIterable<Record<string, string>>>();
const mapped =
  process.argv[2] === 'datasonnet'
    ? rows.mapEach(datasonnet<DataValue>('bench/src/works/csv/to-data-value.ds', { table: mappingTable }))
    : rows.mapEach(toDataValue);
const delivery = mapped.split(
  ({ body }) => batchesOf(body, 5_000),
  (steps) =>
    steps
      .transform(({ body }) => ({ dataValues: body }))
      .marshal(json())
      .to(http(process.env['SINK']!))
      .process(({ body }) => {
        const answer = JSON.parse(String(body)) as { count: number; sum: number };
        count += answer.count;
        sum += answer.sum;
      }),
  { streaming: true },
);

const context = createContext({
  components: [fileComponent(), httpComponent()],
  dataFormats: [csvDataFormat(), jsonDataFormat()],
  languages: [datasonnetLanguage()],
});
await context.addRoutes(delivery);
begin();
await context.start();
await finished;
end(`${count}:${sum}`, count);
await context.stop();
