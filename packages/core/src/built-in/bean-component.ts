import type { Component } from '../component/component.ts';
import { option } from '../component/option-spec.ts';
import { compileExpression } from '../engine/expression-compiler.ts';
import type { RouteHost } from '../engine/route-host.ts';
import type { Expression } from '../expression/expression.ts';

const beanOptions = {
  method: option.string({ description: 'Method, with or without arguments in brackets.' }),
  scope: option.enum(['Singleton', 'Request', 'Prototype'], {
    description: 'How often the bean is made.',
    default: 'Singleton',
  }),
  cache: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: true }),
  parameters: option.map({ description: 'Properties of the bean.' }),
} as const;

/** `bean:name?method=m` and `class:Type?method=m`: call a method; what it gives becomes the body. */
export function beanComponents(host: RouteHost): Component[] {
  return (['bean', 'class'] as const).map((scheme) => ({
    spec: {
      scheme,
      title: scheme === 'bean' ? 'Bean' : 'Class',
      description: 'Calls a method of a bean.',
      path: { name: 'name', description: 'Bean, or type of one.', required: true },
      options: beanOptions,
    },
    createEndpoint({ uri, path, options }) {
      const { method, scope } = options as { method?: string; scope: string };
      const named = scheme === 'bean' ? { ref: path } : { beanType: path };
      const settings = method === undefined ? { ...named, scope } : { ...named, method, scope };
      const log = host.context.logger(scheme);
      const shop = { host, context: host.context, place: uri, log, resolve: (each: string) => each };
      let call: Expression | undefined;
      return {
        uri,
        createProducer: () => ({
          async start() {
            const model = { language: 'method', expression: '', options: settings };
            call = await compileExpression(model, 'expression', shop);
          },
          async process(exchange, signal) {
            const value = await call!.evaluate(exchange, signal);
            if (value !== undefined) exchange.body = value;
          },
        }),
      };
    },
  }));
}
