import type { ComponentContext } from '../component/component.ts';
import { systemClock } from '../clock/clock.ts';
import { convertTo } from '../convert/convert.ts';

/** As much of a context as expressions ask for; for tests. */
export function testContext(
  beans: Readonly<Record<string, unknown>> = {},
  properties: Readonly<Record<string, string>> = {},
): ComponentContext {
  const context: Partial<ComponentContext> = {
    name: 'test',
    clock: systemClock,
    bean: (name) => beans[name],
    property: (key) => properties[key],
    convert: (value, type, charset) => convertTo(value, type, charset),
    readResource: (location) => Promise.reject(new Error(`no ${location}`)),
    signal: new AbortController().signal,
  };
  return context as ComponentContext;
}
