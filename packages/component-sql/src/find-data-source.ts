import type { ComponentContext } from '@dhow/core/component';
import { isDataSource, type DataSource } from './data-source.ts';
import { SqlError } from './sql-error.ts';

/**
 * The data source that an endpoint or a header names: the object itself, or a bean by its name; the only one of the context
 * when nothing is named.
 *
 * @throws SqlError SQL_NO_DATA_SOURCE
 */
export function findDataSource(written: unknown, context: ComponentContext, place: string): DataSource {
  if (isDataSource(written)) return written;
  if (written === undefined) return onlyDataSource(context, place);
  const name = typeof written === 'string' ? written.replace(/^#(?:bean:)?/, '') : undefined;
  const bean = name === undefined ? written : context.bean(name);
  if (isDataSource(bean)) return bean;
  const known = dataSourceNames(context).join(', ') || 'none';
  const reason =
    name === undefined
      ? 'the object given is no data source. Give what sqliteDataSource or postgresDataSource made'
      : `there is no data source "${name}". Registered: ${known}`;
  throw new SqlError('SQL_NO_DATA_SOURCE', { place, reason });
}

function onlyDataSource(context: ComponentContext, place: string): DataSource {
  const names = dataSourceNames(context);
  const sources = new Set(names.map((name) => context.bean(name)));
  const [source] = sources;
  if (sources.size === 1) return source as DataSource;
  const reason =
    sources.size === 0
      ? 'there is no data source. Write one under "dataSources" in dhow.yaml, or register it: beans: { reports: sqliteDataSource(…) }'
      : `there are several data sources. Write which: dataSource=#${names[0]}, one of ${names.join(', ')}`;
  throw new SqlError('SQL_NO_DATA_SOURCE', { place, reason });
}

/** Whether an endpoint that names none has one all the same. */
export function hasOneDataSource(context: ComponentContext): boolean {
  return new Set(dataSourceNames(context).map((name) => context.bean(name))).size === 1;
}

function dataSourceNames(context: ComponentContext): string[] {
  return (context.beanNames?.() ?? []).filter((name) => isDataSource(context.bean(name)));
}
