import type { ComponentContext } from '../component/component.ts';
import type { BeanRegistry } from './bean-registry.ts';
import type { PropertySource } from './property-placeholders.ts';

/** A context with beans and placeholders of one route (made of a template) in front of its own. */
export function localContext(
  context: ComponentContext,
  beans: BeanRegistry,
  properties: PropertySource,
): ComponentContext {
  return {
    name: context.name,
    clock: context.clock,
    state: context.state,
    get signal() {
      return context.signal;
    },
    logger: (name) => context.logger(name),
    bean: (name) => beans.lookup(name),
    beanNames: () => beans.names(),
    property: (name) => properties(name),
    variable: (exchange, name) => context.variable?.(exchange, name),
    setVariable: (exchange, name, value) => context.setVariable?.(exchange, name, value),
    routeGroup: (routeId) => context.routeGroup?.(routeId),
    language: (name) => context.language?.(name),
    readResource: (location) => context.readResource(location),
    resourceNoter: () => context.resourceNoter?.() ?? (() => undefined),
    resolvePath: (path) => context.resolvePath(path),
    convert: (value, type, charset) => context.convert(value, type, charset),
    endpoint: (uri) => context.endpoint(uri),
  };
}
