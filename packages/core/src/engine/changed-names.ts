import type { RoutesCollector } from './routes-collector.ts';
import { mentions, sameModel } from './same-model.ts';

/**
 * The names of beans, templates and data formats that are others than before. Templates made of them are others too: Kamelets
 * that call Kamelets.
 */
export function changedNames(
  beans: Iterable<string>,
  before: Pick<RoutesCollector, 'templates' | 'dataFormats'>,
  now: Pick<RoutesCollector, 'templates' | 'dataFormats'>,
): ReadonlySet<string> {
  const names = new Set([
    ...beans,
    ...changedKeys(before.templates, now.templates),
    ...changedKeys(before.dataFormats, now.dataFormats),
  ]);
  for (let size = -1; size < names.size;) {
    size = names.size;
    for (const [id, part] of [...now.templates, ...now.dataFormats]) if (mentions(part, names)) names.add(id);
  }
  return names;
}

function changedKeys(before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): readonly string[] {
  const keys = new Set([...before.keys(), ...now.keys()]);
  return [...keys].filter((key) => !sameModel(before.get(key), now.get(key)));
}
