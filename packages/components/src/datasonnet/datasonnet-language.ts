import {
  toExpression,
  type ComponentContext,
  type Exchange,
  type Expression,
  type ExpressionLanguage,
  type ResolvedOptions,
} from '@dhow/core/component';
import { compileMapping, mappingSource } from './datasonnet-mapping.ts';
import { datasonnetLanguageOptions } from './datasonnet-spec.ts';
import { DatasonnetTransformer } from './datasonnet-transformer.ts';

type Options = ResolvedOptions<typeof datasonnetLanguageOptions>;

/**
 * The expression language `datasonnet`: `transform: { datasonnet: { expression: "resource:file:to-values.ds" } }`.
 *
 * @example
 * ```ts
 * import { createContext, standardLanguages } from '@dhow/core';
 * import { datasonnetLanguage } from '@dhow/components/datasonnet';
 *
 * createContext({ components: [], languages: [...standardLanguages, datasonnetLanguage()] });
 * ```
 */
export function datasonnetLanguage(): ExpressionLanguage {
  return {
    name: 'datasonnet',
    description: 'DataSonnet: maps JSON, XML, CSV and data to one another.',
    options: datasonnetLanguageOptions,
    compile: (expression, options, _kind, context) => compileExpression(expression, options as Options, context),
  };
}

async function compileExpression(expression: string, options: Options, context: ComponentContext): Promise<Expression> {
  const source = await mappingSource(options.trim ? expression.trim() : expression, context);
  const mapping = await compileMapping(source, options.inputs, context);
  const transformer = new DatasonnetTransformer(mapping, options, context);
  const convert = (value: unknown): unknown =>
    options.resultType === undefined || value === null ? value : context.convert(value, options.resultType);
  return toExpression((exchange) => {
    const result = transformer.transform(mapped(exchange, options.source), exchange);
    return result instanceof Promise ? result.then(convert) : convert(result);
  });
}

/** The body, or what `source` names. */
function mapped(exchange: Exchange, source: string | undefined): unknown {
  if (source === undefined || source === 'body') return exchange.body;
  const colon = source.indexOf(':');
  const name = colon < 0 ? source : source.slice(colon + 1);
  switch (colon < 0 ? 'header' : source.slice(0, colon)) {
    case 'property':
    case 'exchangeProperty':
      return exchange.property(name);
    case 'variable':
      return exchange.variable(name);
    default:
      return exchange.header(name);
  }
}
