import type { Answer } from '../http/answer.ts';
import { json, text } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { paginate } from '../http/pager.ts';
import type { Router } from '../http/router.ts';
import { WebError, conflict, notFoundObject } from '../http/web-error.ts';
import { escape } from '../data-values/web-message-xml.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import type { ServerContext } from '../server/server-context.ts';
import type { JsonObject } from '../state/json.ts';
import { asText } from '../state/json.ts';
import type { SqlResult } from './sql-runner.ts';
import { runSql } from './sql-runner.ts';

const noCache = { 'cache-control': 'no-cache' };
const protectedTables =
  /\b(userinfo|users|usersetting|userrole|dataentryform|apitoken|oauth2client|systemsetting|route)\b/i;
const illegalWords =
  /\b(delete|alter|update|create|drop|commit|createdb|createuser|insert|rename|restore|write|truncate|grant|revoke)\b/i;

/** `/api/sqlViews/{uid}/data`: the rows of a query, as JSON, CSV or XML. */
export function sqlViewRoutes(router: Router, context: ServerContext): void {
  const viewOf = (call: Call): MetadataObject => {
    const view = context.metadata.get('sqlViews', call.params['uid']!);
    if (!view) throw notFoundObject('SqlView', call.params['uid']!);
    return view;
  };
  router.get(
    'sqlViews/{uid:uid}/data',
    (call) => {
      const view = viewOf(call);
      try {
        return answerOf(call, view, selected(call, runSql(context, queryOf(call, view))));
      } catch (error) {
        if (!(error instanceof WebError)) throw error;
        throw new WebError({ ...error.answer, headers: { ...error.answer.headers, ...noCache } }, error.message);
      }
    },
    ['application/json', 'application/csv', 'application/xml'],
  );
  router.post('sqlViews/{uid:uid}/execute', (call) => {
    viewOf(call);
    return json({ httpStatus: 'Created', httpStatusCode: 201, status: 'OK', message: 'SQL view created' }, 201);
  });
}

function queryOf(call: Call, view: MetadataObject): string {
  const sql = asText(view['sqlQuery']);
  const given = new Map(
    call.query.getAll('var').map((pair) => {
      const at = pair.indexOf(':');
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    }),
  );
  const names = [...sql.matchAll(/\$\{([^}]+)\}/g)].map((m) => m[1]!);
  const missing = names.filter((name) => !given.has(name) && !name.startsWith('_current'));
  if (missing.length > 0)
    throw conflict(`SQL query contains variables not provided in request: \`[${missing.join(', ')}]\``, 'E4307');
  if (protectedTables.test(sql)) throw conflict('SQL query contains references to protected tables', 'E4310');
  if (illegalWords.test(sql)) throw conflict('SQL query contains illegal keywords', 'E4311');
  return sql.replace(/\$\{([^}]+)\}/g, (_all, name: string) => {
    if (name === '_current_user_id') return '1';
    if (name === '_current_username') return call.user.username;
    return (given.get(name) ?? '').replaceAll("'", "''");
  });
}

/** Narrows rows by `criteria` (equality) and `filter`. */
function selected(call: Call, { columns, rows }: SqlResult): SqlResult {
  let list = rows;
  for (const pair of call.query.getAll('criteria')) {
    const [name = '', value = ''] = pair.split(':');
    const at = columns.indexOf(name);
    if (at >= 0) list = list.filter((row) => row[at] === value);
  }
  for (const filter of call.query.getAll('filter')) {
    const [name = '', operator = '', ...rest] = filter.split(':');
    const at = columns.indexOf(name);
    const wanted = rest.join(':').toLowerCase();
    if (at < 0) continue;
    list = list.filter((row) => {
      const value = row[at]!.toLowerCase();
      return operator.endsWith('like') ? value.includes(wanted) : value === wanted;
    });
  }
  return { columns, rows: list };
}

function answerOf(call: Call, view: MetadataObject, { columns, rows }: SqlResult): Answer {
  const title = asText(view['name']);
  if (call.suffix === 'csv') {
    const lines = [columns, ...rows].map((row) => row.join(','));
    const headers = { ...noCache, 'content-disposition': `attachment; filename="${title}.csv"` };
    return {
      ...text(`${lines.join('\n')}\n`, 'application/csv;charset=UTF-8'),
      headers: { 'content-type': 'application/csv;charset=UTF-8', ...headers },
    };
  }
  const { items, pager: full } = paginate(call, rows);
  const pager = full && Object.fromEntries(Object.entries(full).filter(([name]) => !name.endsWith('Page')));
  if (call.suffix === 'xml') return xml(title, columns, items, pager);
  const headers = columns.map((name) => ({ name, column: name, type: 'java.lang.String', hidden: false, meta: false }));
  const listGrid: JsonObject = {
    title,
    headers,
    metaData: {},
    rowContext: {},
    width: columns.length,
    rows: items.map((row) => [...row]),
    height: items.length,
    headerWidth: columns.length,
  };
  return json({ ...(pager ? { pager } : {}), listGrid }, 200, {
    ...noCache,
    'content-type': 'application/json;charset=UTF-8',
  });
}

function xml(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  pager: JsonObject | undefined,
): Answer {
  const head = columns.map(
    (name) => `<header name="${name}" column="${name}" type="java.lang.String" hidden="false" meta="false"></header>`,
  );
  const body = rows.map((row) => `<row>${row.map((cell) => `<field>${escape(cell)}</field>`).join('')}</row>`);
  const page = pager
    ? `<pager>${['page', 'pageCount', 'total', 'pageSize'].map((name) => `<${name}>${asText(pager[name])}</${name}>`).join('')}</pager>`
    : '';
  const grid = `<listGrid title="${escape(title)}" width="${columns.length}" height="${rows.length}"><headers>${head.join('')}</headers><rows>${body.join('')}</rows></listGrid>`;
  const all = `<?xml version='1.0' encoding='UTF-8'?><metadata xmlns="http://dhis2.org/schema/dxf/2.0">${page}${grid}</metadata>`;
  return { status: 200, headers: { ...noCache, 'content-type': 'application/xml;charset=UTF-8' }, body: all };
}
