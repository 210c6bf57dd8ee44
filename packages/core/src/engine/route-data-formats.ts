import type { ComponentContext } from '../component/component.ts';
import type { DataFormat } from '../component/data-format.ts';
import { checkOptions } from '../component/option-check.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';
import type { StepModel } from '../model/route-model.ts';
import { resolveOptions } from './option-placeholders.ts';
import { resolvePlaceholders } from './property-placeholders.ts';
import type { RouteWorkshop } from './route-workshop.ts';

/** The data format that a step of the route names: one of the context by its kind, one that a file declares, or a bean. */
export function createDataFormat(model: StepModel, shop: RouteWorkshop, context: ComponentContext): DataFormat {
  if (model.kind === 'custom') return namedFormat(model, shop, context);
  const { dataFormats } = shop.host;
  const place = `data format ${model.kind} in route ${shop.routeId}`;
  const factory = dataFormats.get(model.kind);
  if (!factory) {
    const bean = formatBean(model.kind, shop);
    if (bean) return bean;
    const nearest = nearestHint(model.kind, dataFormats.keys());
    throw new RouteError('ROUTE_NO_SUCH_DATA_FORMAT', { place, found: model.kind, nearest }, model);
  }
  const written = resolveOptions(model.options, (text) => resolvePlaceholders(text, shop.properties));
  const { options } = checkOptions(
    factory.spec.options,
    written,
    { name: place, source: model.source },
    { bean: (name) => shop.beans.lookup(name) },
  );
  return factory.create(options, context);
}

/** `custom: { ref: … }`: one that a file declares, or a bean. */
function namedFormat(model: StepModel, shop: RouteWorkshop, context: ComponentContext): DataFormat {
  const { ref } = resolveOptions(model.options, (text) => resolvePlaceholders(text, shop.properties));
  const name = String(ref as string);
  const bean = formatBean(name, shop);
  if (bean) return bean;
  const { declaredFormats } = shop.host;
  const declared = declaredFormats.get(name);
  if (declared === undefined) {
    const place = `data format custom in route ${shop.routeId}`;
    const nearest = nearestHint(name, declaredFormats.keys());
    throw new RouteError('ROUTE_NO_SUCH_DATA_FORMAT', { place, found: name, nearest }, model);
  }
  const { id: _, ...options } = declared.options;
  return createDataFormat({ ...declared, options }, shop, context);
}

function formatBean(name: string, shop: RouteWorkshop): DataFormat | undefined {
  const bean = shop.beans.lookup(name) as Partial<DataFormat> | undefined;
  const isFormat = typeof bean?.marshal === 'function' && typeof bean.unmarshal === 'function';
  return isFormat ? (bean as DataFormat) : undefined;
}
