import { makeBean } from '../beans/make-bean.ts';
import { RouteError } from '../errors/route-error.ts';
import type { BeanModel, RouteModel, RouteTemplateModel } from '../model/route-model.ts';
import type { BeanRegistry } from './bean-registry.ts';
import { resolvePlaceholders, type PropertySource } from './property-placeholders.ts';
import type { PreparedRoute } from './route-factory.ts';

/** A template with values for its parameters. */
export interface TemplateUse {
  readonly template: RouteTemplateModel;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Beans beside those of the template; they replace those of the same name. */
  readonly beans: readonly BeanModel[];
}

/** What a route made of a template has beside its model: values of its placeholders and beans of its own. */
export type TemplateSurroundings = Required<Pick<PreparedRoute, 'properties' | 'beans'>>;

/**
 * Puts values for the parameters of a template: those given, else their defaults. A bean of the template is found by its
 * name, and a placeholder of that name gives the name.
 *
 * @throws RouteError ROUTE_TEMPLATE_PARAMETERS when a required one is missing.
 */
export function templateSurroundings(
  use: TemplateUse,
  registry: BeanRegistry,
  outer: PropertySource,
): TemplateSurroundings {
  const { template, parameters } = use;
  const values = new Map<string, string>();
  for (const parameter of template.parameters) {
    const value = parameters[parameter.name] ?? parameter.default;
    if (value !== undefined) values.set(parameter.name, String(value as string | number | boolean));
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null) values.set(name, String(value as string | number | boolean));
  }
  const missing = template.parameters.filter(({ name, required }) => required && !values.has(name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    throw new RouteError('ROUTE_TEMPLATE_PARAMETERS', { template: template.id, missing: names });
  }
  const properties: PropertySource = (name) => values.get(name) ?? outer(name);
  const beans: Record<string, unknown> = {};
  for (const model of [...template.beans, ...use.beans]) {
    beans[model.name] = makeBean(model, {
      lookup: (name) => beans[name] ?? registry.lookup(name),
      names: () => [...Object.keys(beans), ...registry.names()],
      resolve: (text) => resolvePlaceholders(text, properties) ?? '',
    });
    values.set(model.name, model.name);
  }
  return { properties, beans };
}

/** A route's model under another id. */
export function withId(model: RouteModel, id: string | undefined): RouteModel {
  return id === undefined ? model : { ...model, id };
}
