import type { Component } from '../component/component.ts';
import { option } from '../component/option-spec.ts';
import { compileExpression } from '../engine/expression-compiler.ts';
import type { RouteHost } from '../engine/route-host.ts';
import type { Expression } from '../expression/expression.ts';
import { RouteError } from '../errors/route-error.ts';

/** `language:simple:${body}`: evaluates an expression, whose value becomes the body. */
export function languageComponent(host: RouteHost): Component {
  return {
    spec: {
      scheme: 'language',
      title: 'Language',
      description: 'Evaluates an expression.',
      path: { name: 'language:expression', description: 'Language and expression.', required: true },
      options: {
        transform: option.boolean({ description: 'Whether the value becomes the body.', default: true }),
        contentCache: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: true }),
        cacheScript: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: false }),
        resultType: option.string({ description: 'Type of the value.' }),
      },
    },
    createEndpoint({ uri, path, options }) {
      const [, language, text] = /^([^:]+):(.*)$/s.exec(path) ?? [];
      if (language === undefined || text === undefined)
        throw new RouteError('ROUTE_BAD_URI', { found: uri, reason: 'write language:NAME:EXPRESSION.' });
      const log = host.context.logger('language');
      const shop = { host, context: host.context, place: uri, log, resolve: (each: string) => each };
      return {
        uri,
        async createProducer() {
          const expression = text.startsWith('resource:') ? await host.context.readResource(text) : text;
          const compiled: Expression = await compileExpression({ language, expression }, 'expression', shop);
          return {
            async process(exchange, signal) {
              const value = await compiled.evaluate(exchange, signal);
              if (options['transform'] !== false) exchange.body = value ?? null;
            },
          };
        },
      };
    },
  };
}
