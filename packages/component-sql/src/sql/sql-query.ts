import { compileSimple, type Evaluate, type Exchange } from '@dhow/core/component';
import type { Statement } from '../data-source.ts';
import { withValues } from '../statement/parameter-values.ts';
import { parseQuery, type QueryTemplate } from '../statement/query-template.ts';
import type { SqlEndpoint } from './sql-endpoint.ts';

const keptExpressions = 100;

/** A query of an endpoint: its text, or that of the file that it names, read once. */
export class SqlQuery {
  readonly #text: string;
  readonly #endpoint: SqlEndpoint;
  readonly #expressions = new Map<string, Evaluate>();
  #template: Promise<QueryTemplate> | undefined;

  constructor(text: string, endpoint: SqlEndpoint) {
    this.#text = text;
    this.#endpoint = endpoint;
  }

  /** Reads the text; its faults are told at the start. */
  async load(): Promise<void> {
    await (this.#template ??= this.#read());
  }

  async statement(exchange: Exchange, data: unknown, signal: AbortSignal): Promise<Statement> {
    return this.#fill(await (this.#template ??= this.#read()), exchange, data, signal);
  }

  /** The same for SQL of the message, in which only `?` stands for values. */
  async dynamic(sql: string, exchange: Exchange, data: unknown, signal: AbortSignal): Promise<Statement> {
    const { place, options } = this.#endpoint;
    const template = parseQuery(sql, { place, placeholders: ['?'], named: options.allowNamedParameters });
    return this.#fill(template, exchange, data, signal);
  }

  async #read(): Promise<QueryTemplate> {
    const { place, options, context } = this.#endpoint;
    const isFile = /^(?:resource:|file:|classpath:)/.test(this.#text);
    const sql = isFile ? await context.readResource(this.#text) : this.#text;
    const { usePlaceholder, placeholder, allowNamedParameters } = options;
    return parseQuery(sql, {
      place,
      placeholders: usePlaceholder ? [placeholder, '?'] : ['?'],
      named: allowNamedParameters,
    });
  }

  #fill(template: QueryTemplate, exchange: Exchange, data: unknown, signal: AbortSignal): Promise<Statement> {
    const { place, options } = this.#endpoint;
    const { separator, parametersCount } = options;
    const evaluate = (expression: string) => this.#expression(expression)(exchange, signal);
    return withValues(template, { place, exchange, signal, data, separator, parametersCount, headers: true, evaluate });
  }

  #expression(text: string): Evaluate {
    let expression = this.#expressions.get(text);
    if (expression === undefined) {
      // SQL that comes with messages may bring ever new ones.
      if (this.#expressions.size >= keptExpressions) this.#expressions.clear();
      expression = compileSimple(text, 'expression', this.#endpoint.context);
      this.#expressions.set(text, expression);
    }
    return expression;
  }
}
