import { library, native } from '../../runtime/native.ts';
import { unusable } from '../ds/raised.ts';

/** `dhis2.orgUnit`: paths of organisation units, `/ImspTQPwCqd/O6uvpzGd5pu`. */
export const orgUnitLibrary = library([
  native('ids', ['path:string'], (_runtime, path) => idsOf(path)),
  native('id', ['path:string'], (_runtime, path) => idsOf(path).at(-1)!),
  native('level', ['path:string'], (_runtime, path) => idsOf(path).length),
  native('parent', ['path:string'], (_runtime, path) => idsOf(path).at(-2) ?? null),
  native('ancestor', ['path:string', 'level:number'], (_runtime, path, level) => {
    if (!Number.isInteger(level) || level < 1) throw unusable('levels of organisation units count from 1');
    return idsOf(path)[level - 1] ?? null;
  }),
  native('isWithin', ['path:string', 'orgUnit:string'], (_runtime, path, orgUnit) =>
    idsOf(path).includes(orgUnit.includes('/') ? idsOf(orgUnit).at(-1)! : orgUnit),
  ),
]);

function idsOf(path: string): string[] {
  const ids = path.split('/').filter((id) => id !== '');
  if (ids.length === 0) throw unusable('the path of an organisation unit has at least one id');
  return ids;
}
