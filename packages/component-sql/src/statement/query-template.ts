import { SqlError } from '../sql-error.ts';

/** One parameter of a query as it is written. */
export type QueryParameter =
  | { readonly kind: 'positional' }
  /** `:#name`; a name in `${…}` is an expression in Simple. */
  | { readonly kind: 'named'; readonly name: string }
  /** `:#in:name`: as many parameters as the list has items. */
  | { readonly kind: 'in'; readonly name: string };

/** A query with its parameters cut out. */
export interface QueryTemplate {
  readonly text: readonly string[];
  readonly parameters: readonly QueryParameter[];
}

export interface TemplateOptions {
  /** For messages. */
  readonly place: string;
  /** What stands for a value by itself: `?`, `#`. */
  readonly placeholders: readonly string[];
  /** Whether `:#name` and `:?name` are parameters. */
  readonly named: boolean;
}

/** Text between quotes, dollar quotes and comments, in which nothing is a parameter. */
const quiet = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//y;
const named = /:[#?](in:)?(?:(\$\{)|([A-Za-z_]\w*))/y;

/** `??` stands for PostgreSQL's `?`. */
const operators = new Set(['??', '#>']);

/**
 * Reads `select … where id = :#id and unit in (:#in:units)`. Unlike Camel's, it leaves quoted text and comments alone, and
 * the operators `#>`, `#>>` and `??` (for `?`) of PostgreSQL.
 *
 * @throws SqlError SQL_PARAMETER_SYNTAX, SQL_SEVERAL_STATEMENTS, SQL_NO_STATEMENT
 */
export function parseQuery(sql: string, options: TemplateOptions): QueryTemplate {
  const { place, placeholders } = options;
  const text: string[] = [];
  const parameters: QueryParameter[] = [];
  let part = '';
  let at = 0;
  const cut = (parameter: QueryParameter, end: number) => {
    text.push(part);
    part = '';
    parameters.push(parameter);
    at = end;
  };
  while (at < sql.length) {
    quiet.lastIndex = named.lastIndex = at;
    const skipped = quiet.exec(sql)?.[0];
    if (skipped !== undefined) {
      part += skipped.startsWith('--') || skipped.startsWith('/*') ? ' ' : skipped;
      at += skipped.length;
      continue;
    }
    const found = options.named ? named.exec(sql) : null;
    if (found) {
      const kind = found[1] === undefined ? 'named' : 'in';
      const end = found[2] === undefined ? named.lastIndex : endOfExpression(sql, named.lastIndex, place);
      cut({ kind, name: found[3] ?? sql.slice(named.lastIndex - 2, end) }, end);
      continue;
    }
    const placeholder = placeholders.find((each) => sql.startsWith(each, at));
    const isOperator = placeholder !== undefined && operators.has(sql.slice(at, at + 2));
    if (placeholder !== undefined && !isOperator) cut({ kind: 'positional' }, at + placeholder.length);
    else if (isOperator) {
      part += placeholder === '?' ? '?' : sql.slice(at, at + 2);
      at += 2;
    } else {
      if (sql[at] === ';') refuseSecond(sql, at, place);
      part += sql[at++];
    }
  }
  text.push(part);
  if (parameters.length === 0 && part.trim() === '') throw new SqlError('SQL_NO_STATEMENT', { place });
  return { text, parameters };
}

/** Behind the brace that closes `${…}`; inner braces count. */
function endOfExpression(sql: string, from: number, place: string): number {
  let depth = 1;
  for (let at = from; at < sql.length; at++) {
    if (sql[at] === '{') depth++;
    else if (sql[at] === '}' && --depth === 0) return at + 1;
  }
  throw new SqlError('SQL_PARAMETER_SYNTAX', { place, reason: 'a ":#${" is not closed. Write ":#${body.id}"' });
}

/** SQLite would leave it out silently. The steps of a trigger are separated by semicolons. */
function refuseSecond(sql: string, at: number, place: string): void {
  const rest = sql.slice(at + 1).replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, '');
  if (/^[\s;]*$/.test(rest) || /^\s*create\s+(?:temp(?:orary)?\s+)?trigger\b/i.test(sql)) return;
  throw new SqlError('SQL_SEVERAL_STATEMENTS', { place });
}
